import type { Context } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { type JurisdictionProfile, meetClocks, type Moment, startClock } from '#standards'
import { dayIn } from '#lib/civil-time'
import type { ToldParty } from './codes.ts'
import type { MissingChild, Note } from './model.ts'

/** A missing child is written completely, with a version increased; `sight` says who else may see it from now on. */
export interface MissingChange {
  change: 'keep-missing'
  missing: MissingChild
  keyId?: string
  sight?: readonly number[]
  /** The records of the child that show the search. */
  records?: readonly string[] | undefined
}

export interface MissingAnswer {
  id: string
  version: number
  state: MissingChild['state']
}

/** A search for decisions. */
export interface MissingContext {
  missing: MissingChild
  profile: JurisdictionProfile
}

export function answerOf({ id, version, state }: MissingChild): MissingAnswer {
  return { id, version, state }
}

export function changed(missing: MissingChild, fields: Partial<MissingChild>): MissingChild {
  return { ...missing, ...fields, version: missing.version + 1 }
}

/** What every event about a search says: ids and codes only. */
export function aboutMissing({ childId, concernId, agencyId, country }: MissingChild) {
  return { childId, concernId, agencyId, country }
}

/** The refusal for what only makes sense while the child is missing. */
export function whenFound({ state }: MissingChild): Refusal | undefined {
  return state === 'missing' ? undefined : refuse('child-found')
}

/** The refusal for a person who may not tell the authorities of other countries. */
export function whenOtherCountry(party: ToldParty, { actor }: Context): Refusal | undefined {
  const abroad = party === 'neighbour-country' || party === 'central-authority'
  if (!abroad || actor.roles.includes('coordinator')) return undefined
  return refuse('neighbours-coordinator-only', { status: 403 })
}

/** The time of a moment, as far as it is known, or a refusal if it is still to come. */
export function whenAhead(when: Moment, field: string, { now, timeZone }: Context): Refusal | undefined {
  const ahead = 'at' in when ? new Date(when.at) > now : 'day' in when ? when.day > dayIn(timeZone, now) : false
  return ahead
    ? refuse('moment-ahead', { status: 422, fields: [{ path: field, code: 'day-not-possible' }] })
    : undefined
}

export function withNote(missing: MissingChild, note: Omit<Note, 'id' | 'author'>, context: Context): Note[] {
  return [...missing.notes, { id: context.newId(), author: context.actor.id, ...note }]
}

/** The clocks with that of one more duty, if the country has a rule for it. */
export function withClock(
  missing: Pick<MissingChild, 'clocks'>,
  profile: JurisdictionProfile,
  duty: { event: string; until: string; at: string },
  context: Context,
): MissingChild['clocks'] {
  const clock = startClock(profile, context, { ...duty, risk: 'immediate' })
  return clock ? [...missing.clocks, clock] : [...missing.clocks]
}

export function met(clocks: MissingChild['clocks'], untils: readonly string[], at: string): MissingChild['clocks'] {
  return meetClocks(clocks, ({ until }) => untils.includes(until), at)
}
