import { nameKind } from './codes.ts'
import { type AnyField, type FieldOf, fields, isCoded, isList, nameOf, type NameOf } from './fields.ts'
import type { Competing, Fields, Standing } from './fold.ts'
import type { NameValue, ValueOf } from './values.ts'

/** One item of a list field: a name, a phone, a document … A change of it names `version` as seen. */
export interface Item<Value> {
  readonly field: string
  readonly value: Value
  readonly version: readonly string[]
}

export interface Conflict {
  readonly field: string
  readonly version: readonly string[]
  readonly competing: readonly Competing[]
}

/** The current values: items of a list, one code (`unknown` while several compete), or all values of a field. */
export type RowOf<List extends readonly AnyField[]> = {
  readonly [One in FieldOf<List> as NameOf<One>]: One extends { many: string }
    ? readonly Item<ValueOf<One>>[]
    : One extends { kind: 'code' }
      ? ValueOf<One>
      : readonly ValueOf<One>[]
} & {
  readonly conflicts: readonly Conflict[]
  /** The version of each single field, for its next change. */
  readonly versions: Readonly<Record<string, readonly string[]>>
}

/** The child's current data. Competing values are all listed, and `conflicts` names their fields. */
export type ChildRow = RowOf<typeof fields>

/** Converts folded fields for reading. Values were checked when they were accepted. */
export function toChildRow(folded: Fields): ChildRow {
  return toRow(fields, folded)
}

export function toRow<const List extends readonly AnyField[]>(list: List, folded: Fields): RowOf<List> {
  return {
    ...Object.fromEntries(list.map((field) => [nameOf(field), valueInRow(field, folded)])),
    conflicts: Object.entries(folded).flatMap(([field, { competing, version }]) =>
      competing.length > 0 ? [{ field, version, competing }] : [],
    ),
    versions: Object.fromEntries(
      Object.entries(folded)
        .filter(([field]) => !field.includes(':'))
        .map(([field, { version }]) => [field, version]),
    ),
  } as unknown as RowOf<List>
}

/** The known values of one field in a row. An unknown code is a value too. */
export function valuesInRow(field: AnyField, row: Readonly<Record<string, unknown>>): readonly unknown[] {
  const known = row[nameOf(field)]
  if (isCoded(field)) return [known]
  return isList(field) ? (known as readonly Item<unknown>[]).map(({ value }) => value) : (known as readonly unknown[])
}

function valueInRow(field: AnyField, folded: Fields): unknown {
  if (field.kind === 'name')
    return items<NameValue>(folded, 'name:').sort(
      (a, b) => nameKind.values.indexOf(a.value.kind) - nameKind.values.indexOf(b.value.kind),
    )
  if (isList(field)) return items(folded, `${field.key}:`)
  const values = valuesOf(folded[field.key])
  if (isCoded(field)) return values.length === 1 ? values[0] : 'unknown'
  return values
}

/** All current values of a field: none, one, or the competing ones. */
function valuesOf(standing: Standing | undefined): unknown[] {
  if (!standing) return []
  const values = standing.competing.length > 0 ? standing.competing.map((one) => one.value) : [standing.value]
  return values.filter((value) => value !== null)
}

function items<Value>(folded: Fields, prefix: string): Item<Value>[] {
  return Object.entries(folded)
    .filter(([field]) => field.startsWith(prefix))
    .flatMap(([field, standing]) =>
      valuesOf(standing).map((value) => ({ field, value: value as Value, version: standing.version })),
    )
}
