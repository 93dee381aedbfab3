import { valuesInRow } from './child-row.ts'
import { fieldsOf, isList, nameOf } from './fields.ts'
import type { LanguageValue } from './values.ts'

/** Who the child is. Only one age is compared. */
const searched = fieldsOf(undefined).filter(
  ({ key, kind }) => kind !== 'note' && (kind !== 'age' || key === 'age-at-registration'),
)

/** What a record says, as facts to search for others like it. Of a difference to settle the first value. */
export function factsOfRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    searched.flatMap((field): [string, unknown][] => {
      const values = valuesInRow(field, row)
      if (field.kind === 'language') return [[nameOf(field), values.map((value) => (value as LanguageValue).code)]]
      if (isList(field)) return [[nameOf(field), values.slice(0, field.most)]]
      return values.length > 0 ? [[nameOf(field), values[0]]] : []
    }),
  )
}
