import { wordsOfDate } from '#lib/forms'
import { useFormat, useText } from '#ui'
import type { AgeFact, BirthValue } from '../values.ts'

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
  function age(said: AgeFact['age']): string {
    if ('exact' in said) return t('ui.age.said', { age: said.exact })
    if ('about' in said) return t('ui.age.said-about', { age: said.about })
    return t('ui.age.said-between', { from: said.from, to: said.to })
  }
  function ages(range: { from: number; to: number } | null): string {
    if (!range) return t('children.not-known')
    return range.from === range.to
      ? t('ui.age.said', { age: range.from })
      : t('ui.age.said-between', { from: range.from, to: range.to })
  }
  function birth(said: BirthValue): string {
    const day = wordsOfDate(said, format.language)
    return said.about ? t('ui.date.about-said', { date: day }) : day
  }
  function value(field: string, known: unknown): string {
    if (known === null || known === undefined) return t('children.taken-away')
    const code = field.split(':')[0]
    if (code === 'sex') return t(`children.sex.${String(known)}`)
    if (code === 'birth') return birth(known as BirthValue)
    if (code?.startsWith('age-at')) {
      const fact = known as AgeFact
      return `${age(fact.age)} (${t(`children.how-known.${fact.howKnown}`)})`
    }
    if (code === 'language') return format.languageName((known as { code: string }).code)
    const { text, number, value: plain } = known as { text?: string; number?: string; value?: string }
    return text ?? number ?? plain ?? ''
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
