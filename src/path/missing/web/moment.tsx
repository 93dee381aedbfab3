import { useState } from 'react'
import { instantOfLocal } from '#lib/civil-time'
import { Choice, Stack, TextField, useFormat, useText, useTimeZone } from '#ui'
import type { Moment } from '#standards'

const kinds = ['time', 'day', 'not-known'] as const
type Kind = (typeof kinds)[number]

/** When something was, in words. */
export function useSayMoment(): (moment: Moment) => string {
  const t = useText()
  const format = useFormat()
  return (moment) =>
    'at' in moment
      ? format.dateTime(moment.at)
      : 'day' in moment
        ? format.date(moment.day)
        : t('missing.moment.not-known')
}

interface MomentFieldProps {
  label: string
  onChange: (moment: Moment | undefined) => void
}

/** A time, a day, or that it is not known: each is an answer. */
export function MomentField({ label, onChange }: MomentFieldProps) {
  const t = useText()
  const timeZone = useTimeZone()
  const [kind, setKind] = useState<Kind>()
  const [typed, setTyped] = useState('')
  function tell(next: Kind, text: string) {
    setKind(next)
    setTyped(text)
    if (next === 'not-known') return onChange({ notKnown: true })
    if (next === 'day') return onChange(/^\d{4}-\d{2}-\d{2}$/.test(text) ? { day: text } : undefined)
    const at = instantOfLocal(timeZone, text)
    return onChange(at && { at: at.toISOString() })
  }
  return (
    <Stack gap={2}>
      <Choice
        label={label}
        required
        inline
        value={kind}
        onChange={(next) => tell(next, '')}
        options={kinds.map((value) => ({ value, label: t(`missing.moment.${value}`) }))}
      />
      {kind === 'time' && (
        <TextField
          type="datetime-local"
          label={t('missing.moment.time.label')}
          required
          value={typed}
          onChange={(text) => tell('time', text)}
        />
      )}
      {kind === 'day' && (
        <TextField
          type="date"
          label={t('missing.moment.day.label')}
          required
          value={typed}
          onChange={(text) => tell('day', text)}
        />
      )}
    </Stack>
  )
}
