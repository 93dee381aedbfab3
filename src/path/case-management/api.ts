import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { owed } from '#kernel/owed'
import { command, look } from '#kernel/perform'
import { stepsOf } from '#kernel/step'
import type { Tx } from '#kernel/tx'
import { dueNow } from '#standards'
import { missingChild, missingInput, saveMissing, sayMissing as decideMissing } from '#path/missing'
import { addTask as decideTask, type AddTaskState } from './add-task.ts'
import { assignWorker, type AssignState } from './assign-worker.ts'
import { askToClose as decideAskingToClose } from './ask-to-close.ts'
import { closeCase as decideClosing, sendClosingBack as decideReturn } from './close-case.ts'
import { completeTask as decideCompletion } from './complete-task.ts'
import { escalateCase as decideEscalation } from './escalate-case.ts'
import { giveReport as decideReport } from './give-report.ts'
import { followSearch as decideFollowing, searchSteps } from './follow-search.ts'
import { handOverCase as decideHandOver } from './hand-over-case.ts'
import {
  addTaskInput,
  assignInput,
  closeInput,
  contactInput,
  completeTaskInput,
  giveReportInput,
  justiceContactInput,
  openInput,
  sendBackInput,
  separateInput,
} from './inputs.ts'
import { careCase } from './model.ts'
import { needGuardian as decideGuardian } from './need-guardian.ts'
import { nameChildOfCase as decideNaming } from './name-child.ts'
import { openCase as decideOpening } from './open-case.ts'
import { raiseNonPunishment as decideNonPunishment } from './raise-non-punishment.ts'
import { reportAtCase, reportAtSubject } from './report-contact.ts'
import { separateCases as decideSeparation } from './separate-cases.ts'
import { loadCase, type LoadedCase } from './store/case-store.ts'
import { loadClosing } from './store/closing-store.ts'
import { loadSubject, saveContact } from './store/contact-store.ts'
import { isDeskThere, loadLeft } from './store/duty.ts'
import { readContactBars } from './store/family-store.ts'
import { loadFollowing, loadForMissing, saveFollowed } from './store/missing-store.ts'
import {
  loadGiving,
  loadGuardianless,
  loadNameless,
  loadNonPunishment,
  loadOpening,
  loadPeople,
  loadSeparation,
} from './store/open-store.ts'
import { saveCase } from './store/save-case.ts'
import { readCase, readWorkers } from './store/view-store.ts'
import { caseView, workersView } from './view.ts'

const id = z.uuid()
const answer = z.object({ id, version: z.int(), state: careCase.shape.state })

function resource({ careCase: { id: caseId, agencyId, state }, scopes }: LoadedCase): Resource {
  return { kind: 'case', id: caseId, scopes, personal: true, attrs: { state, agency: agencyId } }
}

export const viewCase = look({
  method: 'GET',
  path: '/api/cases/:id',
  name: 'view-case',
  summary: 'Read a case with its plan and timeline',
  input: z.object({ id }),
  action: 'case.read',
  purpose: 'protect',
  load: (tx, input) => loadCase(tx, input.id),
  resource,
  show: (state, _input, tx) => readCase(tx, state),
  answer: caseView,
})

export const workers = look({
  method: 'GET',
  path: '/api/cases/:id/workers',
  name: 'view-workers-for-case',
  summary: 'Who can be assigned as case worker or guardian, with the number of their cases',
  input: z.object({ id }),
  action: 'case.assign',
  purpose: 'protect',
  load: (tx, input) => loadCase(tx, input.id),
  resource,
  show: (state, _input, tx) => readWorkers(tx, state),
  answer: workersView,
})

function loadForChange(tx: Tx, input: { id: string }): Promise<LoadedCase | undefined> {
  return loadCase(tx, input.id, { lock: true })
}

const { step, stepWith } = stepsOf(
  {
    path: '/api/cases/:id',
    purpose: 'protect',
    load: loadForChange,
    resource,
    version: ({ careCase: { version } }) => version,
    save: saveCase,
  },
  command,
)

async function loadForAssigning(
  tx: Tx,
  input: { id: string; workerId: string; guardianId?: string | undefined },
): Promise<(LoadedCase & AssignState) | undefined> {
  const loaded = await loadForChange(tx, input)
  if (!loaded) return undefined
  return { ...loaded, deskThere: await isDeskThere(tx, loaded.careCase), ...(await loadPeople(tx, input)) }
}

