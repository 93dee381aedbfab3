import type { Selectable } from 'kysely'
import type { Tables } from './tables.ts'

/** Tables whose first column is the root id and that carry the scopes of who may see the record. */
export type RootTable = {
  [Name in keyof Tables]: Tables[Name] extends { id: unknown; scopes: unknown } ? Name : never
}[keyof Tables] &
  string

export type RootRow<Table extends RootTable> = Selectable<Tables[Table]>
