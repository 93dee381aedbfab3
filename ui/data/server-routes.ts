import type { WorkRow } from '../records/work-list.tsx'
import type { PlacePack } from './kept-places.ts'
import type { Route } from './route.ts'
import type { Session } from './session.tsx'

/*
 * What the design system asks of the server. These are no routes of a room: app/server mounts them from here, so each
 * address and each type is declared once. Addresses of rooms: web/routes.ts of each room.
 */

export const viewSession: Route<'GET', object, Session> = { method: 'GET', path: '/api/session' }
export const signOut: Route<'POST', object, { signedIn: boolean }> = { method: 'POST', path: '/api/sign-out' }

/** The key pair that opens what this person's device keeps (`data/kept`). Only its own account gets it. */
export const viewDeviceKey: Route<'GET', object, { key: JsonWebKey }> = {
  method: 'GET',
  path: '/api/session/device-key',
}

/** A header on requests of a page that nobody touches, so that they do not keep the session alive. */
export const UNATTENDED = 'tenfold-unattended'

export interface WorklistPage {
  list: string
  rows: WorkRow[]
  next: string | null
}

export const viewList: Route<
  'GET',
  { list: string; after?: string | undefined; limit?: number | undefined },
  WorklistPage
> = {
  method: 'GET',
  path: '/api/worklists/:list',
}

export interface FoundPlace {
  code: string
  name: Record<string, string>
  within: { code: string; name: Record<string, string> }[]
}

export interface NamedPlace extends FoundPlace {
  retired?: string
}

/** The places a device keeps; `have` is the stamp of those it has already. */
export const viewPlaces: Route<'GET', { have?: string | undefined }, PlacePack | { unchanged: true }> = {
  method: 'GET',
  path: '/api/places',
}
export const findPlaces: Route<'POST', { typed: string; near: string[] }, { places: FoundPlace[] }> = {
  method: 'POST',
  path: '/api/places/find',
}
export const namePlaces: Route<'POST', { codes: string[]; at?: string | undefined }, { places: NamedPlace[] }> = {
  method: 'POST',
  path: '/api/places/names',
}
