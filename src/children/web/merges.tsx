import { useState } from 'react'
import { Button, Dialog, LongText, Refusal, Stack, useFormat, useText } from '#ui'
import { usePerform, useSession } from '#ui/data'
import type { ChildView } from '../view.ts'

type MergeView = ChildView['merges'][number]

/** Records found to be about this child, and the way back. */
export function Merges({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const format = useFormat()
  const { has } = useSession()
  const [undoing, setUndoing] = useState<MergeView>()
  const mayUndo = (['triage', 'authority', 'caseworker', 'supervisor'] as const).some(has)
  if (child.merges.length === 0) return null
  return (
    <section aria-label={t('children.merges')}>
      <h2>{t('children.merges')}</h2>
      <ul className="plain">
        {child.merges.map((merge) => (
          <li key={merge.id}>
            <p>
              {t('children.written-by', { name: child.people[merge.by] ?? t('children.somebody'), at: format.dateTime(merge.at) })}
              <br />
              <span className="soft">{merge.reason}</span>
            </p>
            {merge.undoneAt && <p className="soft">{t('children.merges.undone', { at: format.dateTime(merge.undoneAt) })}</p>}
            {!merge.undoneAt && mayUndo && <Button onPress={() => setUndoing(merge)}>{t('children.merges.undo')}</Button>}
          </li>
        ))}
      </ul>
      {undoing && <UndoDialog child={child} merge={undoing} again={again} onClose={() => setUndoing(undefined)} />}
    </section>
  )
}

function UndoDialog({ child, merge, again, onClose }: { child: ChildView; merge: MergeView; again: () => void; onClose: () => void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const undo = usePerform<unknown, unknown>({ path: `/api/children/merges/${merge.id}/undo` })
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
          <Button kind="primary" busy={undo.busy} disabled={!reason.trim()} onPress={() => void send()}>{t('children.merges.undo')}</Button>
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
