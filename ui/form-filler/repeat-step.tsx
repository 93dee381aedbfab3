import { withoutEntry } from '#lib/forms'
import type { Answers, Step } from '#lib/forms'
import { Button } from '../controls/button.tsx'
import { Notice } from '../feedback/notice.tsx'
import { Icon } from '../icon.tsx'
import { useText } from '../language/language.tsx'
import { fieldIdOf } from './answer-shapes.ts'

interface RepeatStepProps {
  step: Extract<Step, { kind: 'repeat' }>
  answers: Answers
  onChange: (answers: Answers) => void
  onAdd: (path: string) => void
  onAdded: (entry: number) => void
  showProblems: boolean
}

/** "Is there another one?": shows the number of entries, with buttons to add and remove. */
export function RepeatStep({ step, answers, onChange, onAdd, onAdded, showProblems }: RepeatStepProps) {
  const t = useText()
  const problem = showProblems ? step.state.problems[0] : undefined
  const addLabel = step.group.repeat?.addLabel
  return (
    <div className="stack" id={fieldIdOf(step.path)} tabIndex={-1} data-quiet-focus>
      <h2>{step.state.label ? t(step.state.label) : t('ui.form.more')}</h2>
      {step.state.hint && <p className="soft">{t(step.state.hint)}</p>}
      <p>{t('ui.form.entries', { count: step.count })}</p>
      {problem && <Notice kind="due-soon">{t(problem.message, problem.params)}</Notice>}
      {step.canAdd && (
        <Button
          onPress={() => {
            onAdd(step.path)
            onAdded(step.count)
          }}
        >
          <Icon name="plus" />
          {addLabel ? t(addLabel) : t('ui.form.add')}
        </Button>
      )}
      {step.canRemove && step.count > 0 && (
        <Button kind="quiet" onPress={() => onChange(withoutEntry(answers, step.path, step.count - 1))}>
          {t('ui.form.remove', { number: step.count })}
        </Button>
      )}
    </div>
  )
}
