import { z } from 'zod'
import {
  caregiverStanding,
  declineReasonToChoose,
  preparedReason,
  referralOutcome,
  requestToAsk,
  shareGroup,
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
  ground: consent.shape.ground,
  reason: words.optional(),
  childTold: consent.shape.childTold,
  groups: z.array(z.enum(shareGroup.values)).min(1),
  /** Absent: every authority with the mandate. */
  recipients: z.array(id).optional(),
  /** The current knowledge about the caregiver. */
  caregiver: z.enum(caregiverStanding.values).optional(),
  occurredAt,
})
export type ConsentInput = z.infer<typeof consentInput>

/** Only the coordinator may name another authority than the draft, for a referral that needs a decision. */
export const sendInput = z.object({ authorityId: id.optional(), occurredAt })
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
