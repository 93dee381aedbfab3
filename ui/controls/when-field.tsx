import { useState } from 'react'
import { instantOfLocal } from '#lib/civil-time'
import { useText } from '../language/language.tsx'
import { useTimeZone } from '../language/time-zone.ts'
import { Choice } from './choice.tsx'
import type { FieldProps } from './field.tsx'
import { TextField } from './text-field.tsx'

/** A moment as far as it is known: the time, the day, or neither. */
export interface When {
  happenedAt?: string
  happenedOn?: string
}

type Known = 'time' | 'day' | 'not-known'

export interface WhenFieldProps extends FieldProps {
  /** Undefined while something is missing. */
  onChange: (value: When | undefined) => void
}

/** When something happened that deadlines count from. Nobody has to guess an hour. */
export function WhenField({ onChange, ...field }: WhenFieldProps) {
  const t = useText()
  const timeZone = useTimeZone()
  const [known, setKnown] = useState<Known>()
  const [typed, setTyped] = useState('')
  function choose(next: Known) {
    setKnown(next)
    setTyped('')
    onChange(next === 'not-known' ? {} : undefined)
  }
  function type(text: string) {
    setTyped(text)
    if (known === 'day') return onChange(text === '' ? undefined : { happenedOn: text })
    const at = instantOfLocal(timeZone, text)
    onChange(at && { happenedAt: at.toISOString() })
  }
  return (
    <>
      <Choice
        {...field}
        inline
        value={known}
        onChange={choose}
        options={(['time', 'day', 'not-known'] as const).map((each) => ({ value: each, label: t(`ui.when.${each}`) }))}
      />
      {(known === 'time' || known === 'day') && (
        <TextField
          key={known}
          type={known === 'time' ? 'datetime-local' : 'date'}
          label={t(`ui.when.${known}.label`)}
          required
          value={typed}
          onChange={type}
        />
      )}
    </>
  )
}
