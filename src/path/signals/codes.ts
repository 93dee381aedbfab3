import {
  agencyKind,
  allBut,
  type CodeOf,
  type Codes,
  defineCodes,
  escalatedTo,
  howKnown,
  ownList,
  partOf,
  sex,
} from '#standards/codes'

/** How a concern arrived. */
export const channel = defineCodes('channel', ['worker', 'public', 'agency-key'], { source: ownList })
export type Channel = CodeOf<typeof channel>

export const danger = defineCodes('danger', ['immediate', 'not-now', 'unknown'], { source: ownList })
export type Danger = CodeOf<typeof danger>

/** From the least to the most urgent. Nobody has said that a child in `unknown` danger is safe, so it comes after `not-now`. */
const byUrgency: readonly Danger[] = ['not-now', 'unknown', 'immediate']

export function moreUrgent(one: Danger, other: Danger): Danger {
  return byUrgency.indexOf(one) > byUrgency.indexOf(other) ? one : other
}

export const concernStatus = defineCodes('concern-status', ['waiting', 'taken', 'merged', 'closed'], {
  source: ownList,
})
export type ConcernStatus = CodeOf<typeof concernStatus>

/**
 * Who wrote a message about a concern. `joined` was added to another concern that was merged into this one. Only the
 * desk reads `joined` and `note`.
 */
export const messageSide = defineCodes('message-side', ['reporter', 'desk', 'note', 'joined'], { source: ownList })
export type MessageSide = CodeOf<typeof messageSide>

/**
 * How the person who raised a concern knows. Whoever would rather not say is not somebody who does not know. Only here
 * somebody speaks of themselves: the public page is for the child, too (CRC GC13, paragraph 49, from memory).
 */
export const howReporterKnows = defineCodes(
  'how-reporter-knows',
  [
    'about-me',
    ...partOf(howKnown, ['told-by-child', 'observed', 'third-party', 'document', 'unknown']).values,
    'not-said',
  ],
  { source: ownList },
)

/** The kinds of agency that a reporter may name as part of what happened. The concern is kept from all of them. */
export const mayBePartOfIt = partOf(agencyKind, [
  'police',
  'border',
  'child-protection',
  'shelter',
  'school',
  'health',
  'guardianship',
])

/** Whether who may be doing it is near the child now. Not said is not the same as not known. */
export const nearChild = defineCodes('near-child', ['yes', 'no', 'unknown', 'not-said'], { source: ownList })

/** Reasons to close a concern at triage. A low screening result is not one of them (reference 02, traps 2 and 10). */
export const closeReason = defineCodes(
  'close-reason',
  [
    'referred',
    'already-known',
    'no-child-concerned',
    'adult-now',
    'passed-to-other-service',
    'test-or-mistake',
    'other',
  ],
  { source: ownList },
)
export type CloseReason = CodeOf<typeof closeReason>
/** Nobody closes a concern as known by a word: the report goes to the open case, and the concern ends when it is there. */
export const closeReasonToChoose = allBut(closeReason, 'already-known')
export type CloseReasonToChoose = CodeOf<typeof closeReasonToChoose>

/** All reasons but one are too general without a person's own words. A referral speaks for itself. */
export function needsWords(reason: CloseReason): boolean {
  return reason !== 'referred'
}

/** Reasons whose words say who has the person now. */
export function needsReceiver(reason: CloseReason): boolean {
  return reason === 'adult-now' || reason === 'passed-to-other-service'
}

/** Why a concern stays open until a day. It is no end: the next look is a duty with a deadline. */
export const keepReason = defineCodes('keep-reason', ['not-located', 'needs-information'], { source: ownList })
export type KeepReason = CodeOf<typeof keepReason>

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = {
  'signals.signal.channel': channel,
  'signals.signal.status': concernStatus,
  'signals.signal.danger': danger,
  'signals.signal.how_known': howReporterKnows,
  'signals.signal.near_child': nearChild,
  'signals.signal.close_reason': closeReason,
  'signals.signal.escalated_to': escalatedTo,
  'signals.person.sex': sex,
  'signals.message.side': messageSide,
}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  'signals.sex': sex,
  'signals.danger': danger,
  'signals.how-known': howReporterKnows,
  'signals.kept-from': mayBePartOfIt,
  'signals.near': nearChild,
  'signals.close': closeReason,
  'signals.keep': keepReason,
}

/** The step of a concern whose child police or another body hold. */
export const heldStep = 'child-held'
