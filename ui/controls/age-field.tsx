import { useEffect, useRef, useState } from 'react'
import { ageInMonths, oldestAge, readAge } from '#lib/forms'
import type { AgeAnswer } from '#lib/forms'
import { sayAge } from '../records/age-words.ts'
import { GroupFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { useAsked } from '../feedback/asked.tsx'
import { useOutsideChange } from './outside-change.ts'
import { useText, type SayText } from '../language/language.tsx'

/** An age as in lib/forms, or the typed text while no age has come of it: nobody may send that, and it is not lost. */
export type AgeValue = AgeAnswer | string

export interface AgeFieldProps extends FieldProps {
  value: AgeValue | undefined
  onChange: (value: AgeValue | undefined) => void
}

type Kind = 'exact' | 'about' | 'between'

/** Only bare numbers move into two boxes: with a word between them, a unit that is typed later belongs to one of them. */
const twoNumbers = /^\s*\p{Nd}+\s*[-‐-―−]\s*\p{Nd}+\s*$/u

/** What is typed into the boxes. */
interface TypedAge {
  kind: Kind
  first: string
  last: string
}

/** An age as people know it: "13", "about 13", "between 12 and 14", "18 months". It says how it has read any other text. */
export function AgeField({ value, onChange, ...asked }: AgeFieldProps) {
  const field = useAsked(asked, value === undefined || typeof value === 'string')
  const t = useText()
  const [typed, setTyped] = useState(() => typedOf(value, t))
  const [left, setLeft] = useState(false)
  const [goesOn, setGoesOn] = useState(false)
  const last = useRef<HTMLInputElement>(null)
  // "12-14" fills two boxes. The person is still typing, so the cursor goes along.
  useEffect(() => {
    if (!goesOn || !last.current) return
    last.current.focus()
    last.current.setSelectionRange(last.current.value.length, last.current.value.length)
    setGoesOn(false)
  }, [goesOn])
  const read = readTyped(typed)
  const fault = typeof read === 'string' && left ? t(faultOf(typed, read), { most: oldestAge }) : undefined
  const shown = { ...field, error: field.error ?? fault }
  const ids = useFieldIds(shown)
  const told = useOutsideChange(value, () => setTyped(typedOf(value, t)))

  function tell(next: TypedAge) {
    const age = readTyped(next)
    const between = typeof age === 'object' && 'from' in age && twoNumbers.test(next.first)
    setTyped(between ? typedOf(age, t) : next)
    setGoesOn(between)
    onChange(told(typeof age === 'string' ? textOf(next) : age))
  }
  const box = (part: 'first' | 'last', label: string) => (
    <label>
      <span className="small">{label}</span>
      <input
        ref={part === 'last' ? last : undefined}
        className="input"
        data-digits="8"
        inputMode="decimal"
        autoComplete="off"
        value={typed[part]}
        maxLength={40}
        disabled={field.disabled || field.readOnly}
        onChange={(event) => tell({ ...typed, [part]: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && setLeft(true)}
      />
    </label>
  )
  return (
    <GroupFrame field={shown} ids={ids}>
      <div
        className="parts"
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setLeft(true)
        }}
      >
        <label>
          <span className="small">{t('ui.age.how')}</span>
          <select
            className="input"
            value={typed.kind}
            disabled={field.disabled || field.readOnly}
            onChange={(event) => tell({ ...typed, kind: event.currentTarget.value as Kind })}
          >
            <option value="about">{t('ui.age.about')}</option>
            <option value="exact">{t('ui.age.exact')}</option>
            <option value="between">{t('ui.age.between')}</option>
          </select>
        </label>
        {box('first', typed.kind === 'between' ? t('ui.age.from') : t('ui.age.years'))}
        {typed.kind === 'between' && box('last', t('ui.age.to'))}
      </div>
      <div className="small soft" role="status">
        {typeof read === 'object' && !/^\p{Nd}*$/u.test(typed.first + typed.last)
          ? t('ui.age.read-as', { age: sayAge(read, t) })
          : ''}
      </div>
    </GroupFrame>
  )
}

function readTyped({ kind, first, last }: TypedAge) {
  if (kind !== 'between') return readAge(first, kind)
  return first.trim() === '' && last.trim() === '' ? undefined : readAge(`${first} - ${last}`, 'about')
}

function textOf({ kind, first, last }: TypedAge): string {
  return kind === 'between' ? `${first} - ${last}` : first
}

function faultOf({ kind, first, last }: TypedAge, fault: string): string {
  const half = kind === 'between' && (first.trim() === '') !== (last.trim() === '')
  return half ? 'ui.age.both' : `forms.problem.${fault}`
}

function typedOf(value: AgeValue | undefined, t: SayText): TypedAge {
  if (value === undefined) return { kind: 'about', first: '', last: '' }
  if (typeof value === 'string') return { kind: 'about', first: value, last: '' }
  if ('from' in value) return { kind: 'between', first: textOfYears(value.from, t), last: textOfYears(value.to, t) }
  return 'exact' in value
    ? { kind: 'exact', first: textOfYears(value.exact, t), last: '' }
    : { kind: 'about', first: textOfYears(value.about, t), last: '' }
}

/** Years as a person would type them, so that they are read as the same age again. */
function textOfYears(years: number, t: SayText): string {
  return Number.isInteger(years * 4) ? String(years) : t('ui.age.typed-months', { months: ageInMonths(years) })
}
