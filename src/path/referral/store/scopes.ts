import { nodeScope } from '#kernel/actor'
import { isUuid } from '#kernel/ids'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import type { Referral } from '../model.ts'
import { afterDutiesOf } from './after-duties.ts'
import type { StandIns } from './duty.ts'

/**
 * Access to a referral: the node, its sender and their desk, the authority's desk after sending, those it was escalated
 * to, and those who stand in where nobody works.
 */
export async function scopesOf(tx: Tx, referral: Referral, standIns?: StandIns): Promise<number[]> {
  const { senderId, senderAgencyId, authorityAgencyId } = referral
  const owners: ScopeOwner[] = [
    ...(isUuid(senderId) ? [{ accountId: senderId }] : []),
    ...(senderAgencyId
      ? [
          { agencyId: senderAgencyId, desk: 'triage' } as const,
          { agencyId: senderAgencyId, desk: 'supervision' } as const,
        ]
      : []),
    ...(referral.keptBy ? [{ agencyId: referral.keptBy, desk: 'authority' } as const] : []),
    ...(authorityAgencyId && referral.sentAt ? [{ agencyId: authorityAgencyId, desk: 'authority' } as const] : []),
  ]
  const coordinated = referral.parked || referral.keptBy || referral.escalatedTo === 'coordinator'
  const [seated, coordinators, after] = await Promise.all([
    tx.scopes.of(owners),
    coordinated ? tx.scopes.coordination() : [],
    afterDutiesOf(tx, referral),
  ])
  return [
    nodeScope,
    ...seated,
    ...coordinators,
    ...(standIns?.duty ?? []),
    ...(standIns?.escalation ?? []),
    ...after.flatMap(({ scopes }) => scopes),
  ]
}
