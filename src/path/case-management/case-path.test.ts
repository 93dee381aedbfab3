import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Context, Decision } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { findDuty } from '#standards'
import { addTask } from './add-task.ts'
import { askToClose } from './ask-to-close.ts'
import { assignWorker } from './assign-worker.ts'
import {
  accepted,
  agency,
  allIsWell,
  asked,
  assigned,
  boss,
  caseIn,
  caseworker,
  child,
  contextAt,
  input,
  opened,
  profile,
} from './case.test-data.ts'
import type { CaseAnswer, CaseChange } from './case-decision.ts'
import { closeCase, sendClosingBack } from './close-case.ts'
import { completeTask } from './complete-task.ts'
import type { CaseEvent } from './events.ts'
import type { AddTaskInput } from './inputs.ts'
import type { CareCase } from './model.ts'
import { openCase } from './open-case.ts'
import { raiseNonPunishment } from './raise-non-punishment.ts'

test('a case opens when the authority accepts, and the clock for naming a worker runs from the acceptance', () => {
  const outcome = openCase({ profile }, input, contextAt('2026-11-22T09:30:00Z'))
  assert.equal(findDuty(caseIn(outcome).clocks, 'case-assigned')?.dueAt, '2026-11-22T09:00:00.000Z')
  assert.deepEqual(
    outcome.events.map(({ type }) => type),
    ['CaseOpened'],
  )
})

test('a child without an adult known to be safe has a guardian to be named within a day and appointed by a date, once, and naming one ends the first', () => {
  const needed = caseIn(openCase({ profile }, { ...input, guardianNeeded: true }, contextAt('2026-11-22T09:30:00Z')))
  assert.deepEqual(
    needed.clocks.filter(({ about }) => about).map(({ until, startedAt, dueAt }) => [until, startedAt, dueAt]),
    [
      ['provisional-guardian-named', accepted, '2026-11-23T08:00:00.000Z'],
      ['guardian-appointed', accepted, '2026-12-06T13:00:00.000Z'],
    ],
  )
  const again = { ...input, referralId: '00000000-0000-7000-8000-0000000000d2', guardianNeeded: true }
  const joined = caseIn(openCase({ profile, existing: needed }, again, contextAt('2026-11-22T10:00:00Z')))
  assert.deepEqual(
    joined.tasks.map(({ kind }) => kind),
    ['provisional-guardian', 'guardian', 'read-report'],
  )
  const guardian = { id: '00000000-0000-7000-8000-0000000000b2', roles: ['guardian'] }
  const named = assignWorker(
    { careCase: needed, profile, worker: caseworker, guardian },
    { workerId: caseworker.id, guardianId: guardian.id },
    contextAt('2026-11-22T11:00:00Z'),
  )
  assert.deepEqual(
    caseIn(named)
      .tasks.filter(({ kind }) => kind.endsWith('guardian'))
      .map(({ kind, result }) => [kind, result]),
    [
      ['provisional-guardian', 'done'],
      ['guardian', undefined],
    ],
  )
  assert.ok(findDuty(caseIn(named).clocks, 'provisional-guardian-named', needed.tasks[0]?.id)?.metAt)
  assert.deepEqual(opened().tasks, [], 'where an adult is known to be safe nobody is named over their head')
})

test('a second referral of the same child joins the open case, and the case worker reads what it says', () => {
  const outcome = openCase({ profile, existing: opened() }, { ...input, referralId: agency }, contextAt(accepted))
  const joined = caseIn(outcome)
  assert.equal(joined.referralIds.length, 2)
  assert.deepEqual(
    joined.tasks.map(({ kind, dueAt, report }) => [kind, dueAt, report]),
    [['read-report', '2026-11-23T08:00:00.000Z', { referralId: agency }]],
  )
})

test('naming a case worker puts plan and first visit on the list, each with its date', () => {
  assert.deepEqual(
    assigned().tasks.map(({ kind, clockId }) => [kind, clockId]),
    [
      ['agree-plan', 'plan-high'],
      ['visit-child', 'first-visit-high'],
    ],
  )
})

test('only a case worker of this authority can be named', () => {
  for (const worker of [{ ...caseworker, agencyId: child }, { ...caseworker, roles: ['worker'] }, undefined]) {
    const outcome = assignWorker(
      { careCase: opened(), profile, worker },
      { workerId: caseworker.id },
      contextAt(accepted),
    )
    assert.ok(isRefusal(outcome) && outcome.code === 'case-worker-not-eligible')
  }
})

test('a change of worker keeps the first plan and its date', () => {
  const outcome = assignWorker(
    { careCase: assigned(), profile, worker: { ...caseworker, id: child } },
    { workerId: child },
    contextAt('2026-11-25T09:00:00Z'),
  )
  assert.equal(caseIn(outcome).tasks.length, 2)
  assert.equal(outcome && !isRefusal(outcome) && outcome.changes.length, 1)
})

