import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Actor } from '#kernel/actor'
import type { Context, Decision } from '#kernel/perform'
import { isRefusal, refuse, type Refusal } from '#kernel/refusal'
import { findDuty, findProfile } from '#standards'
import { addTask } from './add-task.ts'
import { askToClose, type ClosingState } from './ask-to-close.ts'
import { assignWorker } from './assign-worker.ts'
import type { CaseAnswer, CaseChange } from './case-decision.ts'
import { closeCase, sendClosingBack } from './close-case.ts'
import { closeReason, closingRules } from './codes.ts'
import { completeTask } from './complete-task.ts'
import type { CareCase } from './model.ts'
import { openCase } from './open-case.ts'
import { raiseNonPunishment } from './raise-non-punishment.ts'
import type { CaseEvent } from './events.ts'
import type { AddTaskInput, CloseInput } from './inputs.ts'

const profile = findProfile('XM')!
const agency = '00000000-0000-7000-8000-0000000000a1'
const child = '00000000-0000-7000-8000-0000000000c1'
const caseworker = { id: '00000000-0000-7000-8000-0000000000b1', agencyId: agency, roles: ['caseworker'] }
const actor: Actor = { kind: 'account', id: caseworker.id, agencyId: agency, roles: ['caseworker'], scopes: [] }
const accepted = '2026-11-22T08:00:00.000Z'
const boss = '00000000-0000-7000-8000-0000000000b9'
let count = 0

function contextAt(time: string | Date, by?: string): Context {
  return {
    now: new Date(time),
    timeZone: profile.timeZone,
    actor: by ? { ...actor, id: by, roles: ['supervisor'] } : actor,
    newId: () => `00000000-0000-7000-8000-${(count += 1).toString(16).padStart(12, '0')}`,
  }
}

const input = {
  referralId: '00000000-0000-7000-8000-0000000000d1',
  childId: child,
  agencyId: agency,
  country: 'XM',
  risk: 'high',
  at: accepted,
} as const

function caseIn(outcome: Decision<CaseChange, CaseAnswer, CaseEvent> | Refusal): CareCase {
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.code : '')
  const kept = outcome.changes.find((change) => change.change === 'keep-case')
  assert.ok(kept?.change === 'keep-case')
  return kept.careCase
}

function opened(): CareCase {
  return caseIn(openCase({ profile }, input, contextAt('2026-11-22T09:30:00Z')))
}

function assigned(): CareCase {
  return caseIn(
    assignWorker(
      { careCase: opened(), profile, worker: caseworker },
      { workerId: caseworker.id },
      contextAt('2026-11-22T09:45:00Z'),
    ),
  )
}

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
  assert.equal(joined.tasks.length, 2)
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

