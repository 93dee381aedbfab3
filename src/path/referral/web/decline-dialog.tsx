import { useState } from 'react'
import { Dialog, LongText, LookView, Notice, Refusal, Select, Stack, TextField, useGo, useText } from '#ui'
import { useLook, usePerform } from '#ui/data'
import { declineReasonToChoose, type DeclineReason, needsDeclineWords } from '../codes.ts'
import { Buttons, type DialogProps } from './action-dialogs.tsx'
import { acceptReferral, declineReferral, viewRoutesOfReferral } from './routes.ts'

/** What a person says who declines, or who joins the referral to the open case, and whether it can be sent. */
function useDeclining({ referral }: Pick<DialogProps, 'referral'>) {
  const [reason, setReason] = useState<DeclineReason>()
  const [note, setNote] = useState('')
  const [reference, setReference] = useState('')
  const [nextAuthority, setNextAuthority] = useState<string>()
  const decline = usePerform(declineReferral, { id: referral.id })
  const accept = usePerform(acceptReferral, { id: referral.id })
  const known = reason === 'already-known'
  const partOfIt = reason === 'part-of-it'
  const wordsNeeded = reason !== undefined && !known && needsDeclineWords(reason)
  const ifMatch = { ifMatch: referral.version }
  return {
    reason,
    setReason,
    note,
    setNote,
    reference,
    setReference,
    nextAuthority,
    setNextAuthority,
    known,
    partOfIt,
    wordsNeeded,
    missing: reason === undefined || (wordsNeeded && note.trim() === ''),
    busy: decline.busy || accept.busy,
    refusal: decline.refusal ?? accept.refusal,
    perform: (): Promise<unknown> =>
      known
        ? accept.perform(reference.trim() ? { caseReference: reference } : {}, ifMatch)
        : decline.perform(
            {
              reason: reason as (typeof declineReasonToChoose.values)[number],
              ...(note.trim() && { note }),
              ...(nextAuthority && !partOfIt && { nextAuthorityId: nextAuthority }),
            },
            ifMatch,
          ),
  }
}

/**
 * Declines with a reason and the next authority. The first deadline stays, so the child does not wait longer. Who
 * already works with the child does not decline: the referral joins their open case.
 */
export function DeclineDialog({ referral, open, onClose, reload }: DialogProps) {
  const t = useText()
  const said = useDeclining({ referral })
  const { reason, known } = said
  const go = useGo()
  async function send() {
    if (said.missing || (await said.perform()) === undefined) return
    onClose()
    // Their agency sees the record no longer.
    if (said.partOfIt) go('/referrals')
    else reload()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('referral.decline.title')}
      actions={
        <Buttons
          label={t(known ? 'referral.act.join' : 'referral.act.decline')}
          onClose={onClose}
          onSend={() => void send()}
          busy={said.busy}
          lacks={said.missing}
        />
      }
    >
      <Stack gap={4}>
        <Refusal problem={said.refusal} />
        <Select
          label={t('referral.decline.reason')}
          required
          value={reason}
          onChange={said.setReason}
          options={[
            // Alongside child protection nobody has a case to join.
            ...(referral.alongside ? [] : ['already-known' as const]),
            ...declineReasonToChoose.values,
          ].map((value) => ({ value: value as DeclineReason, label: t(`referral.decline.${value}`) }))}
        />
        {known && <JoinedCase reference={said.reference} onChange={said.setReference} />}
        {!known && <WhyDeclined referral={referral} open={open} said={said} />}
      </Stack>
    </Dialog>
  )
}

interface WhyProps extends Pick<DialogProps, 'referral' | 'open'> {
  said: ReturnType<typeof useDeclining>
}

/** What follows from the reason, the words, and who comes next. */
function WhyDeclined({ referral, open, said }: WhyProps) {
  const t = useText()
  const { reason, partOfIt } = said
  return (
    <>
      {partOfIt && <Notice kind="due-soon" title={t('referral.decline.kept-away')} />}
      {reason === 'no-capacity' && !referral.alongside && <Notice title={t('referral.decline.keeps')} />}
      <LongText
        label={t(reason === 'child-moved' ? 'referral.decline.where' : 'referral.decline.note')}
        hint={t('referral.decline.note.hint')}
        required={said.wordsNeeded}
        value={said.note}
        onChange={said.setNote}
      />
      {!partOfIt && (
        <NextAuthority referral={referral} open={open} value={said.nextAuthority} onChange={said.setNextAuthority} />
      )}
    </>
  )
}

/** The open case that the referral joins. Without its reference it is the case of the child's record. */
function JoinedCase({ reference, onChange }: { reference: string; onChange: (reference: string) => void }) {
  const t = useText()
  return (
    <>
      <Notice title={t('referral.join.title')}>{t('referral.join.text')}</Notice>
      <TextField
        label={t('referral.join.reference')}
        hint={t('referral.join.reference.hint')}
        value={reference}
        onChange={onChange}
      />
    </>
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