test('a case with an open task cannot be closed', () => {
  const outcome = askToClose({ careCase: assigned(), profile }, allIsWell, contextAt(accepted))
  assert.ok(isRefusal(outcome) && outcome.code === 'tasks-open')
})

test('a task that was not needed says why', () => {
  const careCase = assigned()
  const taskId = careCase.tasks[0]!.id
  const silent = completeTask({ careCase }, { taskId, result: 'not-needed' }, contextAt(accepted))
  assert.ok(isRefusal(silent) && silent.code === 'reason-needed')
  assert.equal(
    caseIn(
      completeTask(
        { careCase },
        { taskId, result: 'not-needed', note: 'There is a plan from the hospital.' },
        contextAt(accepted),
      ),
    ).tasks[0]!.result,
    'not-needed',
  )
})

test('a closed case stays closed, whatever somebody adds to it', () => {
  const careCase = caseIn(closeCase({ careCase: asked(), profile }, {}, contextAt(accepted, boss)))
  for (const outcome of [
    addTask({ careCase, profile }, { kind: 'health', side: 'caseworker' }, contextAt(accepted)),
    assignWorker({ careCase, profile, worker: caseworker }, { workerId: caseworker.id }, contextAt(accepted)),
    askToClose({ careCase, profile }, { ...allIsWell, reason: 'other' }, contextAt(accepted)),
    closeCase({ careCase, profile }, {}, contextAt(accepted, boss)),
  ])
    assert.ok(isRefusal(outcome) && outcome.code === 'case-closed')
})

const contactOf = (kind: CareCase['contacts'][number]['kind']): CareCase['contacts'][number] => ({
  id: '00000000-0000-7000-8000-0000000000f1',
  kind,
  nexus: 'likely',
  at: accepted,
  by: caseworker.id,
})
const fine = { ...input, contact: contactOf('fine') }

test('a child who was fined gets a lawyer first, and tasks for the authority and the guardian, also without a case', () => {
  const outcome = raiseNonPunishment({ profile }, fine, contextAt(accepted))
  const careCase = caseIn(outcome)
  assert.equal(careCase.origin, 'justice-contact')
  assert.deepEqual(
    careCase.tasks.map(({ kind, side }) => [kind, side]),
    [
      ['legal-help', 'authority'],
      ['non-punishment', 'authority'],
      ['non-punishment', 'guardian'],
    ],
  )
  for (const task of careCase.tasks) assert.equal(task.dueAt, '2026-11-23T13:00:00.000Z')
  const again = raiseNonPunishment({ profile, existing: careCase }, fine, contextAt(accepted))
  assert.equal(caseIn(again).tasks.length, 3)
})

test('a child who is arrested on Thursday at 16:30 has a lawyer by 18:30, and release is sought by Friday at 16:30', () => {
  // Meridia is three hours ahead of Greenwich; Friday and Saturday are its weekend.
  const arrest = { ...fine, at: '2026-11-26T13:30:00.000Z', contact: contactOf('arrest') }
  const { tasks } = caseIn(raiseNonPunishment({ profile }, arrest, contextAt('2026-11-26T13:40:00Z')))
  assert.deepEqual(
    tasks.map(({ kind, side, dueAt }) => [kind, side, dueAt]),
    [
      ['legal-help', 'authority', '2026-11-26T15:30:00.000Z'],
      ['release', 'authority', '2026-11-27T13:30:00.000Z'],
      ['non-punishment', 'authority', '2026-11-27T13:30:00.000Z'],
      ['non-punishment', 'guardian', '2026-11-27T13:30:00.000Z'],
    ],
  )
})

test('a conviction leads to asking that it is quashed, and a link that nobody sees only stands in the case', () => {
  const raise = (contact: Partial<CareCase['contacts'][number]>) =>
    caseIn(
      raiseNonPunishment(
        { profile },
        { ...fine, contact: { ...contactOf('conviction'), ...contact } },
        contextAt(accepted),
      ),
    )
  const clearing = raise({}).tasks.find(({ kind }) => kind === 'clear-record')
  assert.equal(clearing?.dueAt, '2026-12-06T08:00:00.000Z')
  const unlinked = raise({ nexus: 'none-seen' })
  assert.deepEqual([unlinked.contacts.length, unlinked.tasks], [1, []])
})

