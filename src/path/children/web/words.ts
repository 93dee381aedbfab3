import { wordsOfDate } from '#lib/forms'
import { sayAge, useFormat, useText } from '#ui'
import { valuesInRow } from '../child-row.ts'
import { type AnyField, type Detail, findField, isCoded, isList } from '../fields.ts'
import type { AgeFact, BirthValue, LanguageValue } from '../values.ts'
import type { ChildView } from '../view.ts'

export interface Words {
  age(age: AgeFact['age']): string
  ages(range: { from: number; to: number } | null): string
  birth(birth: BirthValue): string
  value(field: string, value: unknown): string
  /** Author and time of a change. */
  by(name: string | undefined, at: string): string
  /** A list of names and numbers without repeats. Each keeps its own direction. */
  list(values: readonly string[]): string
}

// First strong isolate … pop directional isolate: a list of mixed scripts keeps its order.
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

/** Words for facts about a child, the same on all screens. */
export function useWords(): Words {
  const t = useText()
  const format = useFormat()
  const age = (said: AgeFact['age']): string => sayAge(said, t)
  function ages(range: { from: number; to: number } | null): string {
    if (!range) return t('children.not-known')
    return sayAge(range.from === range.to ? { exact: range.from } : range, t)
  }
  function birth(said: BirthValue): string {
    const day = wordsOfDate(said, format.language)
    return said.about ? t('ui.date.about-said', { date: day }) : day
  }
  function value(field: string, known: unknown): string {
    if (known === null || known === undefined) return t('children.taken-away')
    const row = findField(field)
    if (row && isCoded(row)) return t(`${row.words}.${String(known)}`)
    if (row?.kind === 'codes') return format.list((known as readonly string[]).map((code) => t(`${row.words}.${code}`)))
    if (row?.kind === 'date') return birth(known as BirthValue)
    if (row?.kind === 'age') {
      const fact = known as AgeFact
      return `${age(fact.age)} (${t(`children.how-known.${fact.howKnown}`)})`
    }
    if (row?.kind === 'language') return format.languageName((known as LanguageValue).code)
    const {
      text,
      number,
      system,
      value: plain,
    } = known as Partial<Record<'text' | 'number' | 'system' | 'value', string>>
    const said = text ?? number ?? [system, plain].filter(Boolean).join(' ')
    const about = row && isList(row) ? (row.details ?? []).flatMap((detail) => sayDetail(detail, known) ?? []) : []
    return about.length > 0 ? `${isolated(said)} (${about.join(' · ')})` : said
  }
  function sayDetail(detail: Detail, of: unknown): string | undefined {
    const code = (of as Readonly<Record<string, string | undefined>>)[detail.name]
    if (!code) return undefined
    if ('country' in detail) return format.countryName(code)
    // Other systems write the kind in their own words.
    return detail.codes.values.includes(code) ? t(`${detail.words}.${code}`) : code
  }
  function list(values: readonly string[]): string {
    return format.list([...new Set(values)].map(isolated))
  }
  function by(name: string | undefined, at: string): string {
    return t('children.written-by', {
      name: isolated(name ?? t('children.somebody')),
      at: isolated(format.dateTime(at)),
    })
  }
  return { age, ages, birth, value, list, by }
}

/** The known values of one field of a record, in words. */
export function sayValues(field: AnyField, row: ChildView['row'], words: Words): string[] {
  const changed = isList(field) ? `${field.key}:` : field.key
  return valuesInRow(field, row).map((value) => words.value(changed, value))
}
