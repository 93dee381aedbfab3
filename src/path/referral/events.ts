import { z } from 'zod'
import { defineEvent, type EventOf } from '#kernel/event'
import { owed } from '#kernel/owed'
import { owedWhenLookedAtAgain } from '#standards'
import { escalation, risk } from '#standards/codes'
import {
  childTold,
  consentGiver,
  declineReason,
  preparedReason,
  referralOutcome,
  secondOpinion,
  shareGroup,
  withdrawalAnswer,
  withdrawReason,
} from './codes.ts'
import { guardianStanding } from './model.ts'

const about = {
  /** The first referral of the chain. */
  chainId: z.uuid(),
  childId: z.uuid().optional(),
  concernId: z.uuid().optional(),
  authorityId: z.uuid().optional(),
  authorityAgencyId: z.uuid().optional(),
  senderAgencyId: z.uuid().optional(),
  risk: z.enum(risk.values),
  country: z.string(),
  /** The groups the sender may share. Giving the authority access to more would break the child's consent. */
  share: z.array(z.enum(shareGroup.values)),
  /** When the event behind the referral happened. */
  eventAt: z.iso.datetime(),
}
const clock = {
  clockId: z.string().optional(),
  clockStartedAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime().optional(),
  sentAt: z.iso.datetime().optional(),
}

/** A decision about the child started the duty to refer. The date is the desk's until the referral is sent. */
export const referralPrepared = defineEvent(
  'ReferralPrepared',
  'referral',
  z.object({
    ...about,
    because: z.enum(preparedReason.values),
    agencyId: z.uuid().optional(),
    clockId: clock.clockId,
    dueAt: clock.dueAt,
  }),
  { owesNothing: 'the clock of the decision runs on it already' },
)
export const referralSent = defineEvent(
  'ReferralSent',
  'referral',
  z.object({
    ...about,
    previousId: z.uuid().optional(),
    /** To an authority that works alongside child protection. Absent in events of before 2026-11-30. */
    alongside: z.boolean().optional(),
    /** When this node had it. The event's own time is what the sender's device said. */
    arrivedAt: z.iso.datetime(),
    clocks: z.array(
      z.object({ until: z.string(), clockId: z.string(), startedAt: z.iso.datetime(), dueAt: z.iso.datetime() }),
    ),
  }),
  {
    meets: ['referral-sent', 'concern-answered'],
    starts: [
      ...owed('referral-sent', 'referral-acknowledged', 'referral-accepted'),
      ...owed('shared-untold', 'child-told'),
      ...owed('untold-for-safety', 'child-told'),
    ],
  },
)
export const referralReceived = defineEvent('ReferralReceived', 'referral', z.object(about), {
  owesNothing: 'opening it meets no date of the authority',
})
export const referralAcknowledged = defineEvent('ReferralAcknowledged', 'referral', z.object({ ...about, ...clock }), {
  meets: ['referral-acknowledged'],
})
/**
 * `alongside`: the authority works alongside child protection, so no case opens. `guardianNeeded`: no adult is known to be
 * safe for the child. `caseReference`: the open case at the authority that it belongs to.
 */
export const referralAccepted = defineEvent(
  'ReferralAccepted',
  'referral',
  z.object({
    ...about,
    ...clock,
    acceptedBy: z.string(),
    alongside: z.boolean(),
    guardianNeeded: z.boolean(),
    caseReference: z.string().optional(),
  }),
  {
    meets: ['referral-acknowledged', 'referral-accepted'],
    // It joins the open case of the child.
    starts: owed('report-given', 'report-read'),
  },
)
export const referralDeclined = defineEvent(
  'ReferralDeclined',
  'referral',
  z.object({
    ...about,
    ...clock,
    reason: z.enum(declineReason.values),
    nextId: z.uuid(),
    nextAuthorityId: z.uuid().optional(),
  }),
  { owesNothing: 'the next referral goes on with the first dates' },
)
export const referralWithdrawn = defineEvent(
  'ReferralWithdrawn',
  'referral',
  z.object({
    ...about,
    reason: z.enum(withdrawReason.values),
    wasSent: z.boolean(),
    /** It was sent to the authority that leads, or a decision asked for it: somebody must look at the child again. */
    owed: z.boolean().optional(),
    senderId: z.uuid().optional(),
  }),
  { starts: [...owedWhenLookedAtAgain, ...owed('outcome-decided', 'referral-sent')] },
)
export const referralCompleted = defineEvent(
  'ReferralCompleted',
  'referral',
  z.object({ ...about, outcome: z.enum(referralOutcome.values), sentAt: z.iso.datetime().optional() }),
  { owesNothing: 'the case has the duties since the acceptance' },
)
export const referralEscalated = defineEvent(
  'ReferralEscalated',
  'referral',
  z.object({ ...about, to: z.enum(escalation.values), clockId: z.string(), dueAt: z.iso.datetime() }),
  { owesNothing: 'the missed date stays the date' },
)

/** `everybody`: it is about every recipient, so the node carries it to the other referrals of the child. */
export const consentWithdrawn = defineEvent(
  'ConsentWithdrawn',
  'referral',
  z.object({
    ...about,
    groups: z.array(z.enum(shareGroup.values)),
    everybody: z.boolean(),
    owed: z.boolean(),
    givenBy: z.enum(consentGiver.values),
    guardian: guardianStanding.optional(),
  }),
  { starts: owed('consent-withdrawn', 'withdrawal-confirmed') },
)
export const withdrawalConfirmed = defineEvent(
  'WithdrawalConfirmed',
  'referral',
  z.object({ ...about, did: z.enum(withdrawalAnswer.values) }),
  { meets: ['withdrawal-confirmed'] },
)
export const overrideConfirmed = defineEvent(
  'OverrideConfirmed',
  'referral',
  z.object({ ...about, opinion: z.enum(secondOpinion.values) }),
  {
    meets: ['override-confirmed'],
    starts: owed('consent-withdrawn', 'withdrawal-confirmed'),
  },
)
export const childToldOfSharing = defineEvent(
  'ChildToldOfSharing',
  'referral',
  z.object({ ...about, told: z.enum(childTold.values) }),
  { meets: ['child-told'], starts: owed('untold-for-safety', 'child-told') },
)

export const referralEvents = {
  referralPrepared,
  referralSent,
  referralReceived,
  referralAcknowledged,
  referralAccepted,
  referralDeclined,
  referralWithdrawn,
  referralCompleted,
  referralEscalated,
  consentWithdrawn,
  withdrawalConfirmed,
  overrideConfirmed,
  childToldOfSharing,
}

export type ReferralEvent = EventOf<(typeof referralEvents)[keyof typeof referralEvents]>
