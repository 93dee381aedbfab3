import type { Context } from '#kernel/perform'
import { startClock, type RunningClock } from '#standards'
import type { ShareGroup } from './codes.ts'
import { consentFor } from './consent.ts'
import type { Consent, Referral } from './model.ts'
import type { ReferralContext } from './referral-context.ts'

/** What is owed after facts were shared, and after a yes for them was taken back. */

/** The date to tell the child what was shared, unless somebody already told them. Later where it is not safe now. */
export function startTelling(
  { consents, risk }: Pick<Referral, 'consents' | 'risk'>,
  { profile }: Pick<ReferralContext, 'profile'>,
  at: string,
  context: Context,
): RunningClock[] {
  const told = consents.filter(({ basis }) => basis !== 'withdrawal').map(({ childTold }) => childTold)
  if (told.includes('told')) return []
  return untilTold(
    told.at(-1) === 'not-safe-now' ? 'untold-for-safety' : 'shared-untold',
    { risk },
    profile,
    at,
    context,
  )
}

export function untilTold(
  event: 'shared-untold' | 'untold-for-safety',
  { risk }: Pick<Referral, 'risk'>,
  profile: ReferralContext['profile'],
  at: string,
  context: Context,
): RunningClock[] {
  const clock = startClock(profile, context, { event, until: 'child-told', risk, at })
  return clock ? [clock] : []
}

/**
 * The referral with a word that takes something back. Where the recipient has facts of these groups that only a yes let go
 * there, it owes an answer with a date. What was shared under another ground stays shared, and says so.
 */
export function withWithdrawal(
  { referral, profile, authority }: ReferralContext,
  word: Consent,
  context: Context,
): { referral: Referral; owed: boolean } {
  const consents = [...referral.consents, word]
  const lost = authority ? lostGroups({ ...referral, consents }, profile, authority, context) : []
  const owed = referral.sentAt !== undefined && lost.some((group) => word.groups.includes(group))
  if (!owed) return { referral: { ...referral, consents }, owed }
  const clock = startClock(profile, context, {
    event: 'consent-withdrawn',
    until: 'withdrawal-confirmed',
    risk: referral.risk,
    at: context.now.toISOString(),
    about: word.id,
  })
  return {
    referral: {
      ...referral,
      consents: [...referral.consents, { ...word, owed: true }],
      clocks: clock ? [...referral.clocks, clock] : referral.clocks,
    },
    owed,
  }
}

/** The groups that were shared under something that no longer stands. */
function lostGroups(
  referral: Referral,
  profile: ReferralContext['profile'],
  authority: NonNullable<ReferralContext['authority']>,
  context: Context,
): ShareGroup[] {
  const { under } = consentFor(referral, profile, authority, context.now.toISOString())
  return referral.share.filter((group) => restsOnWord(referral, group) && under[group] === undefined)
}

/** Whether a yes, or a decision against a no that nobody confirmed, let this group go. */
function restsOnWord({ sharedUnder, consents }: Referral, group: ShareGroup): boolean {
  const ground = sharedUnder?.[group] ?? 'consent'
  if (ground === 'consent') return true
  return consents.some((word) => word.second?.opinion === 'not-confirmed' && word.groups.includes(group))
}
