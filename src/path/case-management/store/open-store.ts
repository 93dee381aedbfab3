import type { Tx } from '#kernel/tx'
import { Refused, refuse } from '#kernel/refusal'
import { readReachable, routeReferral } from '#path/referral'
import { readConcern } from '#path/signals'
import { findPlaceLine } from '#places'
import type { NonPunishmentState } from '../raise-non-punishment.ts'
import type { OpenState } from '../open-case.ts'
import { findOpenCase, getProfile } from './case-store.ts'
import type { JusticeContactInput, OpenInput } from '../inputs.ts'

export async function loadOpening(tx: Tx, input: OpenInput): Promise<OpenState> {
  return { profile: getProfile(tx, input.country), existing: await findOpenCase(tx, input) }
}

/** The child's open case, or else the authority with the mandate, or the coordinator's agency. */
export async function loadNonPunishment(
  tx: Tx,
  input: JusticeContactInput,
): Promise<NonPunishmentState & { open: OpenInput }> {
  const childId = input.childId ?? undefined
  const concernId = input.concernId ?? undefined
  const existing = await findOpenCase(tx, { childId, concernId })
  const concern = concernId ? await readConcern(tx, concernId, 'desk') : undefined
  const places = await findPlaceLine(tx.db, concern?.placeCode ?? undefined)
  const profile = getProfile(tx, places.at(-1))
  const { reachable } = await readReachable(tx.db, profile.country)
  const routing = routeReferral(reachable, {
    country: profile.country,
    places,
    concerns: [],
    immediateDanger: false,
    at: tx.now,
    timeZone: profile.timeZone,
  })
  const lead = routing.routes.find(({ part }) => part === 'lead')
  const agencyId = existing?.agencyId ?? lead?.authority.agencyId ?? (await coordinatorsAgency(tx))
  if (!agencyId) throw new Refused(refuse('case-authority-missing', { status: 503 }))
  return {
    profile,
    existing,
    open: { childId, concernId, agencyId, country: profile.country, risk: existing?.risk ?? 'high', at: input.at },
  }
}

async function coordinatorsAgency(tx: Tx): Promise<string | undefined> {
  const accounts = await tx.db
    .selectFrom('kernel.account')
    .select(['agency_id', 'roles'])
    .where('active', '=', true)
    .execute()
  return accounts.find(({ roles }) => roles.includes('coordinator'))?.agency_id
}
