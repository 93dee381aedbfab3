import type { Sex } from '#standards/codes'
import { nameKind, type RegisteredAge, registeredAge } from './codes.ts'
import type { Competing, Fields, Standing } from './fold.ts'
import type {
  AgeFact,
  BirthValue,
  DocumentValue,
  IdentifierValue,
  LanguageValue,
  NameValue,
  NoteValue,
  PhoneValue,
} from './values.ts'

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

/** The child's current data. Competing values are all listed, and `conflicts` names their fields. */
export interface ChildRow {
  readonly names: readonly Item<NameValue>[]
  readonly sex: Sex
  readonly birth: readonly BirthValue[]
  readonly ages: Readonly<Record<RegisteredAge, readonly AgeFact[]>>
  readonly languages: readonly Item<LanguageValue>[]
  readonly phones: readonly Item<PhoneValue>[]
  readonly documents: readonly Item<DocumentValue>[]
  readonly identifiers: readonly Item<IdentifierValue>[]
  readonly notes: readonly Item<NoteValue>[]
  readonly conflicts: readonly Conflict[]
  /** The version of each single field, for its next change. */
  readonly versions: Readonly<Record<string, readonly string[]>>
}

/** Converts folded fields for reading. Values were checked when they were accepted. */
export function toChildRow(fields: Fields): ChildRow {
  const sexValues = valuesOf(fields['sex'])
  return {
    names: items<NameValue>(fields, 'name:').sort(
      (a, b) => nameKind.values.indexOf(a.value.kind) - nameKind.values.indexOf(b.value.kind),
    ),
    sex: sexValues.length === 1 ? (sexValues[0] as Sex) : 'unknown',
    birth: valuesOf(fields['birth']) as BirthValue[],
    ages: Object.fromEntries(
      registeredAge.values.map((moment) => [moment, valuesOf(fields[`age-${moment}`])]),
    ) as Record<RegisteredAge, AgeFact[]>,
    languages: items(fields, 'language:'),
    phones: items(fields, 'phone:'),
    documents: items(fields, 'document:'),
    identifiers: items(fields, 'identifier:'),
    notes: items(fields, 'note:'),
    conflicts: Object.entries(fields).flatMap(([field, { competing, version }]) =>
      competing.length > 0 ? [{ field, version, competing }] : [],
    ),
    versions: Object.fromEntries(
      Object.entries(fields)
        .filter(([field]) => !field.includes(':'))
        .map(([field, { version }]) => [field, version]),
    ),
  }
}

/** All current values of a field: none, one, or the competing ones. */
function valuesOf(standing: Standing | undefined): unknown[] {
  if (!standing) return []
  return [standing.value, ...standing.competing.map((one) => one.value)].filter((value) => value !== null)
}

function items<Value>(fields: Fields, prefix: string): Item<Value>[] {
  return Object.entries(fields)
    .filter(([field]) => field.startsWith(prefix))
    .flatMap(([field, standing]) =>
      valuesOf(standing).map((value) => ({ field, value: value as Value, version: standing.version })),
    )
}
