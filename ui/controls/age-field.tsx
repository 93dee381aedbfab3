import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { GroupFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { digitsOf } from './date-parts.ts'
import { useOutsideChange } from './outside-change.ts'
import { useText } from '../language/language.tsx'

/** Years: exactly, about, or between two ages. */
export type AgeValue = { exact: number } | { about: number } | { from: number; to: number }

export interface AgeFieldProps extends FieldProps {
  value: AgeValue | undefined
  onChange: (value: AgeValue | undefined) => void
}

type Kind = 'exact' | 'about' | 'between'

/** An age as people know it: "13", "about 13", "between 12 and 14". */
export function AgeField({ value, onChange, ...field }: AgeFieldProps) {
  const t = useText()
  const [kind, setKind] = useState<Kind>(kindOf(value))
  const [first, setFirst] = useState(firstOf(value))
  const [last, setLast] = useState(lastOf(value))
  const [left, setLeft] = useState(false)
  const [goesOn, setGoesOn] = useState(false)
  const second = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (goesOn) second.current?.focus()
    setGoesOn(false)
  }, [goesOn])
  const half = left && kind === 'between' && (first === '') !== (last === '')
  const shown = { ...field, error: field.error ?? (half ? t('ui.age.both') : undefined) }
  const ids = useFieldIds(shown)
  const told = useOutsideChange(value, () => {
    if (value) setKind(kindOf(value))
    setFirst(firstOf(value))
    setLast(lastOf(value))
  })

  function tell(nextKind: Kind, from: string, to: string) {
    setKind(nextKind)
    setFirst(from)
    setLast(to)
    onChange(told(ageOf(nextKind, from, to)))
  }
  /** People type "12-14". Without the dash it would be another age. */
  function tellFirst(typed: string) {
    const [from = '', ...to] = typed.split(/[-–—−]/u).map(yearsIn)
    if (kind === 'between' || from === '' || to.length === 0) return tell(kind, yearsIn(typed), last)
    tell('between', from, to[0] ?? '')
    return setGoesOn(true)
  }
  const box = (
    text: string,
    change: (typed: string) => void,
    label: string,
    ref?: RefObject<HTMLInputElement | null>,
  ) => (
    <label>
      <span className="small">{label}</span>
      <input
        ref={ref}
        className="input"
        data-digits="2"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        disabled={field.disabled || field.readOnly}
        onChange={(event) => change(event.currentTarget.value)}
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
            value={kind}
            disabled={field.disabled || field.readOnly}
            onChange={(event) => tell(event.currentTarget.value as Kind, first, last)}
          >
            <option value="about">{t('ui.age.about')}</option>
            <option value="exact">{t('ui.age.exact')}</option>
            <option value="between">{t('ui.age.between')}</option>
          </select>
        </label>
        {box(first, tellFirst, kind === 'between' ? t('ui.age.from') : t('ui.age.years'))}
        {kind === 'between' && box(last, (typed) => tell(kind, first, yearsIn(typed)), t('ui.age.to'), second)}
      </div>
    </GroupFrame>
  )
}

/** An age has at most three digits. */
function yearsIn(typed: string): string {
  return digitsOf(typed).slice(0, 3)
}

function kindOf(value: AgeValue | undefined): Kind {
  if (!value) return 'about'
  return 'exact' in value ? 'exact' : 'about' in value ? 'about' : 'between'
}

function firstOf(value: AgeValue | undefined): string {
  if (!value) return ''
  return String('exact' in value ? value.exact : 'about' in value ? value.about : value.from)
}

function lastOf(value: AgeValue | undefined): string {
  return value && 'to' in value ? String(value.to) : ''
}

function ageOf(kind: Kind, from: string, to: string): AgeValue | undefined {
  if (!from) return undefined
  if (kind === 'between') return to ? { from: Number(from), to: Number(to) } : undefined
  return kind === 'exact' ? { exact: Number(from) } : { about: Number(from) }
}
