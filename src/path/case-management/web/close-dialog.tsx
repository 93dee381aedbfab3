import { useState } from 'react'
import { Button, Choice, Dialog, LongText, Refusal, Select, Stack, TextField, useText } from '#ui'
import { usePerform } from '#ui/data'
import { closeReason, type CloseReason, closingRules } from '../codes.ts'
import type { CaseView } from '../view.ts'
import { askToClose } from './routes.ts'

interface CloseProps {
  careCase: CaseView
  onClose: () => void
  reload: () => void
}

/** An agency outside this system takes over, not an authority that accepted a referral here. */
const outside = 'outside'

/** Asks to close the case: with a reason, words, the day of the last visit, and what the reason needs. */
export function CloseDialog({ careCase, onClose, reload }: CloseProps) {
  const t = useText()
  const [reason, setReason] = useState<CloseReason>()
  const [typed, setTyped] = useState({ note: '', lastVisit: '', afterCareOn: '', agency: '', confirmedBy: '', on: '' })
  const [taker, setTaker] = useState<string>()
  const ask = usePerform(askToClose, { id: careCase.id })
  const rule = reason && closingRules[reason]
  const set = (name: keyof typeof typed) => (text: string) => setTyped({ ...typed, [name]: text })
  const accepted =
    taker === outside
      ? { agency: typed.agency, confirmedBy: typed.confirmedBy, on: typed.on }
      : taker && { referralId: taker }
  const ready =
    rule &&
    typed.note.trim() !== '' &&
    (!rule.visit || typed.lastVisit !== '') &&
    (!rule.afterCare || typed.afterCareOn !== '') &&
    (!rule.acceptance || (taker === outside ? typed.agency && typed.confirmedBy && typed.on : taker))
  async function send() {
    if (!reason || !rule) return
    const asked = await ask.perform(
      {
        reason,
        note: typed.note,
        ...(typed.lastVisit && { lastVisit: typed.lastVisit }),
        ...(rule.afterCare && { afterCareOn: typed.afterCareOn }),
        ...(rule.acceptance && accepted && { acceptance: accepted }),
      },
      { ifMatch: careCase.version },
    )
    if (asked === undefined) return
    onClose()
    reload()
  }
  const actions = (
    <>
      <Button kind="primary" busy={ask.busy} disabled={!ready} onPress={() => void send()}>
        {t('case-management.end.ask')}
      </Button>
      <Button onPress={onClose}>{t('case-management.cancel')}</Button>
    </>
  )
  const day = (name: 'lastVisit' | 'afterCareOn' | 'on', label: string, required = false) => (
    <TextField type="date" label={t(label)} required={required} value={typed[name]} onChange={set(name)} />
  )
  return (
    <Dialog open onClose={onClose} title={t('case-management.end.title')} actions={actions}>
      <Stack gap={4}>
        <Refusal problem={ask.refusal} />
        <Choice
          label={t('case-management.end.reason')}
          required
          value={reason}
          onChange={setReason}
          options={closeReason.values.map((value) => ({
            value,
            label: t(`case-management.close.${value}`),
            hint: value === 'not-found' ? t('case-management.close.not-found.hint') : undefined,
          }))}
        />
        {rule && day('lastVisit', 'case-management.end.last-visit', rule.visit)}
        {rule?.afterCare && day('afterCareOn', 'case-management.end.after-care', true)}
        {rule?.acceptance && (
          <Select
            label={t('case-management.end.acceptance')}
            hint={t('case-management.end.acceptance.hint')}
            required
            value={taker}
            onChange={setTaker}
            options={[
              ...careCase.takenOver.map(({ id, name }) => ({ value: id, label: name ? t(name) : id })),
              { value: outside, label: t('case-management.end.acceptance.outside') },
            ]}
          />
        )}
        {rule?.acceptance && taker === outside && (
          <>
            <TextField
              label={t('case-management.end.acceptance.agency')}
              required
              value={typed.agency}
              onChange={set('agency')}
            />
            <TextField
              label={t('case-management.end.acceptance.person')}
              required
              value={typed.confirmedBy}
              onChange={set('confirmedBy')}
            />
            {day('on', 'case-management.end.acceptance.on', true)}
          </>
        )}
        <LongText
          label={t('case-management.end.words')}
          hint={t('case-management.end.words.hint')}
          required
          value={typed.note}
          onChange={set('note')}
        />
      </Stack>
    </Dialog>
  )
}
