import { sql } from 'kysely'
import { isUuid } from '#kernel/ids'
import type { Role } from '#kernel/roles'
import type { Left } from '#kernel/sign-in/attendance'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import type { LeftState } from '../hand-over-referral.ts'
import type { Referral } from '../model.ts'
import { hasEnded } from '../referral-states.ts'
import { findAuthority } from './authority-store.ts'
import { loadReferral, type LoadedReferral } from './referral-store.ts'

/** Who stands in where nobody has the duty: for the referral, and for the supervisors who hear of a missed deadline. */
export interface StandIns {
  duty: number[]
  escalation: number[]
}

/** Roles that may write and send a referral (`policies.cedar`). */
const writing: readonly Role[] = ['worker', 'triage', 'caseworker', 'authority', 'supervisor', 'coordinator']

/** Whether the sender still works where they wrote it, in a role that writes referrals. True if no person wrote it. */
async function isSenderThere(tx: Tx, { senderId, senderAgencyId }: Referral): Promise<boolean> {
  if (!isUuid(senderId)) return true
  const sender = await tx.personThere(senderId)
  return (
    sender !== undefined && sender.agencyId === senderAgencyId && sender.roles.some((role) => writing.includes(role))
  )
}

/** Where the referral waits: with the sender or their triage desk, and after sending at the authority's desk. */
async function ownersOf(tx: Tx, referral: Referral): Promise<ScopeOwner[]> {
  const { state, senderId, senderAgencyId, authorityAgencyId } = referral
  if (state !== 'draft') return authorityAgencyId ? [{ agencyId: authorityAgencyId, desk: 'authority' }] : []
  return [
    ...(isUuid(senderId) && (await isSenderThere(tx, referral)) ? [{ accountId: senderId }] : []),
    ...(senderAgencyId ? [{ agencyId: senderAgencyId, desk: 'triage' } as const] : []),
  ]
}

/** The coordinators stand in for a desk where nobody works, and for an authority that closed. */
export async function standInsOf(tx: Tx, referral: Referral): Promise<StandIns> {
  const { state, leadId, senderAgencyId, authorityId, authorityAgencyId, escalatedTo } = referral
  // After acceptance the case has the duty, except alongside child protection.
  if (hasEnded(state) || (state === 'accepted' && leadId === undefined)) return { duty: [], escalation: [] }
  const agencyId = state === 'draft' ? senderAgencyId : authorityAgencyId
  const authority = state === 'draft' ? undefined : await findAuthority(tx.db, authorityId)
  const [owners, supervisors] = await Promise.all([
    tx.scopes.of(authority && !authority.active ? [] : await ownersOf(tx, referral)),
    tx.scopes.of(agencyId && escalatedTo !== 'nobody' ? [{ agencyId, desk: 'supervision' }] : []),
  ])
  return {
    duty: await tx.scopes.standIns(owners),
    escalation: escalatedTo === 'nobody' ? [] : await tx.scopes.standIns(supervisors),
  }
}

export async function loadLeft(tx: Tx, { id }: { id: string }): Promise<(LoadedReferral & LeftState) | undefined> {
  const loaded = await loadReferral(tx, id, { lock: true })
  if (!loaded) return undefined
  return {
    ...loaded,
    dutyThere: (await standInsOf(tx, loaded.referral)).duty.length === 0,
    senderThere: await isSenderThere(tx, loaded.referral),
  }
}

/** The open referrals that these people and agencies have to do with. */
export async function findReferralsLeftBy(tx: Tx, { scopes, agencyIds }: Left): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from referral.referral
    where (state in ('draft', 'sent', 'received', 'acknowledged', 'accepted') or owes)
      and (scopes && ${scopes}::int[] or authority_agency = any (${agencyIds}::uuid[]) or sender_agency = any (${agencyIds}::uuid[]))`.execute(
    tx.db,
  )
  return rows.map(({ id }) => id)
}
