import { z } from 'zod'
import { isAge, oldestAge } from '#lib/forms'
import { ruleSource, runningClock } from '#standards'
import { authorityKind, escalatedTo, languagePattern, overrideGround, risk } from '#standards/codes'
import {
  caregiverStanding,
  childTold,
  childWish,
  consentBasis,
  consentGiver,
  declineReason,
  explainedThrough,
  guardianAppointer,
  guardianConflict,
  howGiven,
  mandateKind,
  messageSide,
  parkedReason,
  preparedReason,
  readingSide,
  referralOutcome,
  referralState,
  request,
  secondOpinion,
  sharedUnder,
  shareGroup,
  sharePurpose,
  withdrawalAnswer,
  withdrawReason,
} from './codes.ts'

const text = z.record(z.string(), z.string().min(1))
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
const instant = z.iso.datetime()

export const mandate = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Place codes; each covers everything below it. A country code covers the country. */
  places: z.array(z.string().min(1)).min(1),
  /** Completed years now, inclusive: who serves a person is decided by their age now. */
  ages: z.strictObject({ from: z.number().int().min(0), to: z.number().int().max(130) }),
  /** Kinds of concern, or 'any'. */
  concerns: z.union([z.literal('any'), z.array(z.enum(mandateKind.values)).min(1)]),
  source: ruleSource,
})
export type Mandate = z.infer<typeof mandate>

export const authority = z.strictObject({
  id: z.uuid(),
  agencyId: z.uuid(),
  agencyCode: z.string(),
  name: text,
  kind: z.enum(authorityKind.values),
  country: z.string().regex(/^[A-Z]{2,3}$/),
  mandates: z.array(mandate).min(1),
  /**
   * When someone answers at once, in the country's time. Weekday 1 is Monday; `to` before `from` runs past midnight.
   */
  onCall: z.array(z.strictObject({ weekday: z.number().int().min(1).max(7), from: timeOfDay, to: timeOfDay })),
  /** The contact of the office, never of a person. */
  contact: z.strictObject({ phone: z.string().optional(), email: z.string().optional(), desk: text.optional() }),
  active: z.boolean(),
})
export type Authority = z.infer<typeof authority>

/** A guardian's word counts only if a court or an authority appointed them and nobody sees a conflict of interest. */
export const guardianStanding = z.strictObject({
  appointedBy: z.enum(guardianAppointer.values),
  conflict: z.enum(guardianConflict.values),
})

/** What is known of how a yes was given: in which way, and in which language and through whom it was explained. */
const given = z.strictObject({
  how: z.enum(howGiven.values),
  language: z.string().regex(languagePattern).optional(),
  through: z.enum(explainedThrough.values),
})

/** A person who answers by name: the second one of an override, or the recipient of a withdrawal. */
const answeredBy = { by: z.string(), at: instant, words: z.string().optional() }

/**
 * One word about sharing. A yes is a grant: these recipients, this purpose, these groups of facts, until then. A no, a
 * withdrawal and going ahead without consent are words too; nothing is overwritten, and their order decides
 * (`grants.ts`).
 */
export const consent = z.strictObject({
  id: z.uuid(),
  basis: z.enum(consentBasis.values),
  givenBy: z.enum(consentGiver.values).optional(),
  guardian: guardianStanding.optional(),
  given: given.optional(),
  ground: z.enum(overrideGround.values).optional(),
  /** Where the law leaves no choice about telling: what the child wants. */
  wish: z.enum(childWish.values).optional(),
  /** The person who decided to go ahead without consent. For a standing rule, the person who confirmed it. */
  decidedBy: z.string().optional(),
  standingRule: z.boolean().optional(),
  /** It goes against the child's no. A second person confirms it. */
  againstNo: z.literal(true).optional(),
  second: z.strictObject({ ...answeredBy, opinion: z.enum(secondOpinion.values) }).optional(),
  reason: z.string().optional(),
  childTold: z.enum(childTold.values),
  /** Recipients by kind, and by name. Who may act against the child must be named (`firewall.ts`). */
  kinds: z.array(z.enum(authorityKind.values)),
  recipients: z.array(z.uuid()),
  purpose: z.enum(sharePurpose.values),
  groups: z.array(z.enum(shareGroup.values)),
  at: instant,
  expiresAt: instant.optional(),
  withdrawnAt: instant.optional(),
  /** A withdrawal that the recipient has to answer: it had facts under the yes. */
  owed: z.literal(true).optional(),
  /** What the recipient did after the withdrawal. */
  answer: z.strictObject({ ...answeredBy, did: z.enum(withdrawalAnswer.values) }).optional(),
  recordedBy: z.string(),
})
export type Consent = z.infer<typeof consent>

