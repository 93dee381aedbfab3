import { isUuid } from '#kernel/ids'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import { isOpen, type RunningClock } from '#standards'
import { isOfTheWay } from '../clocks.ts'
import type { Referral } from '../model.ts'

/** The lists of what is owed to the child's word, besides the way of the referral. */
export const afterLists = ['to-confirm', 'to-tell', 'withdrawals'] as const

/** What is owed, before whom, and until when. */
export interface AfterDuty {
  list: (typeof afterLists)[number]
  clock: RunningClock
  /** The desk with the duty; after it those who stand in where nobody works. */
  scopes: number[]
  supervisors: ScopeOwner[]
}

const listOf: Readonly<Record<string, AfterDuty['list']>> = {
  'override-confirmed': 'to-confirm',
  'child-told': 'to-tell',
  'withdrawal-confirmed': 'withdrawals',
}

/** The open duties of this referral that do not end with its way. Somebody has each of them. */
export async function afterDutiesOf(tx: Tx, referral: Referral): Promise<AfterDuty[]> {
  const open = referral.clocks.filter((clock) => clock.level === 0 && isOpen(clock) && !isOfTheWay(clock))
  const duties: AfterDuty[] = []
  for (const clock of open) {
    const list = listOf[clock.until]
    if (!list) continue
    const owned = await tx.scopes.of(ownersOf(list, referral))
    duties.push({
      list,
      clock,
      scopes: [...owned, ...(await tx.scopes.standIns(owned))],
      supervisors: supervisorsOf(list === 'withdrawals' ? referral.authorityAgencyId : referral.senderAgencyId),
    })
  }
  return duties
}

function ownersOf(list: AfterDuty['list'], { senderId, senderAgencyId, authorityAgencyId }: Referral): ScopeOwner[] {
  if (list === 'to-confirm') return supervisorsOf(senderAgencyId)
  if (list === 'withdrawals') return authorityAgencyId ? [{ agencyId: authorityAgencyId, desk: 'authority' }] : []
  return [
    ...(isUuid(senderId) ? [{ accountId: senderId }] : []),
    ...(senderAgencyId ? [{ agencyId: senderAgencyId, desk: 'triage' } as const] : []),
  ]
}

function supervisorsOf(agencyId: string | undefined): ScopeOwner[] {
  return agencyId ? [{ agencyId, desk: 'supervision' }] : []
}
