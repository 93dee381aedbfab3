import { useState } from 'react'
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

/** One question a screen, then everything once more before it is sent. */
export function FormSteps({ steps, answers, onChange, onSubmit, busy, places, submitLabel, aside, refusal }: FillingProps) {
  const t = useText()
  const [path, setPath] = useState<string | undefined>(steps[0]?.path)
  const [tried, setTried] = useState(false)
  const [fromSummary, setFromSummary] = useState(false)
  const index = indexOf(steps, path)
  const step = path === SUMMARY ? undefined : steps[index]

  function open(next: string | undefined, tryAlready = false) {
    setPath(next)
    setTried(tryAlready)
  }
  function forward() {
    if (step && step.state.problems.length > 0) {
      setTried(true)
      // After the error is on the screen: its words are part of what the control is described by.
      requestAnimationFrame(() => focusField(fieldIdOf(step.path)))
      return
    }
    open(fromSummary && !isInRepeat(step) ? SUMMARY : (steps[index + 1]?.path ?? SUMMARY))
  }

  if (!step) {
    const broken = steps.find((each) => each.state.problems.length > 0)
    return (
      <Steps
        number={steps.length + 1}
        count={steps.length + 1}
        stepKey={SUMMARY}
        onNext={() => (broken ? open(broken.path, true) : onSubmit())}
        onBack={steps.length > 0 ? () => open(steps.at(-1)?.path) : undefined}
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
    <Steps number={index + 1} count={steps.length + 1} stepKey={step.path} onNext={forward} onBack={index > 0 ? () => open(steps[index - 1]?.path) : undefined} aside={aside}>
      {step.trail.length > 0 && (
        <p className="soft">
          {step.trail.map((text) => t(text)).join(' · ')}
          {step.kind === 'question' && step.entry && step.entry.of > 1 && ` · ${t('ui.form.entry', { number: step.entry.number, count: step.entry.of })}`}
        </p>
      )}
      {step.kind === 'question' ? (
        <QuestionField
          key={step.path}
          question={step.question}
          state={step.state}
          answer={step.state.readOnly ? step.state.value : findAnswer(answers, step.path)}
          onAnswer={(answer) => onChange(withAnswer(answers, step.path, answer))}
          places={places}
          showProblems={tried}
          big
        />
      ) : (
        <RepeatStep
          step={step}
          answers={answers}
          showProblems={tried}
          onChange={onChange}
          onAdded={(entry) => {
            // The new entry's first question does not exist until the answers have been evaluated anew.
            setPath(`${step.path}/${entry}`)
            setTried(false)
          }}
        />
      )}
    </Steps>
  )
}

/** Where a path stands now; answers may have taken its step away, or it may name an entry, whose first question is meant. */
function indexOf(steps: readonly Step[], path: string | undefined): number {
  const exact = steps.findIndex((step) => step.path === path)
  if (exact >= 0) return exact
  const within = steps.findIndex((step) => path !== undefined && step.path.startsWith(`${path}/`))
  return Math.max(0, within)
}

function isInRepeat(step: Step | undefined): boolean {
  return step?.kind === 'question' && step.entry !== undefined
}

export function focusField(id: string): void {
  const found = document.getElementById(id)
  const control = found?.matches('input, select, textarea') ? found : found?.querySelector<HTMLElement>('input, select, textarea')
  ;(control ?? found)?.focus()
}
