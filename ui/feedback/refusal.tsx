import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { Problem } from '../data/problem.ts'

interface RefusalProps {
  problem: Problem | undefined
  actions?: ReactNode
  /** What the screen calls the field at this path of the input. */
  nameOf?: (path: string) => string | undefined
  /** The screen says what is wrong at the fields themselves. */
  marked?: boolean
}

/** Refusals that do not say themselves which answer is wrong. */
const ofAnyAnswer = ['answers-not-accepted', 'form-answers-incomplete']

/** A refusal in words: what did not happen, why, what is wrong, and what to do next. Takes the focus when it appears. */
export function Refusal({ problem, actions, nameOf, marked = false }: RefusalProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) box.current?.focus()
  }, [problem])
  if (!problem) return null
  const wrong = ofAnyAnswer.includes(problem.code) && !marked ? wrongFields(problem, nameOf) : []
  return (
    <div className="notice" data-kind="due-soon" role="alert" tabIndex={-1} data-quiet-focus ref={box}>
      <Icon name="warning" />
      <div>
        <p className="strong">{problem.title}</p>
        {problem.detail && <p>{problem.detail}</p>}
        {wrong.length > 0 && (
          <ul>
            {wrong.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        {problem.next && <p>{problem.next}</p>}
        {actions && <div className="cluster">{actions}</div>}
      </div>
    </div>
  )
}

function wrongFields({ fields = [] }: Problem, nameOf: RefusalProps['nameOf']): string[] {
  const said = fields.flatMap(({ path, message }) => {
    const name = nameOf?.(path)
    return message ? [name ? `${name}: ${message}` : message] : []
  })
  return [...new Set(said)]
}
