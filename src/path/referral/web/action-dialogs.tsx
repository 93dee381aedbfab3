import { useState } from 'react'
import { Button, Choice, Dialog, LongText, LookView, Refusal, Select, Stack, useText } from '#ui'
import { useLook, usePerform } from '#ui/data'
import type { CodeOf } from '#standards/codes'
import { declineReasonToChoose, referralOutcome, withdrawReasonToChoose } from '../codes.ts'
import type { ReferralView } from '../view.ts'
import { completeReferral, declineReferral, viewRoutesOfReferral, withdrawReferral } from './routes.ts'

interface DialogProps {
  referral: ReferralView
  open: boolean
  onClose: () => void
  reload: () => void
}

/** Declines with a reason and the next authority. The first deadline stays, so the child does not wait longer. */
export function DeclineDialog({ referral, open, onClose, reload }: DialogProps) {
  const t = useText()
  const [reason, setReason] = useState<CodeOf<typeof declineReasonToChoose>>()
  const [nextAuthority, setNextAuthority] = useState<string>()
  const decline = usePerform(declineReferral, { id: referral.id })
  async function send() {
    if (
      !reason ||
      (await decline.perform(
        { reason, ...(nextAuthority && { nextAuthorityId: nextAuthority }) },
        { ifMatch: referral.version },
      )) === undefined
    )
      return
    onClose()
    reload()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('referral.decline.title')}
      actions={
        <Buttons
          label={t('referral.act.decline')}
          onClose={onClose}
          onSend={() => void send()}
          busy={decline.busy}
          disabled={reason === undefined}
        />
      }
    >
      <Stack gap={4}>
        <Refusal problem={decline.refusal} />
        <Choice
          label={t('referral.decline.reason')}
          hint={t('referral.decline.reason.hint')}
          required
          value={reason}
          onChange={setReason}
          options={declineReasonToChoose.values.map((value) => ({ value, label: t(`referral.decline.${value}`) }))}
        />
        <NextAuthority referral={referral} open={open} value={nextAuthority} onChange={setNextAuthority} />
      </Stack>
    </Dialog>
  )
}

/** The authorities with the mandate. One where nobody works at present is named, and cannot be chosen. */
function NextAuthority({
  referral,
  open,
  value,
  onChange,
}: Pick<DialogProps, 'referral' | 'open'> & {
  value: string | undefined
  onChange: (authorityId: string | undefined) => void
}) {
  const t = useText()
  const routes = useLook(viewRoutesOfReferral, open ? { id: referral.id } : undefined)
  return (
    <LookView look={routes}>
      {({ routes: found, unattended }) => (
        <Select
          label={t('referral.decline.next-authority')}
          hint={t('referral.decline.next-authority.hint')}
          value={value}
          onChange={onChange}
          placeholder={t('referral.decline.next-authority.nobody')}
          options={[
            ...found
              .filter(({ authorityId }) => authorityId !== referral.authority?.id)
              // Few kinds lead; the coordinator decides about everything else.
              .filter(({ kind }) => referral.alongside || kind === 'child-protection' || kind === 'adult-services')
              .map(({ authorityId, name }) => ({ value: authorityId, label: t(name) })),
            ...unattended.map(({ authorityId, name }) => ({
              value: authorityId,
              label: t('referral.unattended.named', { name: t(name) }),
              disabled: true,
            })),
          ]}
        />
      )}
    </LookView>
  )
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
          disabled={reason === undefined || note.trim() === ''}
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
          disabled={outcome === undefined}
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

function Buttons({
  label,
  onClose,
  onSend,
  busy,
  disabled,
}: {
  label: string
  onClose: () => void
  onSend: () => void
  busy: boolean
  disabled: boolean
}) {
  const t = useText()
  return (
    <>
      <Button kind="primary" busy={busy} disabled={disabled} onPress={onSend}>
        {label}
      </Button>
      <Button onPress={onClose}>{t('referral.cancel')}</Button>
    </>
  )
}