test('an arrest after a fine does not wait for the date of the fine', () => {
  const fined = caseIn(raiseNonPunishment({ profile }, fine, contextAt(accepted)))
  const arrest = { ...fine, at: accepted, contact: contactOf('arrest') }
  const { tasks } = caseIn(raiseNonPunishment({ profile, existing: fined }, arrest, contextAt(accepted)))
  const lawyer = tasks.filter(({ kind }) => kind === 'legal-help').map(({ dueAt }) => dueAt)
  assert.deepEqual(lawyer, ['2026-11-23T13:00:00.000Z', '2026-11-22T10:00:00.000Z'])
  const again = raiseNonPunishment(
    { profile, existing: caseIn(raiseNonPunishment({ profile, existing: fined }, arrest, contextAt(accepted))) },
    arrest,
    contextAt(accepted),
  )
  assert.equal(caseIn(again).tasks.length, tasks.length)
})

test('an arrest that is told twice, with an earlier time, gives no second set of tasks that are overdue anyway', () => {
  const late = contextAt('2026-11-27T10:00:00Z')
  const arrest = { ...fine, at: '2026-11-22T09:00:00.000Z', contact: contactOf('arrest') }
  const first = caseIn(raiseNonPunishment({ profile }, arrest, late))
  const earlier = { ...arrest, at: '2026-11-20T09:00:00.000Z' }
  assert.equal(caseIn(raiseNonPunishment({ profile, existing: first }, earlier, late)).tasks.length, first.tasks.length)
})

test('a task until a day, a month or a year is due when that ends in the country of the case', () => {
  const careCase = caseIn(openCase({ profile }, input, contextAt(accepted)))
  const add = (until: AddTaskInput['until']) =>
    addTask({ careCase, profile }, { kind: 'health', side: 'caseworker', until }, contextAt(accepted))
  for (const [until, due] of [
    [{ iso: '2027-03-10' }, '2027-03-10T20:59:00.000Z'],
    [{ iso: '2027-03-01', precision: 'month' }, '2027-03-31T20:59:00.000Z'],
    [{ iso: '2027-01-01', precision: 'year' }, '2027-12-31T20:59:00.000Z'],
    [{ iso: '2026-11-22' }, '2026-11-22T20:59:00.000Z'],
  ] as const)
    assert.equal(caseIn(add(until)).tasks.at(-1)?.dueAt, due)
  for (const [iso, code] of [
    ['2026-11-21', 'task-date-passed'],
    ['8999-12-31', 'task-date-far'],
    ['2099-01-01', 'task-date-far'],
  ] as const) {
    const refusal = add({ iso })
    assert.ok(isRefusal(refusal) && refusal.code === code && refusal.fields?.[0]?.path === 'until')
  }
})

test('an arrest that is told months later opens a case now, and the prosecutor should have been told long ago', () => {
  const told = '2027-02-22T08:00:00.000Z'
  const careCase = caseIn(raiseNonPunishment({ profile }, fine, contextAt(told)))
  assert.deepEqual([careCase.openedAt, careCase.tasks[0]!.addedAt], [told, told])
  assert.ok(findDuty(careCase.clocks, 'case-assigned')!.dueAt > told)
  assert.equal(careCase.tasks[0]!.dueAt, '2026-11-23T13:00:00.000Z')
})

test('whatever is done with a case, tasks never vanish, closed stays closed and the version only grows', () => {
  const acts: Record<
    string,
    (careCase: CareCase, context: Context, pick: number) => Decision<CaseChange, CaseAnswer, CaseEvent> | Refusal
  > = {
    assign: (careCase, context) =>
      assignWorker({ careCase, profile, worker: caseworker }, { workerId: caseworker.id }, context),
    add: (careCase, context) => addTask({ careCase, profile }, { kind: 'health', side: 'caseworker' }, context),
    complete: (careCase, context, pick) =>
      completeTask(
        { careCase },
        {
          taskId: careCase.tasks[pick % Math.max(1, careCase.tasks.length)]?.id ?? '',
          result: 'done',
          seenAlone: 'yes',
        },
        context,
      ),
    ask: (careCase, context) => askToClose({ careCase, profile }, allIsWell, context),
    back: (careCase) =>
      sendClosingBack({ careCase, profile }, { words: 'Visit once more.' }, contextAt(accepted, boss)),
    close: (careCase) => closeCase({ careCase, profile }, {}, contextAt(accepted, boss)),
    punish: (careCase, context) =>
      careCase.state === 'open'
        ? raiseNonPunishment({ profile, existing: careCase }, fine, context)
        : addTask({ careCase, profile }, { kind: 'safety', side: 'authority' }, context),
  }
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.nat()), { maxLength: 20 }), (steps) => {
      let careCase = opened()
      for (const [act, pick] of steps) {
        const outcome = acts[act]!(careCase, contextAt(accepted), pick)
        if (isRefusal(outcome)) continue
        const next = caseIn(outcome)
        assert.notEqual(careCase.state, 'closed')
        assert.ok(next.version > careCase.version)
        assert.ok(careCase.tasks.every(({ id }) => next.tasks.some((task) => task.id === id)))
        careCase = next
      }
    }),
  )
})
