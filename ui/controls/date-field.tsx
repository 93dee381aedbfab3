import { useEffect, useState } from 'react'
import { calendarNames, isCalendarName } from '#lib/forms'
import { GroupFrame, useFieldIds } from './field.tsx'
import { useAsked } from '../feedback/asked.tsx'
import type { FieldProps } from './field.tsx'
import type * as calendarConvert from './calendar-convert.ts'
import { dateOf, eraNames, monthNames, NOTHING, partsOfText, textOfParts, typedOf } from './date-parts.ts'
import type { DateValue, Typed } from './date-parts.ts'
import { useOutsideChange } from './outside-change.ts'
import { useLanguage, useText } from '../language/language.tsx'
import { formatLocale } from '../language/text.ts'

export interface DateFieldProps extends FieldProps {
  value: DateValue | undefined
  onChange: (value: DateValue | undefined) => void
  /** Calendars to choose from, the usual one first. Default: all thirteen. */
  calendars?: readonly string[] | undefined
  /** Offer "this is a guess". */
  about?: boolean
}

type Convert = typeof calendarConvert

/** A date as far as it is known: a year, a month or a day, sure or a guess, in the person's calendar. */
export function DateField({ value, onChange, calendars = calendarNames, about = true, ...asked }: DateFieldProps) {
  const field = useAsked(asked, value === undefined || typeof value === 'string')
  const t = useText()
  const { language } = useLanguage()
  const known = typeof value === 'string' ? undefined : value
  const [calendar, setCalendar] = useState(known?.calendar ?? calendars.find(isCalendarName) ?? 'gregory')
  const convert = useConvert(calendar)
  const [typed, setTyped] = useState<Typed>(() => {
    if (typeof value === 'string') return partsOfText(value)
    return value && calendar === 'gregory' ? typedOf(value, calendar) : NOTHING
  })
  const [sure, setSure] = useState(!known?.about)
  const [left, setLeft] = useState(false)
  const ready = calendar === 'gregory' || convert !== undefined
  const wrong = left && dateOf(typed, calendar, !sure, convert) === 'impossible' && ready
  const error = field.error ?? (wrong ? t(typed.year ? 'ui.date.impossible' : 'ui.date.year-needed') : undefined)
  const shown = { ...field, error }
  const ids = useFieldIds(shown)

  const told = useOutsideChange(value, () => {
    setSure(!known?.about)
    if (!value) return setTyped(NOTHING)
    if (typeof value === 'string') return setTyped(partsOfText(value))
    const own = value.calendar ?? 'gregory'
    setCalendar(own)
    if (own === 'gregory' || convert) setTyped(typedOf(value, own, convert))
  })
  // The parts of a stored date in another calendar are known only when the conversion code has loaded.
  useEffect(() => {
    if (known && calendar !== 'gregory' && convert) setTyped(typedOf(known, calendar, convert))
    // oxlint-disable-next-line react/exhaustive-deps -- only when the code has loaded, so that typing is not overwritten
  }, [convert])

  function tell(next: Typed, isSure: boolean) {
    setTyped(next)
    setSure(isSure)
    const date = dateOf(next, calendar, !isSure, convert)
    onChange(told(date === 'impossible' ? textOfParts(next) : date))
  }
  async function changeCalendar(next: string) {
    if (!isCalendarName(next)) return
    const loaded = next === 'gregory' ? undefined : await import('./calendar-convert.ts')
    setCalendar(next)
    // The first day of a year is in the middle of a year in another calendar, so only whole days are converted.
    const whole = known && (known.precision ?? 'day') === 'day'
    setTyped(whole ? typedOf(known, next, loaded) : { ...NOTHING, era: loaded?.erasOf(next).at(-1) })
    if (value) onChange(told(whole ? { ...known, calendar: next } : undefined))
  }

  const locale = formatLocale(language)
  const off = field.disabled || field.readOnly || !ready
  const months = ready
    ? monthNames(calendar, locale, convert, typed).map((name, index) => ({ name, number: String(index + 1) }))
    : []
  const eras = eraNames(calendar, locale, convert)
  return (
    <GroupFrame field={shown} ids={ids}>
      <div
        className="parts"
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setLeft(true)
        }}
      >
        <label>
          <span className="small">{t('ui.date.day')}</span>
          <input
            className="input"
            data-digits="2"
            inputMode="numeric"
            autoComplete="off"
            value={typed.day}
            disabled={off}
            maxLength={9}
            onKeyDown={(event) => event.key === 'Enter' && setLeft(true)}
            onChange={(event) => tell({ ...typed, day: event.currentTarget.value }, sure)}
          />
        </label>
        <PartSelect
          label={t('ui.date.month')}
          value={typed.month}
          disabled={off}
          none={t('ui.date.not-known')}
          options={months.map(({ name, number }) => [number, name])}
          onChange={(month) => tell({ ...typed, month }, sure)}
        />
        {eras.length > 0 && (
          <PartSelect
            label={t('ui.date.era')}
            value={typed.era ?? ''}
            disabled={off}
            options={eras.map(({ era, name }) => [era, name])}
            onChange={(era) => tell({ ...typed, era }, sure)}
          />
        )}
        <label>
          <span className="small">{t('ui.date.year')}</span>
          <input
            className="input"
            data-digits="4"
            inputMode="numeric"
            autoComplete="off"
            value={typed.year}
            disabled={off}
            maxLength={9}
            onKeyDown={(event) => event.key === 'Enter' && setLeft(true)}
            onChange={(event) => tell({ ...typed, year: event.currentTarget.value }, sure)}
          />
        </label>
        {calendars.length > 1 && (
          <PartSelect
            label={t('ui.date.calendar')}
            value={calendar}
            disabled={field.disabled || field.readOnly}
            options={calendars.map((name) => [name, t(`ui.calendar.${name}`)])}
            onChange={(name) => void changeCalendar(name)}
          />
        )}
      </div>
      {about && (
        <div>
          <label className="tick">
            <input
              type="checkbox"
              checked={!sure}
              disabled={off}
              onChange={(event) => tell(typed, !event.currentTarget.checked)}
            />
            <span>{t('ui.date.about')}</span>
          </label>
        </div>
      )}
    </GroupFrame>
  )
}

interface PartSelectProps {
  label: string
  value: string
  options: [value: string, name: string][]
  none?: string
  disabled: boolean | undefined
  onChange: (value: string) => void
}

function PartSelect({ label, value, options, none, disabled, onChange }: PartSelectProps) {
  return (
    <label>
      <span className="small">{label}</span>
      <select
        className="input"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function useConvert(calendar: string): Convert | undefined {
  const [convert, setConvert] = useState<Convert>()
  useEffect(() => {
    if (calendar !== 'gregory' && !convert) void import('./calendar-convert.ts').then(setConvert)
  }, [calendar, convert])
  return convert
}
