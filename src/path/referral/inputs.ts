import { z } from 'zod'
import { authorityKind } from '#standards/codes'
import {
  caregiverStanding,
  concernKind,
  declineReasonToChoose,
  preparedReason,
  referralOutcome,
  explainedThroughToChoose,
  howGivenToChoose,
  requestToAsk,
  secondOpinion,
  shareGroup,
  sharePurpose,
  withdrawalAnswer,
  withdrawReasonToChoose,
} from './codes.ts'
import { consent } from './model.ts'

/* What people say with each command. api.ts adds the id of the referral. */

const id = z.uuid()
const words = z.string().trim().max(4000)
/** When the person acted, perhaps without a network (`toldTime`). The authority's deadlines count from here. */
const occurredAt = z.iso.datetime().optional()

export const draftInput = z.object({
  caregiver: z.enum(caregiverStanding.values),
  requests: z.array(z.enum(requestToAsk.values)),
  share: z.array(z.enum(shareGroup.values)),
  note: words.max(8000).optional(),
  /** Authorities to inform alongside child protection. */
  alongsideIds: z.array(id).max(10).optional(),
  occurredAt,
})
export type DraftInput = z.infer<typeof draftInput>

/** A person's decision about a child. Without `because` only the danger of the concern can ask for a referral. */
export const prepareInput = z.object({
  concernId: id.optional(),
  childId: id.optional(),
  because: z.enum(preparedReason.values).optional(),
  /** What the decision says that may be happening to the child. */
  concerns: z.array(z.enum(concernKind.values)).optional(),
  decidedBy: id,
  agencyId: id.optional(),
  at: z.iso.datetime(),
})
export type PrepareInput = z.infer<typeof prepareInput>

export const consentInput = z.object({
  basis: consent.shape.basis,
  givenBy: consent.shape.givenBy,
  /** For the word of a guardian. Left out, it does not count. */
  guardian: consent.shape.guardian,
  /** Of a yes: how it was said, and in which language and through whom it was explained. */
  given: z
    .strictObject({
      how: z.enum(howGivenToChoose.values),
      language: consent.shape.given.unwrap().shape.language.unwrap(),
      through: z.enum(explainedThroughToChoose.values),
    })
    .optional(),
  ground: consent.shape.ground,
  /** Where the law obliges to tell this authority: what the child wants. It takes the place of a yes. */
  wish: consent.shape.wish,
  reason: words.optional(),
  childTold: consent.shape.childTold,
  groups: z.array(z.enum(shareGroup.values)).min(1),
  /** Recipients by name and by kind. Both absent: every kind that need not be named. */
  recipients: z.array(id).optional(),
  kinds: z.array(z.enum(authorityKind.values)).optional(),
  /** Absent: what this referral is for. */
  purpose: z.enum(sharePurpose.values).optional(),
  /** Shorter than the country's time; absent: that time. */
  expiresAfterDays: z.int().min(1).max(3650).optional(),
  /** The current knowledge about the caregiver. */
  caregiver: z.enum(caregiverStanding.values).optional(),
  occurredAt,
})
export type ConsentInput = z.infer<typeof consentInput>

/** What one recipient gets, before it is sent. The note too is for this recipient alone. */
export const shareInput = z.object({
  share: z.array(z.enum(shareGroup.values)),
  purpose: z.enum(sharePurpose.values),
  note: words.max(8000).optional(),
})
export type ShareInput = z.infer<typeof shareInput>

/** A yes is taken back: for this recipient or everybody, and for these facts. `reason`: the person's own words. */
export const withdrawConsentInput = z.object({
  givenBy: consent.shape.givenBy.unwrap(),
  guardian: consent.shape.guardian,
  from: z.enum(['this-authority', 'everybody']),
  groups: z.array(z.enum(shareGroup.values)).min(1),
  reason: words.optional(),
  occurredAt,
})
export type WithdrawConsentInput = z.infer<typeof withdrawConsentInput>

/** The node runs it: a withdrawal from everybody reaches every other referral of the child. */
export const spreadInput = z.object({
  from: id,
  childId: id.optional(),
  concernId: id.optional(),
  groups: z.array(z.enum(shareGroup.values)),
  givenBy: consent.shape.givenBy.unwrap(),
  guardian: consent.shape.guardian,
  at: z.iso.datetime(),
})
export type SpreadInput = z.infer<typeof spreadInput>

/** What the recipient did. To keep the facts needs words: which law, or what danger. */
export const confirmWithdrawalInput = z.object({
  consentId: id,
  did: z.enum(withdrawalAnswer.values),
  words: words.optional(),
})
export type ConfirmWithdrawalInput = z.infer<typeof confirmWithdrawalInput>

export const secondOpinionInput = z.object({
  consentId: id,
  opinion: z.enum(secondOpinion.values),
  words: words.optional(),
})
export type SecondOpinionInput = z.infer<typeof secondOpinionInput>

/** Whether the child has now been told what was shared. Not yet safe: words why, and a new date. */
export const tellChildInput = z.object({ told: z.enum(['told', 'not-safe-now']), words: words.optional() })
export type TellChildInput = z.infer<typeof tellChildInput>

/**
 * Only the coordinator may name another authority than the draft, for a referral that needs a decision. `whyTold`: why
 * immigration enforcement must be told.
 */
export const sendInput = z.object({ authorityId: id.optional(), whyTold: words.optional(), occurredAt })
export type SendInput = z.infer<typeof sendInput>

/** `caseReference`: the child is known here, and this is their open case, as it is read out. */
export const acceptInput = z.object({
  caseReference: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{1,8}(-[0-9A-Z]{1,4}){3}$/)
    .optional(),
})
export type AcceptInput = z.infer<typeof acceptInput>

/** `nextAuthorityId` should get it instead. Without one the national coordinator decides. */
export const declineInput = z.object({
  reason: z.enum(declineReasonToChoose.values),
  nextAuthorityId: id.optional(),
  /** In the authority's own words, which the sender reads: where the child has moved to, which document was examined. */
  note: words.optional(),
})
export type DeclineInput = z.infer<typeof declineInput>

/** `note`: the reason in the sender's own words, which the authority reads if it was sent. */
export const withdrawInput = z.object({ reason: z.enum(withdrawReasonToChoose.values), note: words.optional() })
export type WithdrawInput = z.infer<typeof withdrawInput>

/** `note`: words for the sender, with only what they may know. */
export const completeInput = z.object({ outcome: z.enum(referralOutcome.values), note: words.optional() })
export type CompleteInput = z.infer<typeof completeInput>
