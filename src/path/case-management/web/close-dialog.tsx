import { useState } from 'react'
import { Button, Choice, Dialog, LongText, Refusal, Stack, useText } from '#ui'
import { usePerform } from '#ui/data'
import { closeReason, type CloseReason } from '../codes.ts'
import type { CaseView } from '../view.ts'
import { closeCase } from './routes.ts'

interface CloseProps {
  careCase: CaseView
  open: boolean
  onClose: () => void
  reload: () => void
}

/** Closes the case with a reason and words. It does not open again. */
export function CloseDialog({ careCase, open, onClose, reload }: CloseProps) {
  const t = useText()
  const [reason, setReason] = useState<CloseReason>()
  const [note, setNote] = useState('')
  const close = usePerform(closeCase, { id: careCase.id })
  async function send() {
    if (!reason || (await close.perform({ reason, note }, { ifMatch: careCase.version })) === undefined) return
    onClose()
    reload()
  }
  const actions = (
    <>
      <Button kind="primary" busy={close.busy} disabled={!reason || note.trim() === ''} onPress={() => void send()}>
        {t('case-management.end.button')}
      </Button>
      <Button onPress={onClose}>{t('case-management.cancel')}</Button>
    </>
  )
  return (
    <Dialog open={open} onClose={onClose} title={t('case-management.end.title')} actions={actions}>
      <Stack gap={4}>
        <Refusal problem={close.refusal} />
        <Choice
          label={t('case-management.end.reason')}
          required
          value={reason}
          onChange={setReason}
          options={closeReason.values.map((value) => ({ value, label: t(`case-management.close.${value}`) }))}
        />
        <LongText
          label={t('case-management.end.words')}
          hint={t('case-management.end.words.hint')}
          required
          value={note}
          onChange={setNote}
        />
      </Stack>
    </Dialog>
  )
}
