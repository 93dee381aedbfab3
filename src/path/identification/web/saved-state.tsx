import { Button, Icon, Refusal, useText } from '#ui'
import type { Answering } from './use-answers.ts'

/** Whether the node has all answers. Always visible, and announced when it changes. */
export function SavedState({ answering }: { answering: Answering }) {
  const t = useText()
  const { saved, problem, overtaken, retry } = answering
  if (saved === 'refused')
    return <Refusal problem={problem} actions={<Button onPress={retry}>{t('ui.retry')}</Button>} />
  if (saved === 'saved' && overtaken.length > 0) {
    return (
      <p className="screening-saved" role="status" data-state="waiting">
        <Icon name="warning" size={16} />
        {t('identification.saved.overtaken', { count: overtaken.length })}
      </p>
    )
  }
  return (
    <p className="screening-saved" role="status" data-state={saved}>
      {saved === 'saved' ? (
        <Icon name="check" size={16} />
      ) : saved === 'waiting' ? (
        <Icon name="offline" size={16} />
      ) : (
        <span className="spin" aria-hidden="true" />
      )}
      {t(`identification.saved.${saved}`)}
    </p>
  )
}
