import {
  ageMoment,
  type CodeOf,
  type Codes,
  defineCodes,
  escalatedTo,
  howKnown,
  ownList,
  partOf,
} from '#standards/codes'
import { sourceOf } from '#standards/sources'
import { justiceKind, nexus } from '#standards/justice'

/**
 * A worker's answer to one indicator. `unknown`: it came up and nobody could tell. `not-asked`: left out on purpose.
 */
export const answerValue = defineCodes('answer-value', ['yes', 'no', 'unknown', 'not-asked'], { source: ownList })
export type AnswerValue = CodeOf<typeof answerValue>

/** How the worker knows a sign or an age. Hearing it from the child is not the same as seeing it. */
export const howSignKnown = partOf(howKnown, ['told-by-child', 'observed', 'third-party', 'document'])
export type HowSignKnown = CodeOf<typeof howSignKnown>

/** How the worker knows an age. `observed` is a look at the person, and `document` a paper that nobody has examined. */
export const howAgeKnown = partOf(howKnown, [
  'told-by-child',
  'told-by-family',
  'third-party',
  'observed',
  'document',
  'document-examined',
  'assessed',
])
export type HowAgeKnown = CodeOf<typeof howAgeKnown>

/** Three ages, never one: at the time of the acts, at entry, and now. */
export const screenedAge = partOf(ageMoment, ['at-exploitation', 'at-entry', 'now'])
export type ScreenedAge = CodeOf<typeof screenedAge>

/**
 * A person's decision. HTCDS has a value only for the first: "possible" is the word of the standard for indicators
 * without formal verification. No outcome here says that somebody is no victim, so none becomes `NotAVictim…`.
 */
export const outcomeCode = defineCodes(
  'outcome',
  ['presumed-victim', 'at-risk', 'other-protection-need', 'cannot-tell', 'no-grounds-for-now'],
  {
    source: ownList,
    htcds: { field: 'vic_TraffickingStatus', values: { 'presumed-victim': 'PossibleVictimOfTrafficking' } },
  },
)
export type OutcomeCode = CodeOf<typeof outcomeCode>

/**
 * Whether the child needs protection for a reason other than trafficking: violence, abuse, neglect, child labour, child
 * marriage, being alone. Asked where an outcome alone refers to nobody.
 */
export const otherNeed = defineCodes('other-need', ['yes', 'no', 'not-known'], { source: ownList })
export type OtherNeed = CodeOf<typeof otherNeed>

/**
 * What the answers say so far. It is about what to do next, never a label for the child. `refer-now`: a victim of sexual
 * exploitation (rule R1b), though no act of trafficking is known.
 */
export const reading = defineCodes(
  'reading',
  ['reasons-to-presume', 'refer-now', 'reasons-to-look-further', 'too-little-known', 'no-signs-noted'],
  { source: ownList },
)
export type Reading = CodeOf<typeof reading>

/**
 * `child`: under 18 at the time of the acts. `treated-as-child`: cannot be ruled out. `adult`: certainly 18 or over
 * then.
 */
export const childPath = defineCodes('child-path', ['child', 'treated-as-child', 'adult'], {
  source: sourceOf('palermo-3d'),
})
export type ChildPath = CodeOf<typeof childPath>

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = {
  'identification.screening.outcome': outcomeCode,
  'identification.screening.reading': reading,
  'identification.screening.child_path': childPath,
  'identification.screening.escalated_to': escalatedTo,
  'identification.answer.value': answerValue,
  'identification.answer.how': howSignKnown,
  'identification.age.moment': screenedAge,
  'identification.age.how': howAgeKnown,
  'identification.outcome.outcome': outcomeCode,
  'identification.outcome.reading': reading,
  'identification.outcome.other_need': otherNeed,
  'identification.justice_contact.kind': justiceKind,
  'identification.justice_contact.nexus': nexus,
}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  'identification.value': answerValue,
  'identification.how': howSignKnown,
  'identification.how-age': howAgeKnown,
  'identification.age': screenedAge,
  'identification.outcome': outcomeCode,
  'identification.other-need': otherNeed,
  'identification.reading': reading,
  'identification.path': childPath,
  'identification.justice.kind': justiceKind,
  'identification.justice.link': nexus,
}
