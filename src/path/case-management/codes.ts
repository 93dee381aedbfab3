import { justiceKind, nexus } from '#standards/justice'
import { type CodeOf, type Codes, defineCodes, escalatedTo, ownList, partOf, risk } from '#standards/codes'

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
    'shelter',
    'schooling',
    'legal-help',
    'provisional-guardian',
    'guardian',
    'family-contact',
    'papers',
    'visit-child',
    'read-report',
    'release',
    'non-punishment',
    'clear-record',
    'other',
  ],
  { source: ownList },
)
export type TaskKind = CodeOf<typeof taskKind>

/** The kinds that a person adds. The node adds the others. */
export const taskKindToAdd = partOf(taskKind, [
  'safety',
  'health',
  'shelter',
  'schooling',
  'legal-help',
  'guardian',
  'family-contact',
  'papers',
  'visit-child',
  'other',
])

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
    'cared-for-elsewhere',
    'moved-to-other-authority',
    'grown-up-and-agreed',
    'not-found',
    'died',
    'opened-in-error',
    'other',
  ],
  { source: ownList },
)
export type CloseReason = CodeOf<typeof closeReason>

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
}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  'case-management.task': taskKind,
  'case-management.side': taskSide,
  'case-management.result': taskResult,
  'case-management.close': closeReason,
}
