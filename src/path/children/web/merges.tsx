import { useState } from 'react'
import { Button, useFormat, useSayStep, useText } from '#ui'
import { usePerform, useSession } from '#ui/data'
import type { ChildView } from '../view.ts'
import { PanelPart } from './panel-part.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { useWords } from './words.ts'
import { undoMerge } from './routes.ts'

type MergeView = ChildView['merges'][number]

/** Records merged into this one, with the button to undo. */
export function Merges({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const format = useFormat()
  const words = useWords()
  const { has } = useSession()
  const [undoing, setUndoing] = useState<MergeView>()
  const mayUndo = (['triage', 'authority', 'caseworker', 'supervisor'] as const).some(has)
  if (child.merges.length === 0) return null
  return (
    <PanelPart title={t('children.merges')}>
      <ul className="plain stack">
        {child.merges.map((merge) => (
          <li key={merge.id}>
            <p>
              {words.by(child.people[merge.by], merge.at)}
              <br />
              <bdi className="soft">{merge.reason}</bdi>
            </p>
            {merge.undoneAt && (
              <p className="soft">{t('children.merges.undone', { at: format.dateTime(merge.undoneAt) })}</p>
            )}
            {!merge.undoneAt && mayUndo && (
              <Button onPress={() => setUndoing(merge)}>{t('children.merges.undo')}</Button>
            )}
          </li>
        ))}
      </ul>
      {undoing && <UndoDialog child={child} merge={undoing} again={again} onClose={() => setUndoing(undefined)} />}
    </PanelPart>
  )
}

function UndoDialog({
  child,
  merge,
  again,
  onClose,
}: {
  child: ChildView
  merge: MergeView
  again: () => void
  onClose: () => void
}) {
  const t = useText()
  const undo = usePerform(undoMerge, { id: merge.id })
  async function send(reason: string) {
    if (await undo.perform({ keptId: child.id, reason })) {
      again()
      onClose()
    }
  }
  return (
    <ReasonDialog
      title={t('children.merges.undo')}
      act={t('children.merges.undo')}
      busy={undo.busy}
      refusal={undo.refusal}
      onDecide={(reason) => void send(reason)}
      onClose={onClose}
    >
      <p>{t('children.merges.undo.text')}</p>
      <Since child={child} merge={merge} />
    </ReasonDialog>
  )
}

/** Everything that was written since the merge, with the record that keeps it. */
function Since({ child, merge: { since } }: { child: ChildView; merge: MergeView }) {
  const t = useText()
  const format = useFormat()
  const words = useWords()
  const sayStep = useSayStep()
  const changes = child.history.filter(({ id }) => since.changes.includes(id))
  if (changes.length + since.steps.length === 0) return <p>{t('children.merges.since.nothing')}</p>
  const lists = [
    {
      record: 'kept',
      lines: [
        ...changes.map(({ id, field, value, author, time }) => ({
          id,
          said: `${t(`children.field.${field.split(':')[0]}`)}: ${words.value(field, value)}`,
          when: words.by(child.people[author], time),
        })),
        ...stepsOf('kept'),
      ],
    },
    { record: 'restored', lines: stepsOf('restored') },
  ]
  function stepsOf(record: 'kept' | 'restored') {
    return since.steps
      .filter(({ staysWith }) => staysWith === record)
      .map(({ id, kind, subject, at }) => ({
        id,
        said: sayStep(subject.kind, kind) ?? kind,
        when: format.dateTime(at),
      }))
  }
  return (
    <>
      {lists
        .filter(({ lines }) => lines.length > 0)
        .map(({ record, lines }) => (
          <section key={record}>
            <p className="strong">{t(`children.merges.since.${record}`)}</p>
            <ul>
              {lines.map(({ id, said, when }) => (
                <li key={id}>
                  <bdi>{said}</bdi> <span className="soft small">{when}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      {changes.length > 0 && <p>{t('children.merges.since.settle')}</p>}
    </>
  )
}
