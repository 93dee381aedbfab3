import { z } from 'zod'
import { ageAnswerSchema, keptAgeSchema } from '#lib/forms/model'
import type { Ruling, Trace, Truth } from '#lib/rules'
import { justiceKind, nexus } from '#standards/justice'
import {
  answerValue,
  type ChildPath,
  howAgeKnown,
  howSignKnown,
  otherNeed,
  outcomeCode,
  reading,
  type Reading,
  screenedAge,
} from './codes.ts'

const nobodyKnows = z.strictObject({ unknown: z.literal(true) })

/** An age as people know it. */
export const ageValue = z.union([ageAnswerSchema, nobodyKnows], { error: 'not-an-age' })

/** One answer. It is never overwritten; a later one follows it. */
export const answer = z.strictObject({
  indicatorId: z.string().max(200),
  value: z.enum(answerValue.values),
  how: z.enum(howSignKnown.values).optional(),
  note: z.string().max(4000).optional(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Number of earlier answers to this indicator. */
  follows: z.int().min(0),
})

/** One recorded age. `disputed` if someone says that it is not true. */
export const ageRecord = z.strictObject({
  moment: z.enum(screenedAge.values),
  value: z.union([keptAgeSchema, nobodyKnows]),
  how: z.enum(howAgeKnown.values).optional(),
  disputed: z.boolean(),
  by: z.string(),
  at: z.iso.datetime(),
  follows: z.int().min(0),
})

/** A person's decision with a reason in their own words. A later outcome follows; none is erased. */
export const outcome = z.strictObject({
  outcome: z.enum(outcomeCode.values),
  reason: z.string(),
  /** Absent where the outcome itself refers the child, and where nobody was asked. */
  otherNeed: z.enum(otherNeed.values).optional(),
  /** The reason for an outcome lower than what the answers say. */
  whyNot: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  /** What the answers said at the time. */
  reading: z.enum(reading.values),
  /** The version of the screening at the decision. */
  onVersion: z.int().min(0),
})

export const justiceContact = z.strictObject({
  id: z.uuid(),
  kind: z.enum(justiceKind.values),
  nexus: z.enum(nexus.values),
  /** Absent if nobody knows. */
  happenedAt: z.iso.datetime().optional(),
  /** Only the day is known; `happenedAt` is its beginning. */
  dayOnly: z.literal(true).optional(),
  note: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  protects: z.boolean(),
})

export const packPin = z.strictObject({ id: z.string(), version: z.string() })

export const screening = z.strictObject({
  id: z.uuid(),
  version: z.int().min(0),
  concernId: z.uuid().optional(),
  childId: z.uuid().optional(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  /** When the people who had it had left, and it went to someone else. */
  handedOverAt: z.iso.datetime().optional(),
  packs: z.array(packPin),
  answers: z.array(answer),
  ages: z.array(ageRecord),
  /** Whether the child's record says under 18, then or now, as far as the reader may see it. */
  registered: z.strictObject({ childThen: z.boolean(), childNow: z.boolean() }).optional(),
  outcomes: z.array(outcome),
  justiceContacts: z.array(justiceContact),
})

export type AgeValue = AgeRecord['value']
export type SignAnswer = z.infer<typeof answer>
export type AgeRecord = z.infer<typeof ageRecord>
export type Outcome = z.infer<typeof outcome>
export type JusticeContact = z.infer<typeof justiceContact>
export type Screening = z.infer<typeof screening>

/** The signs of one family by answer, in the order of the pack. */
export interface Noted {
  readonly speaksFor: readonly string[]
  /** Looked for and not seen. For a child this says nothing against a presumption. */
  readonly notSeen: readonly string[]
  readonly unknown: readonly string[]
  readonly notAsked: readonly string[]
}

export interface FamilyFinding extends Noted {
  readonly family: string
  readonly role: 'act' | 'purpose' | 'link' | 'evidence'
  /** Whether the family as a whole counts, by the rule of its pack. */
  readonly result: Truth
  readonly trace: Trace
}

export interface PackFinding {
  readonly pack: string
  readonly version: string
  readonly families: readonly FamilyFinding[]
}

/** What the tool can and cannot say. Each is a sentence in the catalogue. */
export type Limit =
  | 'a-person-decides'
  | 'no-sign-is-not-safety'
  | 'no-score'
  | 'agreement-does-not-matter'
  | 'a-plan-is-enough'
  | 'age-in-doubt'
  | 'adult-at-the-time'
  | 'adult-now-child-then'
  | 'source-not-verified'
  | 'by-unchecked-list'
  | 'by-unread-law'
  | 'link-open'
  | 'link-denied'
  | 'packs-not-loaded'
  | 'pack-changed'

/** Ids and codes only, so that the same answers give the same bytes in every language and on every machine. */
export interface Finding {
  readonly reading: Reading
  readonly childPath: ChildPath
  /** Certainly 18 or over now. Who decides and who serves is asked of now, which law protects of then. */
  readonly adultNow: boolean
  readonly law: Ruling
  /** Whether the act was done for the purpose, by somebody who knew or planned it: what a person noted, never a condition. */
  readonly link: Truth
  readonly packs: readonly PackFinding[]
  readonly notLoaded: readonly string[]
  readonly limits: readonly Limit[]
}
