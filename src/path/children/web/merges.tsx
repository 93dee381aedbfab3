import { useState } from 'react'
import { Button, Dialog, LongText, Refusal, Stack, useFormat, useText } from '#ui'
import { usePerform, useSession } from '#ui/data'
import type { ChildView } from '../view.ts'
import { PanelPart } from './panel-part.tsx'
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
  const [reason, setReason] = useState('')
  const undo = usePerform(undoMerge, { id: merge.id })
  async function send() {
    if (await undo.perform({ keptId: child.id, reason: reason.trim() })) {
      again()
      onClose()
    }
  }
  return (
    <Dialog
      open
      decision
      onClose={onClose}
      title={t('children.merges.undo')}
      actions={
        <>
          <Button kind="primary" busy={undo.busy} disabled={!reason.trim()} onPress={() => void send()}>
            {t('children.merges.undo')}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>{t('children.merges.undo.text')}</p>
        <Refusal problem={undo.refusal} />
        <LongText label={t('children.reason')} required value={reason} onChange={setReason} />
      </Stack>
    </Dialog>
  )
}
