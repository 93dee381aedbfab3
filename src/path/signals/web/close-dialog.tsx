import { useState } from 'react'
import {
  Choice,
  DateField,
  type DateValue,
  Dialog,
  LongText,
  Notice,
  Refusal,
  Select,
  Stack,
  TextField,
  useText,
} from '#ui'
import { usePerform } from '#ui/data'
import {
  closeReasonToChoose,
  type CloseReason,
  keepReason,
  type KeepReason,
  needsReceiver,
  needsWords,
} from '../codes.ts'
import type { ConcernView } from '../view.ts'
import { DialogButtons, type DeskDialogProps } from './desk-dialogs.tsx'
import { closeConcern, giveConcernToCase, keepConcern } from './routes.ts'

type Way = CloseReason | KeepReason

/** No child of the concern: the person has the reference of the case. */
const byReference = 'reference'

const keeps = (way: Way | undefined): way is KeepReason => keepReason.values.some((value) => value === way)

/** What a person says who ends the work of the desk, and whether something is missing. */
function useClosing({ concern }: Pick<DeskDialogProps, 'concern'>) {
  const [way, setWay] = useState<Way>()
  const [note, setNote] = useState('')
  const [whom, setWhom] = useState('')
  const [until, setUntil] = useState<DateValue>()
  const [child, setChild] = useState<string>()
  const close = usePerform(closeConcern, { id: concern.id })
  const keep = usePerform(keepConcern, { id: concern.id })
  const give = usePerform(giveConcernToCase, { id: concern.id })
  const asksWhom = way === 'needs-information' || (way !== undefined && !keeps(way) && needsReceiver(way))
  const gives = way === 'already-known'
  const missing =
    way === undefined ||
    (note.trim() === '' && (keeps(way) || needsWords(way))) ||
    (asksWhom && whom.trim() === '') ||
    (keeps(way) && (until === undefined || typeof until === 'string')) ||
    (gives && (child === undefined || (child === byReference && whom.trim() === '')))
  function perform(): Promise<unknown> {
    const ifMatch = { ifMatch: concern.version }
    if (gives)
      return give.perform({ note, ...(child === byReference ? { caseReference: whom } : { childId: child! }) }, ifMatch)
    if (keeps(way))
      return keep.perform(
        { reason: way, note, ...(asksWhom && { asked: whom }), until: until as Exclude<DateValue, string> },
        ifMatch,
      )
    const words = { ...(note.trim() && { note }), ...(asksWhom && { receiver: whom }) }
    return close.perform({ reason: way as (typeof closeReasonToChoose.values)[number], ...words }, ifMatch)
  }
  return {
    way,
    setWay,
    note,
    setNote,
    whom,
    setWhom,
    until,
    setUntil,
    child,
    setChild,
    asksWhom,
    gives,
    missing,
    perform,
    busy: close.busy || keep.busy || give.busy,
    refusal: close.refusal ?? keep.refusal ?? give.refusal,
  }
}

/**
 * Ends the work of the desk: with a reason, by giving the report to the open case, or until the day of the next look. A
 * screening result is not a possible reason.
 */
export function CloseDialog({ concern, reload, onClose }: DeskDialogProps) {
  const t = useText()
  const said = useClosing({ concern })
  const { way, gives } = said
  async function send() {
    if (said.missing || !(await said.perform())) return
    onClose()
    reload()
  }
  // The button says what it does: a concern that is closed does not come back to the desk.
  const label = gives ? 'signals.act.give' : keeps(way) ? 'signals.act.keep' : 'signals.close.do'
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('signals.close.dialog')}
      actions={
        <DialogButtons
          label={t(label)}
          busy={said.busy}
          lacks={said.missing}
          onSend={() => void send()}
          onClose={onClose}
        />
      }
    >
      <Stack gap={4}>
        <Refusal problem={said.refusal} />
        <Select
          label={t('signals.close.reason')}
          required
          value={way}
          onChange={said.setWay}
          options={[
            { value: 'already-known' as Way, label: t('signals.close.already-known') },
            ...keepReason.values.map((value) => ({ value: value as Way, label: t(`signals.keep.${value}`) })),
            ...closeReasonToChoose.values.map((value) => ({ value: value as Way, label: t(`signals.close.${value}`) })),
          ]}
        />
        <MoreOfWay concern={concern} said={said} />
      </Stack>
    </Dialog>
  )
}

/** What the chosen way asks besides: which case, whom, words, until when. */
function MoreOfWay({ concern, said }: Pick<DeskDialogProps, 'concern'> & { said: ReturnType<typeof useClosing> }) {
  const t = useText()
  const { way, gives, asksWhom, whom, setWhom } = said
  return (
    <>
      {gives && (
        <WhichCase
          concern={concern}
          child={said.child}
          setChild={said.setChild}
          reference={whom}
          setReference={setWhom}
        />
      )}
      {keeps(way) && <Notice title={t('signals.keep.stays-open')} />}
      {asksWhom && (
        <TextField
          label={t(way === 'needs-information' ? 'signals.keep.asked' : 'signals.close.receiver')}
          required
          value={whom}
          onChange={setWhom}
        />
      )}
      <LongText
        label={t(gives ? 'signals.give.note' : 'signals.close.note')}
        hint={t(gives ? 'signals.give.note.hint' : 'signals.close.note.hint')}
        required={way !== undefined && (keeps(way) || needsWords(way))}
        value={said.note}
        onChange={said.setNote}
      />
      {keeps(way) && (
        <DateField label={t('signals.keep.until')} required value={said.until} onChange={said.setUntil} about={false} />
      )}
    </>
  )
}

/** The child whose case it is, or the reference of the case. Nobody sees the case here. */
function WhichCase({
  concern,
  child,
  setChild,
  reference,
  setReference,
}: {
  concern: ConcernView
  child: string | undefined
  setChild: (child: string | undefined) => void
  reference: string
  setReference: (reference: string) => void
}) {
  const t = useText()
  const linked = concern.persons.flatMap(({ childId, name, number }) =>
    childId ? [{ value: childId, label: name ?? t('signals.person.number', { number }) }] : [],
  )
  return (
    <>
      <Notice title={t('signals.give.title')}>{t('signals.give.text')}</Notice>
      <Choice
        label={t('signals.give.which')}
        hint={t('signals.give.which.hint')}
        required
        value={child}
        onChange={setChild}
        options={[...linked, { value: byReference, label: t('signals.give.by-reference') }]}
      />
      {child === byReference && (
        <TextField
          label={t('signals.give.reference')}
          hint={t('signals.give.reference.hint')}
          required
          value={reference}
          onChange={setReference}
        />
      )}
    </>
  )
}
