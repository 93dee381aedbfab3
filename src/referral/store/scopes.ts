import { nodeScope } from '#kernel/actor'
import { isUuid } from '#kernel/ids'
import { getDeskScope, getPersonalScope } from '#kernel/sign-in/accounts'
import type { Tx } from '#kernel/tx'
import type { Referral } from '../model.ts'

/** Who sees a referral: the node, its sender and their desk, the authority's desk once it was sent, and who it was escalated to. */
export async function scopesOf(tx: Tx, referral: Referral): Promise<number[]> {
  const scopes = [nodeScope]
  if (isUuid(referral.senderId)) scopes.push(await getPersonalScope(tx.db, referral.senderId))
  if (referral.senderAgencyId) scopes.push(await getDeskScope(tx.db, referral.senderAgencyId, 'triage'), await getDeskScope(tx.db, referral.senderAgencyId, 'supervision'))
  if (referral.authorityAgencyId && referral.sentAt) scopes.push(await getDeskScope(tx.db, referral.authorityAgencyId, 'authority'))
  if (referral.parked || referral.escalatedTo === 'coordinator') scopes.push(...(await coordinationScopes(tx)))
  return scopes
}

/** The desks of national coordination: of every agency at which a coordinator works. */
export async function coordinationScopes(tx: Tx): Promise<number[]> {
  const accounts = await tx.db.selectFrom('kernel.account').select(['agency_id', 'roles']).where('active', '=', true).execute()
  const agencies = [...new Set(accounts.filter(({ roles }) => roles.includes('coordinator')).map(({ agency_id }) => agency_id))]
  return Promise.all(agencies.map((agencyId) => getDeskScope(tx.db, agencyId, 'coordination')))
}
