import { z } from 'zod'
import type { Ruling, Trace, Truth } from '#lib/rules'

/**
 * A worker's answer to one indicator. `unknown`: it came up and nobody could tell. `not-asked`: left out on purpose.
 */
export const answerValue = z.enum(['yes', 'no', 'unknown', 'not-asked'])

/** How the worker knows. Every answer has it: hearing it from the child is not the same as seeing it. */
export const howKnown = z.enum(['told-by-child', 'observed', 'third-party', 'document'])

/** An age as people know it. */
export const ageValue = z.union([
  z.strictObject({ exact: z.int().min(0).max(120) }),
  z.strictObject({ about: z.int().min(0).max(120) }),
  z.strictObject({ from: z.int().min(0).max(120), to: z.int().min(0).max(120) }),
  z.strictObject({ unknown: z.literal(true) }),
])

/** Three ages, never one: at the time of the acts, at entry, and now. */
export const ageMoment = z.enum(['at-exploitation', 'at-entry', 'now'])

/** One answer. It is never overwritten; a later one follows it. */
export const answer = z.strictObject({
  indicatorId: z.string().max(200),
  value: answerValue,
  how: howKnown.optional(),
  note: z.string().max(4000).optional(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Number of earlier answers to this indicator. */
  follows: z.int().min(0),
})

/** One recorded age. `disputed` if someone says that it is not true. */
export const ageRecord = z.strictObject({
  moment: ageMoment,
  value: ageValue,
  how: howKnown.optional(),
  disputed: z.boolean(),
  by: z.string(),
  at: z.iso.datetime(),
  follows: z.int().min(0),
})

export const outcomeCode = z.enum(['presumed-victim', 'at-risk', 'no-grounds-for-now', 'cannot-tell'])

/** A person's decision with a reason in their own words. A later outcome follows; none is erased. */
export const outcome = z.strictObject({
  outcome: outcomeCode,
  reason: z.string(),
  /** The reason for an outcome lower than what the answers say. */
  whyNot: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  /** What the answers said at the time. */
  reading: z.enum(['reasons-to-presume', 'reasons-to-look-further', 'too-little-known', 'no-signs-noted']),
  /** The version of the screening at the decision. */
  onVersion: z.int().min(0),
})

export const justiceKind = z.enum([
  'arrest',
  'charge',
  'summons',
  'detention',
  'fine',
  'diversion',
  'immigration-offence',
  'document-offence',
  'record',
])

/** Whether the child acted because of trafficking, or during it. `unknown` counts as possible. */
export const nexus = z.enum(['likely', 'possible', 'unknown', 'none-seen'])

export const justiceContact = z.strictObject({
  id: z.uuid(),
  kind: justiceKind,
  nexus,
  happenedAt: z.iso.datetime(),
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
  packs: z.array(packPin),
  answers: z.array(answer),
  ages: z.array(ageRecord),
  outcomes: z.array(outcome),
  justiceContacts: z.array(justiceContact),
})

export type AnswerValue = z.infer<typeof answerValue>
export type HowKnown = z.infer<typeof howKnown>
export type AgeValue = z.infer<typeof ageValue>
export type AgeMoment = z.infer<typeof ageMoment>
export type SignAnswer = z.infer<typeof answer>
export type AgeRecord = z.infer<typeof ageRecord>
export type OutcomeCode = z.infer<typeof outcomeCode>
export type Outcome = z.infer<typeof outcome>
export type JusticeKind = z.infer<typeof justiceKind>
export type Nexus = z.infer<typeof nexus>
export type JusticeContact = z.infer<typeof justiceContact>
export type Screening = z.infer<typeof screening>

/** What the answers say so far. It is about what to do next, never a label for the child. */
export type Reading = Outcome['reading']

/**
 * `child`: under 18 at the time of the acts. `treated-as-child`: cannot be ruled out. `adult`: certainly 18 or over
 * then.
 */
export type ChildPath = 'child' | 'treated-as-child' | 'adult'

/** The signs of one family by answer, in the order of the pack. */
export interface Noted {
  readonly speaksFor: readonly string[]
  readonly speaksAgainst: readonly string[]
  readonly unknown: readonly string[]
  readonly notAsked: readonly string[]
}

export interface FamilyFinding extends Noted {
  readonly family: string
  readonly role: 'act' | 'purpose' | 'evidence'
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
  | 'source-not-verified'
  | 'packs-not-loaded'
  | 'pack-changed'

/** Ids and codes only, so that the same answers give the same bytes in every language and on every machine. */
export interface Finding {
  readonly reading: Reading
  readonly childPath: ChildPath
  readonly law: Ruling
  readonly packs: readonly PackFinding[]
  readonly notLoaded: readonly string[]
  readonly limits: readonly Limit[]
}
