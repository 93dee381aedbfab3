import { justiceKind, nexus } from '#standards/justice'
import { allBut, type CodeOf, type Codes, defineCodes, escalatedTo, ownList, risk } from '#standards/codes'

/**
 * Kinds of tasks. `read-report`: something new was reported about the child. `release` gets a child out of custody, `non-punishment` asks that the child is not punished (R20),
 * `clear-record` that what stands against the child is quashed or cleared.
 */
export const taskKind = defineCodes(
  'task-kind',
  [
    'agree-plan',
    'safety',
    'health',
    'psychosocial-care',
    'shelter',
    'schooling',
    'legal-help',
    'provisional-guardian',
    'guardian',
    'family-contact',
    'papers',
    'visit-child',
    'read-report',
    'best-interests-assessment',
    'interpreter',
    'disability-support',
    'age-question',
    'compensation',
    'release',
    'non-punishment',
    'clear-record',
    'agree-closing',
    'after-care',
    'other',
  ],
  { source: ownList },
)
export type TaskKind = CodeOf<typeof taskKind>

/** The kinds that a person adds. The node adds the others. */
export const taskKindToAdd = allBut(
  taskKind,
  'agree-plan',
  'provisional-guardian',
  'release',
  'non-punishment',
  'agree-closing',
  'after-care',
)

/** The side that is responsible for a task. */
export const taskSide = defineCodes('task-side', ['caseworker', 'guardian', 'authority', 'supervisor'], {
  source: ownList,
})

/** Results of a task. `not-needed` keeps the task and its missed deadline on record. */
export const taskResult = defineCodes('task-result', ['done', 'not-needed', 'not-possible'], { source: ownList })

export const caseState = defineCodes('case-state', ['open', 'closed'], { source: ownList })

/** Origin of a case: an accepted referral, or a child's contact with police or a court. */
export const caseOrigin = defineCodes('case-origin', ['referral', 'justice-contact'], { source: ownList })

export const closeReason = defineCodes(
  'close-reason',
  [
    'safe-and-supported',
    'with-family-safely',
    'returned-with-care',
    'cared-for-elsewhere',
    'moved-to-other-authority',
    'grown-up-and-agreed',
    'ended-by-young-person',
    'not-found',
    'died',
    'opened-in-error',
    'other',
  ],
  { source: ownList },
)
export type CloseReason = CodeOf<typeof closeReason>

/** What a reason needs besides words and the yes of a second person. `whileMissing`: it may end work on a missing child. */
interface ClosingRule {
  readonly visit: boolean
  readonly acceptance?: true
  readonly afterCare?: true
  readonly search?: true
  readonly whileMissing?: true
}

/** Reference 01, the closure list; reference 02, R21. That a child is missing is no reason to close. */
export const closingRules: Readonly<Record<CloseReason, ClosingRule>> = {
  'safe-and-supported': { visit: true },
  'with-family-safely': { visit: true },
  'returned-with-care': { visit: true, acceptance: true },
  'cared-for-elsewhere': { visit: true },
  'moved-to-other-authority': { visit: true, acceptance: true, whileMissing: true },
  'grown-up-and-agreed': { visit: true, afterCare: true },
  'ended-by-young-person': { visit: true },
  'not-found': { visit: false, search: true, whileMissing: true },
  died: { visit: false, whileMissing: true },
  'opened-in-error': { visit: false, whileMissing: true },
  other: { visit: true },
}

/** Whether the case worker saw the child without anyone else in the room. */
export const seenAlone = defineCodes('seen-alone', ['yes', 'no', 'not-possible'], { source: ownList })

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = {
  'case_management.care_case.state': caseState,
  'case_management.care_case.origin': caseOrigin,
  'case_management.care_case.risk': risk,
  'case_management.care_case.close_reason': closeReason,
  'case_management.care_case.escalated_to': escalatedTo,
  'case_management.justice_contact.kind': justiceKind,
  'case_management.justice_contact.nexus': nexus,
  'case_management.task.side': taskSide,
  'case_management.task.result': taskResult,
  'case_management.task.seen_alone': seenAlone,
}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  'case-management.task': taskKind,
  'case-management.side': taskSide,
  'case-management.result': taskResult,
  'case-management.close': closeReason,
  'case-management.seen-alone': seenAlone,
}