export const assign = stepWith({
  path: 'assign',
  name: 'assign-worker',
  summary: 'Assign the case worker, and the guardian where there is one',
  refuses: [422],
  action: 'case.assign',
  input: assignInput.extend({ id }),
  answer,
  load: loadForAssigning,
  decide: assignWorker,
})
async function loadForTask(tx: Tx, input: { id: string }): Promise<(LoadedCase & AddTaskState) | undefined> {
  const loaded = await loadForChange(tx, input)
  return loaded && { ...loaded, contactBars: await readContactBars(tx, loaded) }
}

export const addTask = stepWith({
  path: 'tasks',
  name: 'add-task',
  summary: 'Add a task to the plan',
  refuses: [422],
  action: 'case.work',
  input: addTaskInput.extend({ id }),
  answer: answer.extend({ taskId: id }),
  load: loadForTask,
  decide: decideTask,
})
export const completeTask = step({
  path: 'tasks/:taskId/complete',
  name: 'complete-task',
  summary: 'Close a task as done, no longer needed or not possible',
  refuses: [422],
  action: 'case.work',
  input: completeTaskInput.extend({ id }),
  answer,
  decide: decideCompletion,
})
export const askToClose = stepWith({
  path: 'closing',
  name: 'ask-to-close',
  summary: 'Ask a supervisor to close a case, with a reason and the day of the last visit',
  owes: owed('closing-asked', 'closing-answered'),
  refuses: [422],
  action: 'case.close',
  input: closeInput.extend({ id }),
  answer,
  load: loadClosing,
  decide: decideAskingToClose,
})
export const closeCase = stepWith({
  path: 'close',
  name: 'close-case',
  summary: 'Agree, as a second person, to close a case',
  refuses: [403, 422],
  action: 'case.agree-closing',
  input: z.object({ id }),
  answer,
  load: loadClosing,
  decide: decideClosing,
})
export const sendClosingBack = stepWith({
  path: 'closing/back',
  name: 'send-closing-back',
  summary: 'Not agree to close a case yet, and say why',
  refuses: [403, 422],
  action: 'case.agree-closing',
  input: sendBackInput.extend({ id }),
  answer,
  load: loadClosing,
  decide: decideReturn,
})

export const sayMissing = command({
  method: 'POST',
  path: '/api/cases/:id/missing',
  name: 'say-missing-from-case',
  summary: 'Say that the child of this case is missing: the search begins',
  refuses: [422],
  input: missingInput.extend({ id }),
  action: 'case.say-missing',
  purpose: 'protect',
  load: loadForMissing,
  resource,
  decide: (state, { id: _, ...said }, context) => decideMissing(state, said, context),
  save: saveMissing,
  answer: answer.extend({ state: missingChild.shape.state }),
})

/** The node runs it when a search begins or ends, and when the case has new people: they have the search before them. */
export const followSearch = command({
  method: 'POST',
  path: '/api/cases/follow-search',
  name: 'follow-search-from-case',
  summary: 'Put the search for a child before the people of the child’s cases',
  input: z.object({ childId: id.optional(), concernId: id.optional(), step: z.enum(searchSteps).optional() }),
  action: 'case.follow-search',
  purpose: 'protect',
  load: loadFollowing,
  resource: (_state, input): Resource => ({ kind: 'case', id: input.childId ?? input.concernId ?? 'none' }),
  decide: decideFollowing,
  save: saveFollowed,
  answer: z.object({ cases: z.int() }),
})

export const reportContact = step({
  path: 'justice-contacts',
  name: 'report-contact-of-case',
  summary: 'Report that police, a court or immigration act against the child of a case',
  refuses: [422],
  action: 'case.work',
  input: contactInput.extend({ id }),
  answer,
  decide: reportAtCase,
})

/** Everyone who may read a concern or a child may report one: it needs no screening first. */
export const reportContactOf = command({
  method: 'POST',
  path: '/api/justice-contacts',
  name: 'report-contact-of-child',
  summary: 'Report that police, a court or immigration act against a child, registered or in a concern',
  refuses: [404, 422],
  input: contactInput.extend({ concernId: id.optional(), childId: id.optional() }),
  action: 'justice-contact.report',
  purpose: 'protect',
  load: loadSubject,
  resource: ({ kind, id: recordId, scopes }): Resource => ({ kind, id: recordId, scopes, personal: true }),
  decide: reportAtSubject,
  save: saveContact,
  answer: z.object({ id, due: z.array(dueNow) }),
})

