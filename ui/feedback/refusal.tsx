import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { Problem } from '../data/problem.ts'

/** A refusal in words: what did not happen, why, and what to do next. Takes the focus when it appears. */
export function Refusal({ problem, actions }: { problem: Problem | undefined; actions?: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) box.current?.focus()
  }, [problem])
  if (!problem) return null
  return (
    <div className="notice" data-kind="due-soon" role="alert" tabIndex={-1} data-quiet-focus ref={box}>
      <Icon name="warning" />
      <div>
        <p className="strong">{problem.title}</p>
        {problem.detail && <p>{problem.detail}</p>}
        {problem.next && <p>{problem.next}</p>}
        {actions && <div className="cluster">{actions}</div>}
      </div>
    </div>
  )
}
