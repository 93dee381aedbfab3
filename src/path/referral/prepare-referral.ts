import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { toldTime } from '#kernel/told-time'
import { startClock } from '#standards'
import { meetDuties } from './clocks.ts'
import type { PreparedReason } from './codes.ts'
import { newReferral, type DraftState } from './draft-referral.ts'
import { referralPrepared, referralWithdrawn } from './events.ts'
import type { PrepareInput } from './inputs.ts'
import type { Referral } from './model.ts'
import { aboutReferral } from './referral-events.ts'
import { changed, type ReferralChange } from './referral-context.ts'

export interface PrepareState {
  draft: DraftState
  /** A referral of the same child or concern is under way, so the duty is already somebody's. */
  underWay: boolean
  /** The desk of the concern, if the person who decided belongs to no agency. */
  deskAgencyId?: string | undefined
}

export interface PrepareAnswer {
  prepared: string | null
}

/**
 * A person's decision about a child starts the duty to refer (reference 02, R4), with a date, before that person and
 * their desk. Requests, shared facts, the caregiver and consent stay a person's: the referral is not written and cannot
 * be sent yet. Does nothing if the decision asks for no referral, or one is under way.
 */
export function prepareReferral(
  { draft, underWay, deskAgencyId }: PrepareState,
  input: PrepareInput,
  context: Context,
): Decision<ReferralChange, PrepareAnswer, EventOf<typeof referralPrepared>> {
  const because = input.because ?? dangerOf(draft.subject)
  if (because === undefined || underWay) return { changes: [], events: [], answer: { prepared: null } }
  const unwritten = { caregiver: 'unknown', requests: [], share: [], occurredAt: input.at } as const
  const begun = newReferral(draft, { ...unwritten, requests: [], share: [] }, context, undefined, { routes: [] })
  const clock = startClock(draft.profile, context, {
    event: 'outcome-decided',
    until: 'referral-sent',
    risk: begun.risk,
    at: toldTime(input.at, context.now),
  })
  const referral: Referral = {
    ...begun,
    prepared: because,
    senderId: input.decidedBy,
    senderAgencyId: input.agencyId ?? deskAgencyId,
    clocks: clock ? [clock] : [],
  }
  const told = {
    ...aboutReferral(referral),
    because,
    agencyId: referral.senderAgencyId,
    clockId: clock?.clockId,
    dueAt: clock?.dueAt,
  }
  return {
    changes: [{ change: 'keep-referral', referral }],
    events: [referralPrepared.of(referral.id, told, context, referral.draftedAt)],
    answer: { prepared: referral.id },
  }
}

function dangerOf({ risk }: DraftState['subject']): PreparedReason | undefined {
  return risk === 'immediate' || risk === 'high' ? 'danger' : undefined
}

/**
 * Another referral of the same child or concern was sent, so the duty to refer is done. What nobody has written ends
 * with it; else its desk would be told that it is late.
 */
export function settlePrepared(
  { waiting }: { waiting: readonly Referral[] },
  _input: unknown,
  context: Context,
): Decision<ReferralChange, { settled: number }, EventOf<typeof referralWithdrawn>> {
  const at = context.now.toISOString()
  const ended = waiting.map((referral) =>
    changed(meetDuties(referral, ['referral-sent'], at), {
      state: 'withdrawn',
      withdrawReason: 'sent-elsewhere',
      endedAt: at,
      parked: undefined,
    }),
  )
  return {
    changes: ended.map((referral) => ({ change: 'keep-referral', referral })),
    events: ended.map((referral) =>
      referralWithdrawn.of(
        referral.id,
        { ...aboutReferral(referral), reason: 'sent-elsewhere', wasSent: false },
        context,
        at,
      ),
    ),
    answer: { settled: ended.length },
  }
}