/** The node runs it on ReferralAccepted, unless the authority works alongside: opens a case. */
export const openCase = command({
  method: 'POST',
  path: '/api/cases/open',
  name: 'open-case',
  summary: 'Open a case on an accepted referral',
  input: openInput.extend({ referralId: id }),
  action: 'case.open',
  purpose: 'protect',
  load: loadOpening,
  resource: (_state, input): Resource => ({ kind: 'case', id: input.referralId, personal: true }),
  decide: decideOpening,
  save: saveCase,
  answer,
})

/** The node runs it on ConcernGivenToCase. */
export const giveReport = command({
  method: 'POST',
  path: '/api/cases/reports',
  name: 'give-report',
  summary: 'Give what was reported to the open case of the child',
  input: giveReportInput,
  action: 'case.open',
  purpose: 'protect',
  load: loadGiving,
  resource: (_state, input): Resource => ({ kind: 'case', id: input.concernId, personal: true }),
  decide: decideReport,
  save: saveCase,
  answer: answer.partial(),
})

/** The node runs it on MergeUndone: each child has their own case again. */
export const separateCases = command({
  method: 'POST',
  path: '/api/cases/separate',
  name: 'separate-cases',
  summary: 'Give each of two children their own case after a merge was undone',
  input: separateInput,
  action: 'case.separate',
  purpose: 'protect',
  load: loadSeparation,
  resource: (_state, input): Resource => ({ kind: 'child', id: input.restoredId, personal: true }),
  decide: decideSeparation,
  save: saveCase,
  answer: z.object({ cases: z.int() }),
})

/** The node runs it on JusticeContactReported, if non-punishment applies. */
export const raiseNonPunishment = command({
  method: 'POST',
  path: '/api/cases/non-punishment',
  name: 'raise-non-punishment',
  summary: 'Ask that a child is not punished for what was done to them',
  input: justiceContactInput,
  action: 'case.raise-non-punishment',
  purpose: 'protect',
  load: loadNonPunishment,
  resource: (_state, input): Resource => ({ kind: 'case', id: input.contactId, personal: true }),
  decide: (state, _input, context) => decideNonPunishment(state, state.open, context),
  save: saveCase,
  answer,
})

/** The node runs it on ChildLinkedToConcern: a case that opened before is the case of this child. */
export const nameChildOfCase = command({
  method: 'POST',
  path: '/api/cases/name-child',
  name: 'name-child-of-case',
  summary: 'Link the open case of a concern to the child it is about',
  input: z.object({ concernId: id, childId: id }),
  action: 'case.open',
  purpose: 'protect',
  load: loadNameless,
  resource: (_state, input): Resource => ({ kind: 'child', id: input.childId, personal: true }),
  decide: decideNaming,
  save: saveCase,
  answer: z.object({ cases: z.int() }),
})

/** The node runs it on ChildChanged: nobody looks after the child, so somebody must stand in for them. */
export const needGuardian = command({
  method: 'POST',
  path: '/api/cases/need-guardian',
  name: 'need-guardian',
  summary: 'Ask for a guardian in the open cases of a child whom no parent or relative looks after',
  input: z.object({ childId: id, at: z.iso.datetime() }),
  action: 'case.open',
  purpose: 'protect',
  load: loadGuardianless,
  resource: (_state, input): Resource => ({ kind: 'child', id: input.childId, personal: true }),
  decide: decideGuardian,
  save: saveCase,
  answer: z.object({ cases: z.int() }),
})

/** The node runs it when people have left who had to do with the case. */
export const handOverCase = stepWith({
  path: 'hand-over',
  name: 'hand-over-case',
  summary: 'Hand over a case whose people have left',
  action: 'case.escalate',
  input: z.object({ id }),
  answer,
  load: loadLeft,
  decide: decideHandOver,
})

/** The node runs it on DeadlineMissed of a case. */
export const escalateCase = step({
  path: 'escalate',
  name: 'escalate-case',
  summary: 'Tell supervisors or the coordinator that a deadline of the case was missed',
  action: 'case.escalate',
  input: z.object({ id, clockId: z.string(), level: z.int() }),
  answer,
  decide: decideEscalation,
})

export const routes = [
  viewCase,
  workers,
  assign,
  addTask,
  completeTask,
  askToClose,
  closeCase,
  sendClosingBack,
  reportContact,
  reportContactOf,
  sayMissing,
]
