import type { Selectable } from 'kysely'
import type { Tables } from './tables.ts'

/** Tables of digests. A row is visible only to a session with the secret. */
export type SecretTable = {
  [Name in keyof Tables]: Tables[Name] extends { digest: unknown; root_id: unknown } ? Name : never
}[keyof Tables] &
  string

/** Tables with the root id as first column, the scopes of the record and who is barred from it. */
export type RootTable = {
  [Name in keyof Tables]: Tables[Name] extends { id: unknown; scopes: unknown; barred: unknown } ? Name : never
}[keyof Tables] &
  string

export type RootRow<Table extends RootTable> = Selectable<Tables[Table]>
