import type { Role } from '#kernel/roles'
import type { Route, WorklistPage } from '#ui/data'
import type { Action } from '../src/mission.ts'

/*
 * Routes of the app itself, outside every room: app/server mounts them from here and app/web calls them. So each address
 * and each type is declared once.
 */

export const viewMission: Route<'GET', object, { actions: readonly Action[] }> = { method: 'GET', path: '/api/mission' }

/** `orMore`: counting stopped, and there are more. */
export interface ListCount {
  count: number
  orMore: boolean
}

/** The top of each of my lists, the most urgent list first, with its number of rows. */
export interface Day {
  lists: WorklistPage[]
  counts: Record<string, ListCount>
  /** Told to administrators: the database is older than the ledger that was left in it, or the ledger was altered. */
  ledger: 'older' | 'altered' | null
}

export const viewMyDay: Route<'GET', object, Day> = { method: 'GET', path: '/api/my-day' }

export interface Credentials {
  email: string
  password: string
}

export const signIn: Route<'POST', Credentials, { signedIn: boolean }> = { method: 'POST', path: '/api/sign-in' }

export interface FirstAdministrator extends Credentials {
  token: string
  agency: string
  name: string
  language: string
}

export const makeFirstAdministrator: Route<'POST', FirstAdministrator, { id: string }> = {
  method: 'POST',
  path: '/api/first-administrator',
}

export interface NewPassword {
  current: string
  next: string
}

export const changePassword: Route<'POST', NewPassword, { changed: boolean }> = {
  method: 'POST',
  path: '/api/password',
}

/** An access key of an agency, without the key itself, which only its system has. */
export interface AgencyKeyView {
  id: string
  label: string
  state: 'works' | 'ended' | 'revoked'
  perMinute: number
  createdAt: string
  createdBy: string | null
  expiresAt: string
  revokedAt: string | null
  lastUsedAt: string | null
}

export const listAgencyKeys: Route<'GET', { agencyId: string }, { keys: AgencyKeyView[] }> = {
  method: 'GET',
  path: '/api/agency-keys',
}

export interface WantedKey {
  agencyId: string
  label: string
  perMinute: number
  days: number
}

export const makeAgencyKey: Route<'POST', WantedKey, { id: string; key: string }> = {
  method: 'POST',
  path: '/api/agency-keys',
}

export const revokeAgencyKey: Route<'POST', { id: string }, { id: string }> = {
  method: 'POST',
  path: '/api/agency-keys/:id/revoke',
}

export interface DemonstrationAccount extends Credentials {
  name: string
  agency: Record<string, string>
  roles: readonly Role[]
}

export const viewDemonstrationAccounts: Route<'GET', object, { accounts: DemonstrationAccount[] }> = {
  method: 'GET',
  path: '/api/demonstration/accounts',
}
