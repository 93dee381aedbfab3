import { useEffect, useState } from 'react'
import { GroupFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import type * as calendarConvert from './calendar-convert.ts'
import { dateOf, digitsOf, monthNames, NOTHING, typedOf } from './date-parts.ts'
import type { DateValue, Typed } from './date-parts.ts'
import { CALENDARS } from '../language/format.ts'
import { formatLocale, useLanguage, useText } from '../language/language.tsx'

export interface DateFieldProps extends FieldProps {
  value: DateValue | undefined
  onChange: (value: DateValue | undefined) => void
  /** Calendars to choose from, the usual one first; all thirteen when not given. */
  calendars?: readonly string[] | undefined
  /** Offer "about": the person is not sure. */
  about?: boolean
}

type Convert = typeof calendarConvert

/** A date as far as it is known: a year, a month, a day; sure or about; in the calendar the person uses. */
export function DateField({ value, onChange, calendars = CALENDARS, about = true, ...field }: DateFieldProps) {
  const t = useText()
  const { language } = useLanguage()
  const [calendar, setCalendar] = useState(value?.calendar ?? calendars[0] ?? 'gregory')
  const convert = useConvert(calendar)
  const [typed, setTyped] = useState<Typed>(() => (value && calendar === 'gregory' ? typedOf(value, calendar) : NOTHING))
  const [sure, setSure] = useState(!value?.about)
  const [impossible, setImpossible] = useState(false)
  const ids = useFieldIds({ ...field, error: field.error ?? (impossible ? ' ' : undefined) })

  // The parts of a stored date in another calendar are known only once its arithmetic is loaded.
  useEffect(() => {
    if (value && calendar !== 'gregory' && convert) setTyped(typedOf(value, calendar, convert))
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [convert, calendar])

  function tell(next: Typed, isSure: boolean) {
    setTyped(next)
    setSure(isSure)
    const date = dateOf(next, calendar, !isSure, convert)
    const unfinished = date === 'impossible' && (next.year.length < 4 || !next.year)
    setImpossible(date === 'impossible' && !unfinished)
    onChange(date === 'impossible' ? undefined : date)
  }

  async function changeCalendar(next: string) {
    setCalendar(next)
    setImpossible(false)
    if (!value) return setTyped(NOTHING)
    const whole = value.precision === undefined || value.precision === 'day'
    // The first day of a year is another year's day elsewhere: only whole days are carried over.
    if (!whole) {
      setTyped(NOTHING)
      return onChange(undefined)
    }
    const loaded = next === 'gregory' ? undefined : await import('./calendar-convert.ts')
    setTyped(typedOf(value, next, loaded))
    onChange({ ...value, calendar: next })
  }

  const ready = calendar === 'gregory' || convert
  const year = typed.year.length >= 3 ? Number(typed.year) : undefined
  const count = ready && convert && calendar !== 'gregory' ? convert.monthCount(calendar, year) : 12
  const names = ready ? monthNames(calendar, formatLocale(language), count, convert, year) : []
  const months = names.map((name, index) => ({ name, number: String(index + 1) }))
  const shown = { ...field, error: field.error ?? (impossible ? t('ui.date.impossible') : undefined) }
  const off = field.disabled || field.readOnly || !ready
  return (
    <GroupFrame field={shown} ids={ids}>
      <div className="parts">
        <label>
          <span className="small">{t('ui.date.day')}</span>
          <input
            className="input"
            data-digits="2"
            inputMode="numeric"
            autoComplete="off"
            value={typed.day}
            disabled={off}
            onChange={(event) => tell({ ...typed, day: digitsOf(event.currentTarget.value).slice(0, 2) }, sure)}
          />
        </label>
        <label>
          <span className="small">{t('ui.date.month')}</span>
          <select className="input" value={typed.month} disabled={off} onChange={(event) => tell({ ...typed, month: event.currentTarget.value }, sure)}>
            <option value="">{t('ui.date.not-known')}</option>
            {months.map(({ name, number }) => (
              <option key={number} value={number}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="small">{t('ui.date.year')}</span>
          <input
            className="input"
            data-digits="4"
            inputMode="numeric"
            autoComplete="off"
            value={typed.year}
            disabled={off}
            onChange={(event) => tell({ ...typed, year: digitsOf(event.currentTarget.value).slice(0, 4) }, sure)}
          />
        </label>
        {calendars.length > 1 && (
          <label>
            <span className="small">{t('ui.date.calendar')}</span>
            <select className="input" value={calendar} disabled={field.disabled || field.readOnly} onChange={(event) => void changeCalendar(event.currentTarget.value)}>
              {calendars.map((name) => (
                <option key={name} value={name}>
                  {t(`ui.calendar.${name}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div>
        {about && (
          <label className="tick">
            <input type="checkbox" checked={!sure} disabled={off} onChange={(event) => tell(typed, !event.currentTarget.checked)} />
            <span>{t('ui.date.about')}</span>
          </label>
        )}
      </div>
    </GroupFrame>
  )
}

function useConvert(calendar: string): Convert | undefined {
  const [convert, setConvert] = useState<Convert>()
  useEffect(() => {
    if (calendar !== 'gregory' && !convert) void import('./calendar-convert.ts').then(setConvert)
  }, [calendar, convert])
  return convert
}
