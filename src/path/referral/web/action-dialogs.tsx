import { useState } from 'react'
import { Button, Choice, Dialog, LongText, Refusal, Stack, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { CodeOf } from '#standards/codes'
import { referralOutcome, withdrawReasonToChoose } from '../codes.ts'
import type { ReferralView } from '../view.ts'
import { completeReferral, withdrawReferral } from './routes.ts'

export interface DialogProps {
  referral: ReferralView
  open: boolean
  onClose: () => void
  reload: () => void
}

/** Withdraws the referral before it is accepted. */
export function WithdrawDialog({ referral, open, onClose, reload }: DialogProps) {
  const t = useText()
  const [reason, setReason] = useState<CodeOf<typeof withdrawReasonToChoose>>()
  const [note, setNote] = useState('')
  const withdraw = usePerform(withdrawReferral, { id: referral.id })
  async function send() {
    if (!reason || (await withdraw.perform({ reason, note }, { ifMatch: referral.version })) === undefined) return
    onClose()
    reload()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('referral.withdraw.title')}
      actions={
        <Buttons
          label={t('referral.act.withdraw')}
          onClose={onClose}
          onSend={() => void send()}
          busy={withdraw.busy}
          lacks={reason === undefined || note.trim() === ''}
        />
      }
    >
      <Stack gap={4}>
        <Refusal problem={withdraw.refusal} />
        <Choice
          label={t('referral.withdraw.reason')}
          required
          value={reason}
          onChange={setReason}
          options={withdrawReasonToChoose.values.map((value) => ({
            value,
            label: t(`referral.withdraw.${value}`),
            ...(value === 'adult-withdrew' &&
              referral.caregiver !== 'safe' && { disabled: true, hint: t('referral.way.caregiver-not-safe') }),
          }))}
        />
        <LongText label={t('referral.withdraw.note')} required value={note} onChange={setNote} />
      </Stack>
    </Dialog>
  )
}

/** Completes the referral with an outcome, as far as the sender may know it. */
export function CompleteDialog({ referral, open, onClose, reload }: DialogProps) {
  const t = useText()
  const [outcome, setOutcome] = useState<CodeOf<typeof referralOutcome>>()
  const [note, setNote] = useState('')
  const complete = usePerform(completeReferral, { id: referral.id })
  async function send() {
    if (
      !outcome ||
      (await complete.perform({ outcome, ...(note.trim() && { note }) }, { ifMatch: referral.version })) === undefined
    )
      return
    onClose()
    reload()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('referral.complete.title')}
      actions={
        <Buttons
          label={t('referral.act.complete')}
          onClose={onClose}
          onSend={() => void send()}
          busy={complete.busy}
          lacks={outcome === undefined}
        />
      }
    >
      <Stack gap={4}>
        <Refusal problem={complete.refusal} />
        <Choice
          label={t('referral.complete.outcome')}
          required
          value={outcome}
          onChange={setOutcome}
          options={referralOutcome.values.map((value) => ({ value, label: t(`referral.outcome.${value}`) }))}
        />
        <LongText
          label={t('referral.complete.note')}
          hint={t('referral.complete.note.hint')}
          value={note}
          onChange={setNote}
        />
      </Stack>
    </Dialog>
  )
}

export function Buttons({
  label,
  onClose,
  onSend,
  busy,
  lacks,
}: {
  label: string
  onClose: () => void
  onSend: () => void
  busy: boolean
  lacks: boolean
}) {
  const t = useText()
  return (
    <>
      <Button kind="primary" busy={busy} lacks={lacks} onPress={onSend}>
        {label}
      </Button>
      <Button onPress={onClose}>{t('referral.cancel')}</Button>
    </>
  )
}
