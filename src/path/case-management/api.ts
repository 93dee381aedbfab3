import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command, look } from '#kernel/perform'
import { stepsOf } from '#kernel/step'
import type { Tx } from '#kernel/tx'
import { addTask as decideTask, type AddTaskState } from './add-task.ts'
import { assignWorker, type AssignState } from './assign-worker.ts'
import { closeCase as decideClosing } from './close-case.ts'
import { completeTask as decideCompletion } from './complete-task.ts'
import { escalateCase as decideEscalation } from './escalate-case.ts'
import { handOverCase as decideHandOver } from './hand-over-case.ts'
import {
  addTaskInput,
  assignInput,
  closeInput,
  completeTaskInput,
  justiceContactInput,
  openInput,
  separateInput,
} from './inputs.ts'
import { careCase } from './model.ts'
import { needGuardian as decideGuardian } from './need-guardian.ts'
import { openCase as decideOpening } from './open-case.ts'
import { raiseNonPunishment as decideNonPunishment } from './raise-non-punishment.ts'
import { separateCases as decideSeparation } from './separate-cases.ts'
import { loadCase, type LoadedCase } from './store/case-store.ts'
import { readContactBars } from './store/family-store.ts'
import { isDeskThere, loadLeft } from './store/duty.ts'
import { loadGuardianless, loadNonPunishment, loadOpening, loadPeople, loadSeparation } from './store/open-store.ts'
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
export const closeCase = step({
  path: 'close',
  name: 'close-case',
  summary: 'Close a case with a reason',
  refuses: [422],
  action: 'case.close',
  input: closeInput.extend({ id }),
  answer,
  decide: decideClosing,
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
  resource: (_state, input): Resource => ({ kind: 'case', id: input.screeningId, personal: true }),
  decide: (state, _input, context) => decideNonPunishment(state, state.open, context),
  save: saveCase,
  answer,
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

export const routes = [viewCase, workers, assign, addTask, completeTask, closeCase]
