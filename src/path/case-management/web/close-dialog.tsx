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

const nothingTyped = { note: '', lastVisit: '', afterCareOn: '', agency: '', confirmedBy: '', on: '' }
type Typed = typeof nothingTyped

interface Answers {
  reason: CloseReason
  typed: Typed
  taker: string | undefined
}

/** What is asked, as the node takes it. */
function inputOf({ reason, typed, taker }: Answers) {
  const { note, lastVisit, afterCareOn, agency, confirmedBy, on } = typed
  const rule = closingRules[reason]
  const accepted = taker === outside ? { agency, confirmedBy, on } : taker ? { referralId: taker } : undefined
  return {
    reason,
    note,
    ...(lastVisit && { lastVisit }),
    ...(rule.afterCare && { afterCareOn }),
    ...(rule.acceptance && accepted && { acceptance: accepted }),
  }
}

function isReady({ reason, typed, taker }: Answers): boolean {
  const rule = closingRules[reason]
  const taken = taker === outside ? typed.agency && typed.confirmedBy && typed.on : taker
  return Boolean(
    typed.note.trim() &&
      (!rule.visit || typed.lastVisit) &&
      (!rule.afterCare || typed.afterCareOn) &&
      (!rule.acceptance || taken),
  )
}

/** Asks to close the case: with a reason, words, the day of the last visit, and what the reason needs. */
export function CloseDialog({ careCase, onClose, reload }: CloseProps) {
  const t = useText()
  const [reason, setReason] = useState<CloseReason>()
  const [typed, setTyped] = useState(nothingTyped)
  const [taker, setTaker] = useState<string>()
  const ask = usePerform(askToClose, { id: careCase.id })
  const answers = reason && { reason, typed, taker }
  async function send() {
    if (!answers || (await ask.perform(inputOf(answers), { ifMatch: careCase.version })) === undefined) return
    onClose()
    reload()
  }
  const actions = (
    <>
      <Button kind="primary" busy={ask.busy} lacks={!answers || !isReady(answers)} onPress={() => void send()}>
        {t('case-management.end.ask')}
      </Button>
      <Button onPress={onClose}>{t('case-management.cancel')}</Button>
    </>
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
        {answers && <Needed careCase={careCase} answers={answers} onTaker={setTaker} onTyped={setTyped} />}
        <LongText
          label={t('case-management.end.words')}
          hint={t('case-management.end.words.hint')}
          required
          value={typed.note}
          onChange={(note) => setTyped({ ...typed, note })}
        />
      </Stack>
    </Dialog>
  )
}

interface NeededProps {
  careCase: CaseView
  answers: Answers
  onTaker: (taker: string | undefined) => void
  onTyped: (typed: Typed) => void
}

/** What this reason needs besides words. */
function Needed({ careCase, answers, onTaker, onTyped }: NeededProps) {
  const t = useText()
  const { reason, typed, taker } = answers
  const rule = closingRules[reason]
  const field = (
    name: Exclude<keyof Typed, 'note'>,
    label: string,
    required = true,
    type: 'date' | 'text' = 'date',
  ) => (
    <TextField
      type={type}
      label={t(`case-management.end.${label}`)}
      required={required}
      value={typed[name]}
      onChange={(text) => onTyped({ ...typed, [name]: text })}
    />
  )
  return (
    <>
      {field('lastVisit', 'last-visit', rule.visit)}
      {rule.afterCare && field('afterCareOn', 'after-care')}
      {rule.acceptance && (
        <Select
          label={t('case-management.end.acceptance')}
          hint={t('case-management.end.acceptance.hint')}
          required
          value={taker}
          onChange={onTaker}
          options={[
            ...careCase.takenOver.map(({ id, name }) => ({ value: id, label: name ? t(name) : id })),
            { value: outside, label: t('case-management.end.acceptance.outside') },
          ]}
        />
      )}
      {rule.acceptance && taker === outside && (
        <>
          {field('agency', 'acceptance.agency', true, 'text')}
          {field('confirmedBy', 'acceptance.person', true, 'text')}
          {field('on', 'acceptance.on')}
        </>
      )}
    </>
  )
}