test('a second referral of the same child joins the open case instead of making another', () => {
  const outcome = openCase({ profile, existing: opened() }, { ...input, referralId: agency }, contextAt(accepted))
  assert.deepEqual(outcome.events, [])
  assert.equal(caseIn(outcome).referralIds.length, 2)
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

const allIsWell: CloseInput = { reason: 'safe-and-supported', note: 'All is well.', lastVisit: '2026-11-22' }

/** A case with every task done. */
function worked(): CareCase {
  let careCase = assigned()
  for (const { id } of careCase.tasks)
    careCase = caseIn(completeTask({ careCase }, { taskId: id, result: 'done', seenAlone: 'yes' }, contextAt(accepted)))
  return careCase
}

/** A case that its worker asks to close. */
function asked(input = allIsWell, state: Partial<ClosingState> = {}): CareCase {
  return caseIn(askToClose({ careCase: worked(), profile, ...state }, input, contextAt(accepted)))
}

function codeOf(outcome: object): string | undefined {
  return isRefusal(outcome) ? outcome.code : undefined
}

test('a case closes only when a second person agrees; sent back it stays open with words, and can be asked again', () => {
  const careCase = asked()
  assert.deepEqual(
    careCase.tasks.filter(({ result }) => result === undefined).map(({ kind, side }) => [kind, side]),
    [['agree-closing', 'supervisor']],
  )
  assert.equal(
    findDuty(careCase.clocks, 'closing-answered', careCase.tasks.at(-1)!.id)?.dueAt,
    '2026-11-25T13:00:00.000Z',
  )
  assert.equal(codeOf(closeCase({ careCase, profile }, {}, contextAt(accepted))), 'closing-by-same-person')
  assert.equal(codeOf(askToClose({ careCase, profile }, allIsWell, contextAt(accepted))), 'closing-asked')
  const taskId = careCase.tasks.at(-1)!.id
  assert.equal(
    codeOf(completeTask({ careCase }, { taskId, result: 'done' }, contextAt(accepted, boss))),
    'closing-needs-answer',
  )
  const back = caseIn(sendClosingBack({ careCase, profile }, { words: 'Visit once more.' }, contextAt(accepted, boss)))
  assert.deepEqual([back.state, back.closing?.words], ['open', 'Visit once more.'])
  assert.equal(codeOf(closeCase({ careCase: back, profile }, {}, contextAt(accepted, boss))), 'closing-not-asked')
  const again = caseIn(askToClose({ careCase: back, profile }, allIsWell, contextAt(accepted)))
  const closed = caseIn(closeCase({ careCase: again, profile }, {}, contextAt(accepted, boss)))
  assert.deepEqual(
    [closed.state, closed.closeReason, closed.closing?.answeredBy],
    ['closed', 'safe-and-supported', boss],
  )
})

test('each reason to close needs what it says: a visit, somebody who took over, a day to ask again, a search that goes on', () => {
  const ask = (input: Partial<CloseInput>, state: Partial<ClosingState> = {}) =>
    codeOf(askToClose({ careCase: worked(), profile, ...state }, { ...allIsWell, ...input }, contextAt(accepted)))
  assert.equal(ask({ lastVisit: undefined }), 'last-visit-missing')
  assert.equal(ask({ lastVisit: '2026-11-23' }), 'last-visit-not-possible')
  assert.equal(ask({ lastVisit: '2026-11-21' }), 'last-visit-not-possible')
  assert.equal(ask({ reason: 'opened-in-error', lastVisit: undefined }), undefined)
  for (const reason of ['moved-to-other-authority', 'returned-with-care'] as const) {
    assert.equal(ask({ reason }), 'acceptance-missing')
    assert.equal(ask({ reason, acceptance: { referralId: child } }), 'acceptance-not-there')
    assert.equal(ask({ reason, acceptance: { referralId: child } }, { takenOver: [{ id: child }] }), undefined)
    const outside = { agency: 'Child services of Sundale', confirmedBy: 'Ines Marr', on: '2026-11-22' }
    assert.equal(ask({ reason, acceptance: outside }), undefined)
  }
  assert.equal(ask({ reason: 'grown-up-and-agreed' }), 'after-care-missing')
  assert.equal(ask({ reason: 'grown-up-and-agreed', afterCareOn: '2026-11-22' }), 'task-date-passed')
  const why = refuse('not-said-missing', { status: 422 })
  assert.equal(ask({ reason: 'not-found' }, { whyNotFound: why }), 'not-said-missing')
  assert.equal(ask({ reason: 'not-found' }, { missing: true }), undefined)
  for (const { reason, whileMissing } of closeReason.values.map((one) => ({ reason: one, ...closingRules[one] })))
    assert.equal(ask({ reason }, { missing: true }) === 'closing-while-missing', !whileMissing, reason)
})

test('a child who goes missing while a supervisor thinks keeps the case open', () => {
  const careCase = asked()
  assert.equal(
    codeOf(closeCase({ careCase, profile, missing: true }, {}, contextAt(accepted, boss))),
    'closing-while-missing',
  )
})

test('a young person who is grown up is asked again on the day they agreed, although the case is closed', () => {
  const careCase = asked({ ...allIsWell, reason: 'grown-up-and-agreed', afterCareOn: '2027-03-10' })
  const closed = caseIn(closeCase({ careCase, profile }, {}, contextAt(accepted, boss)))
  const task = closed.tasks.at(-1)!
  assert.deepEqual([task.kind, task.dueAt], ['after-care', '2027-03-10T20:59:00.000Z'])
  assert.equal(findDuty(closed.clocks, 'agreed', task.id)?.stoppedAt, undefined)
  const done = completeTask(
    { careCase: closed },
    { taskId: task.id, result: 'done' },
    contextAt('2027-03-10T08:00:00Z'),
  )
  assert.equal(caseIn(done).tasks.at(-1)!.result, 'done')
})

test('nobody calls a guardian appointed while nobody is named, nor a visit done without saying whether the child was alone', () => {
  const careCase = caseIn(openCase({ profile }, { ...input, guardianNeeded: true }, contextAt(accepted)))
  for (const { id } of careCase.tasks)
    assert.equal(
      codeOf(completeTask({ careCase }, { taskId: id, result: 'done' }, contextAt(accepted))),
      'guardian-not-named',
    )
  const named = assigned()
  const visit = named.tasks.find(({ kind }) => kind === 'visit-child')!
  const end = completeTask({ careCase: named }, { taskId: visit.id, result: 'done' }, contextAt(accepted))
  assert.equal(codeOf(end), 'seen-alone-missing')
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

test('a child who was fined gets a lawyer first, and tasks for the authority and the guardian, also without a case', () => {
  const outcome = raiseNonPunishment({ profile }, input, contextAt(accepted))
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
  const again = raiseNonPunishment({ profile, existing: careCase }, input, contextAt(accepted))
  assert.equal(caseIn(again).tasks.length, 3)
})

test('a child who is arrested on Thursday at 16:30 has a lawyer by 18:30, and release is sought by Friday at 16:30', () => {
  // Meridia is three hours ahead of Greenwich; Friday and Saturday are its weekend.
  const arrest = { ...input, at: '2026-11-26T13:30:00.000Z', custody: true }
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

test('an arrest after a fine does not wait for the date of the fine', () => {
  const fined = caseIn(raiseNonPunishment({ profile }, input, contextAt(accepted)))
  const arrest = { ...input, at: accepted, custody: true }
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
  const arrest = { ...input, at: '2026-11-22T09:00:00.000Z', custody: true }
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
  const careCase = caseIn(raiseNonPunishment({ profile }, input, contextAt(told)))
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
        ? raiseNonPunishment({ profile, existing: careCase }, input, context)
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
