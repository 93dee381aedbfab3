import { Fragment, useEffect, useMemo, useState } from 'react'
import { findAnswer, withAnswer } from '#lib/forms'
import type { Step } from '#lib/forms'
import { useText } from '../language/language.tsx'
import { AnswerSummary } from './answer-summary.tsx'
import { fieldIdOf } from './answer-shapes.ts'
import type { FillingProps } from './form-filler.tsx'
import { QuestionField } from './question-field.tsx'
import { RepeatStep } from './repeat-step.tsx'
import { Steps } from './steps.tsx'

const SUMMARY = ':summary'

/** One question a screen (or one group that is asked together), then a summary before submitting. */
export function FormSteps({
  steps,
  answers,
  onChange,
  onAdd,
  onSubmit,
  busy,
  places,
  submitLabel,
  aside,
  refusal,
  at,
}: FillingProps) {
  const t = useText()
  const screens = useMemo(() => screensOf(steps), [steps])
  const [path, setPath] = useState<string | undefined>(at ?? steps[0]?.path)
  const [tried, setTried] = useState(false)
  const [fromSummary, setFromSummary] = useState(false)
  const found = path === SUMMARY ? 0 : indexOf(screens, path)
  // The open question is no longer asked, so open the first one, and stay there if the other comes back.
  if (found < 0) setPath(steps[0]?.path)
  const index = Math.max(0, found)
  const screen = path === SUMMARY ? undefined : screens[index]

  useEffect(() => {
    if (at !== undefined) setPath(at)
  }, [at])

  function open(next: string | undefined, tryAlready = false) {
    setPath(next)
    setTried(tryAlready)
  }
  function openScreen(at: number) {
    open(screens[at]?.[0]?.path ?? SUMMARY)
  }
  function forward() {
    const broken = screen?.find((step) => step.state.problems.length > 0)
    if (broken) {
      setTried(true)
      // Wait until the error is on the screen, because its words are part of the control's description.
      requestAnimationFrame(() => focusField(fieldIdOf(broken.path)))
      return
    }
    if (fromSummary && !isInRepeat(screen?.[0])) open(SUMMARY)
    else openScreen(index + 1)
  }

  if (!screen) {
    const broken = steps.find((each) => each.state.problems.length > 0)
    return (
      <Steps
        number={screens.length + 1}
        count={screens.length + 1}
        stepKey={SUMMARY}
        onNext={() => (broken ? open(broken.path, true) : onSubmit())}
        onBack={screens.length > 0 ? () => openScreen(screens.length - 1) : undefined}
        nextLabel={submitLabel}
        busy={busy}
        aside={aside}
      >
        <h2>{t('ui.form.check')}</h2>
        {refusal}
        <AnswerSummary
          steps={steps}
          places={places}
          onChange={(where) => {
            setFromSummary(true)
            open(where, true)
          }}
        />
      </Steps>
    )
  }
  return (
    <Steps
      number={index + 1}
      count={screens.length + 1}
      stepKey={keyOf(screen)}
      onNext={forward}
      onBack={index > 0 ? () => openScreen(index - 1) : undefined}
      aside={aside}
    >
      {screen.map((step, at) => (
        <Fragment key={step.path}>
          <Trail step={step} before={screen[at - 1]} />
          {step.kind === 'question' ? (
            <QuestionField
              question={step.question}
              state={step.state}
              answer={step.state.readOnly ? step.state.value : findAnswer(answers, step.path)}
              onAnswer={(answer) => onChange(withAnswer(answers, step.path, answer))}
              places={places}
              showProblems={tried}
              big={screen.length === 1}
            />
          ) : (
            <RepeatStep
              step={step}
              answers={answers}
              showProblems={tried}
              onChange={onChange}
              onAdd={onAdd}
              onAdded={(entry) => {
                // The first question of a new entry exists only after the next evaluation.
                setPath(`${step.path}/${entry}`)
                setTried(false)
              }}
            />
          )}
        </Fragment>
      ))}
    </Steps>
  )
}

/** The groups of a question, shown once for neighbouring questions. */
function Trail({ step, before }: { step: Step; before: Step | undefined }) {
  const t = useText()
  const said = (one: Step | undefined) => one?.trail.map((text) => t(text)).join(' · ') ?? ''
  if (step.trail.length === 0 || said(step) === said(before)) return null
  return (
    <p className="soft">
      {said(step)}
      {step.kind === 'question' &&
        step.entry &&
        step.entry.of > 1 &&
        ` · ${t('ui.form.entry', { number: step.entry.number, count: step.entry.of })}`}
    </p>
  )
}

/** Steps by screen: one each, except that a group asked together shares one screen. */
function screensOf(steps: readonly Step[]): Step[][] {
  const screens: Step[][] = []
  for (const step of steps) {
    const last = screens.at(-1)
    const together = step.kind === 'question' ? step.together : undefined
    const first = last?.[0]
    if (last && together !== undefined && first?.kind === 'question' && first.together === together) last.push(step)
    else screens.push([step])
  }
  return screens
}

/** A key that stays the same while answers show and hide questions on the same screen. */
function keyOf([first]: readonly Step[]): string {
  return first?.kind === 'question' && first.together !== undefined
    ? `:together ${first.together}`
    : (first?.path ?? '')
}

/**
 * The index of the screen with a path, -1 if its step is no longer asked. The path of an entry means its first
 * question.
 */
function indexOf(screens: readonly (readonly Step[])[], path: string | undefined): number {
  const exact = screens.findIndex((screen) => screen.some((step) => step.path === path))
  if (exact >= 0) return exact
  if (path === undefined) return 0
  const around = (step: Step): boolean =>
    step.path.startsWith(`${path}/`) ||
    (step.kind === 'question' && step.together !== undefined && path.startsWith(`${step.together}/`))
  const within = screens.findIndex((screen) => screen.some(around))
  return within
}

function isInRepeat(step: Step | undefined): boolean {
  return step?.kind === 'question' && step.entry !== undefined
}

export function focusField(id: string): void {
  const found = document.getElementById(id)
  const control = found?.matches('input, select, textarea')
    ? found
    : found?.querySelector<HTMLElement>('input, select, textarea')
  ;(control ?? found)?.focus()
}
