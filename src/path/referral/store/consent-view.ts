import type { Actor } from '#kernel/actor'
import type { Tx } from '#kernel/tx'
import { isOpen } from '#standards'
import type { Consent, Referral } from '../model.ts'
import { keepsRecords } from '../confirm-withdrawal.ts'
import { dutyToTell } from '../duty-to-report.ts'
import { mayDecideAlone } from '../referral-context.ts'
import type { Side } from '../referral-states.ts'
import { smallShare } from '../share-defaults.ts'
import type { ReferralView, WordView } from '../view.ts'
import { readAuthorities } from './authority-store.ts'
import { referralsOf } from './referrals-of.ts'
import type { LoadedReferral } from './referral-store.ts'

/** One word, as far as this side may read it. The reasons and a second person's words stay with the sender. */
export function viewWord(
  actor: Actor,
  referral: Referral,
  sides: readonly Side[],
  people: ReadonlyMap<string, string>,
  { reason, second, ...kept }: Consent,
): WordView {
  const own = sides.includes('sender') || sides.includes('coordinator')
  const answered = second?.by ?? kept.answer?.by
  const owes = kept.owed === true && kept.answer === undefined
  return {
    ...kept,
    ...(own && reason !== undefined && { reason }),
    ...(second && { second: own ? second : { by: second.by, at: second.at, opinion: second.opinion } }),
    person: people.get(kept.decidedBy ?? kept.recordedBy) ?? null,
    answeredBy: answered === undefined ? null : (people.get(answered) ?? null),
    secondByMe: own && kept.againstNo === true && !second && mayDecideAlone(actor) && actor.id !== kept.decidedBy,
    answerByMe: owes && sides.includes('receiver'),
    mayDelete: owes && !keepsRecords(referral, kept.groups),
  }
}

export function viewDuty({ profile, authority }: LoadedReferral): ReferralView['consent']['duty'] {
  const duty = dutyToTell(profile, authority?.kind)
  return duty ? { source: duty.source, groups: smallShare(duty.kind) } : null
}

/** What a person on these sides can do about consent besides asking. */
export function stepsAboutConsent(referral: Referral, sides: readonly Side[]): ReferralView['aboutConsent'] {
  const own = sides.includes('sender') || sides.includes('coordinator')
  const untold = referral.clocks.some((clock) => clock.until === 'child-told' && isOpen(clock))
  const written = referral.prepared === undefined
  return [
    ...(own && written && referral.state === 'draft' ? (['share'] as const) : []),
    ...(own && untold ? (['tell'] as const) : []),
    ...(sides.length > 0 && written && (referral.sentAt !== undefined || referral.state === 'draft')
      ? (['withdraw'] as const)
      : []),
  ]
}

/** The other recipients of the same child whose referrals this person may see. */
export async function findRecipients(
  tx: Tx,
  { id, childId, concernId }: Referral,
): Promise<ReferralView['recipients']> {
  if (!childId && !concernId) return []
  const rows = await (await referralsOf(tx, { childId, concernId }))
    .select(['authority_id', 'state', 'share', 'withdrawal_state'])
    .where('id', '<>', id)
    .where((row) => row.or([row('sent_at', 'is not', null), row('state', '=', 'draft')]))
    .orderBy('drafted_at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const authorities = new Map((await readAuthorities(tx.db)).map((authority) => [authority.id, authority.name]))
  return rows.map((row) => ({
    id: row.id,
    name: authorities.get(row.authority_id ?? '') ?? null,
    state: row.state as Referral['state'],
    share: row.share as Referral['share'],
    withdrawal: row.withdrawal_state as ReferralView['recipients'][number]['withdrawal'],
  }))
}