export const message = z.strictObject({
  id: z.uuid(),
  side: z.enum(messageSide.values),
  authorId: z.string(),
  agencyId: z.uuid().optional(),
  at: instant,
  text: z.string().min(1).max(4000),
  /** The sides on which nobody has seen it. */
  unseenBy: z.array(z.enum(readingSide.values)),
})
export type Message = z.infer<typeof message>

const years = z.int().min(0).max(oldestAge)
/** An age in completed years, the younger one first. */
export const completedAge = z.strictObject({ from: years, to: years }).refine(isAge, { error: 'not-an-age' })
/** The ages that a person may have, as `readAges` reads what is said. Only it can say that an adult is certain. */
const readAge = z.strictObject({ from: years, to: years, certain: z.literal(true).optional() })

/** One shared fact, as it was when it was shared. */
export const sharedFact = z.strictObject({
  group: z.enum(shareGroup.values),
  /** Selects the catalogue text `referral.shared.<item>`. */
  item: z.string(),
  text: z.string().optional(),
  /** Id of a catalogue text, instead of words. */
  code: z.string().optional(),
  at: instant.optional(),
  age: z.unknown().optional(),
})
export type SharedFact = z.infer<typeof sharedFact>

export const referral = z.strictObject({
  id: z.uuid(),
  version: z.number().int().min(1),
  /** The first referral of the chain. A decline opens the next one, which keeps the first deadline. */
  chainId: z.uuid(),
  previousId: z.uuid().optional(),
  state: z.enum(referralState.values),
  childId: z.uuid().optional(),
  concernId: z.uuid().optional(),
  risk: z.enum(risk.values),
  country: z.string(),
  /** The place and its enclosing places, nearest first; empty if not known. */
  places: z.array(z.string()),
  /** Age now, for the mandate and for consent; absent if not known or disputed. */
  age: readAge.optional(),
  /** Age at the time of the acts, for the law that protects; absent if not known or disputed. */
  ageAtActs: readAge.optional(),
  concerns: z.array(z.string()),
  caregiver: z.enum(caregiverStanding.values),
  requests: z.array(z.enum(request.values)),
  share: z.array(z.enum(shareGroup.values)),
  /** What the authority may use the facts for. */
  purpose: z.enum(sharePurpose.values),
  /** Under what each group was shared, once it was sent. */
  sharedUnder: z.partialRecord(z.enum(shareGroup.values), z.enum(sharedUnder.values)).optional(),
  /** What became of telling the child, after it was sent. */
  telling: z.strictObject({ ...answeredBy, told: z.enum(childTold.values) }).optional(),
  /** Why immigration enforcement is told, in the sender's words. */
  whyTold: z.string().max(4000).optional(),
  /** Information for the authority, in the sender's words. */
  note: z.string().max(8000).optional(),
  /** The referral to child protection that this one is alongside. */
  leadId: z.uuid().optional(),
  senderAgencyId: z.uuid().optional(),
  senderId: z.string(),
  authorityId: z.uuid().optional(),
  authorityAgencyId: z.uuid().optional(),
  parked: z.enum(parkedReason.values).optional(),
  /** Set while nobody has written it: the node opened it for this reason, and it cannot be sent yet. */
  prepared: z.enum(preparedReason.values).optional(),
  /** What a person decided about the child, or the danger, before the referral was written. */
  decided: z.enum(preparedReason.values).optional(),
  /** The agency of a lead that had no capacity: it keeps the duty until another has accepted. */
  keptBy: z.uuid().optional(),
  /** Authorities that declined earlier in this chain. */
  declinedBy: z.array(z.uuid()),
  consents: z.array(consent),
  clocks: z.array(runningClock),
  /**
   * When the event behind the referral happened. Deadlines of the chain count from the time of an event, not of an
   * upload.
   */
  eventAt: instant,
  draftedAt: instant,
  sentAt: instant.optional(),
  receivedAt: instant.optional(),
  acknowledgedAt: instant.optional(),
  acceptedAt: instant.optional(),
  endedAt: instant.optional(),
  /** When its people had left, and it went to someone else. */
  handedOverAt: instant.optional(),
  declineReason: z.enum(declineReason.values).optional(),
  withdrawReason: z.enum(withdrawReason.values).optional(),
  outcome: z.enum(referralOutcome.values).optional(),
  /** Words at the end: of the authority that declined it or about the outcome, or of the sender who withdrew it. */
  outcomeNote: z.string().max(4000).optional(),
  escalatedTo: z.enum(escalatedTo.values),
})
export type Referral = z.infer<typeof referral>
