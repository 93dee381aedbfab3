import type { Actor } from '#kernel/actor'
import type { Context } from '#kernel/perform'
import type { Role } from '#kernel/roles'
import { findProfile, timeZoneOf } from '#standards'
import type { DraftState } from './draft-referral.ts'
import type { DraftInput } from './inputs.ts'
import type { Authority } from './model.ts'

const counter = { value: 0 }

/** A valid, unique id that is the same in every run of a test. */
export function exampleId(): string {
  counter.value += 1
  return `00000000-0000-7000-8000-${counter.value.toString(16).padStart(12, '0')}`
}

export function person(agencyId: string, ...roles: Role[]): Actor {
  return { kind: 'account', id: exampleId(), agencyId, roles, scopes: [] }
}

export function contextAt(time: string | Date, actor: Actor): Context {
  return { now: new Date(time), timeZone: timeZoneOf('XM'), newId: exampleId, actor }
}

export const school = exampleId()
export const welfare = exampleId()
export const police = exampleId()
export const coordination = exampleId()

const source = {
  instrument: 'Meridia Child Protection Act (fictional)',
  paragraph: 's. 3',
  verified: true,
  fictional: true,
} as const

/** An authority in Meridia. Default: office hours, Sunday to Thursday. */
export function authorityOf(agencyId: string, changes: Partial<Authority> = {}): Authority {
  return {
    id: exampleId(),
    agencyId,
    agencyCode: 'MER-X',
    name: { en: 'An authority' },
    kind: 'child-protection',
    country: 'XM',
    mandates: [{ id: 'all-children', places: ['XM01'], ages: { from: 0, to: 17 }, concerns: 'any', source }],
    onCall: [7, 1, 2, 3, 4].map((weekday) => ({ weekday, from: '08:00', to: '16:00' })),
    contact: {},
    active: true,
    ...changes,
  }
}

export const meridia = findProfile('XM')!

export function draftState(
  authorities: readonly Authority[],
  changes: Partial<DraftState['subject']> = {},
): DraftState {
  const subject: DraftState['subject'] = {
    concernId: exampleId(),
    country: 'XM',
    places: ['XM0102', 'XM01', 'XM'],
    age: { from: 13, to: 13 },
    concerns: ['forced-work'],
    risk: 'high',
    eventAt: '2026-11-22T06:00:00.000Z',
    ...changes,
  }
  return { authorities, profile: meridia, subject }
}

export const draftInput: DraftInput = { caregiver: 'safe', requests: ['assessment'], share: ['concern', 'place'] }
