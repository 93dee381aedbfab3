import type { Step } from '#lib/forms'
import type { PlaceSource } from '../controls/place-picker.tsx'
import { Icon } from '../icon.tsx'
import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'
import { sayAnswer } from './say-answer.ts'

interface AnswerSummaryProps {
  steps: readonly Step[]
  places: PlaceSource
  /** Opens the question of a path. Absent for a read-only summary. */
  onChange?: (path: string) => void
}

/** Every question with its answer, in order. One tap opens a question to change it. */
export function AnswerSummary({ steps, places, onChange }: AnswerSummaryProps) {
  const t = useText()
  const format = useFormat()
  const asked = steps.filter((step) => step.kind === 'question' && step.question.type !== 'note')
  return (
    <div className="summary">
      <dl className="facts" data-narrow>
        {asked.map((step) => {
          if (step.kind !== 'question') return null
          const label = t(step.state.label ?? step.question.label)
          const entry =
            step.entry && step.entry.of > 1
              ? t('ui.form.entry', { number: step.entry.number, count: step.entry.of })
              : ''
          const problem = step.state.problems[0]
          return (
            <div key={step.path}>
              <dt>
                <bdi>{entry ? `${entry} · ${label}` : label}</bdi>
              </dt>
              <dd dir="auto">
                {sayAnswer(step.question, step.state.value, step.state.choices, { t, format, places })}
              </dd>
              {problem && (
                <dd className="field-error">
                  <Icon name="warning" size={18} />
                  {t(problem.message, problem.params)}
                </dd>
              )}
              {onChange && (
                <dd className="summary-change">
                  <button
                    type="button"
                    className="text-button"
                    aria-label={t('ui.form.change-what', { what: label })}
                    onClick={() => onChange(step.path)}
                  >
                    {t('ui.form.change')}
                  </button>
                </dd>
              )}
            </div>
          )
        })}
      </dl>
    </div>
  )
}
