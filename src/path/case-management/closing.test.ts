import assert from 'node:assert/strict'
import test from 'node:test'
import { refuse } from '#kernel/refusal'
import { findDuty } from '#standards'
import { askToClose, type ClosingState } from './ask-to-close.ts'
import {
  accepted,
  allIsWell,
  asked,
  assigned,
  boss,
  caseIn,
  child,
  codeOf,
  contextAt,
  input,
  profile,
  worked,
} from './case.test-data.ts'
import { closeCase, sendClosingBack } from './close-case.ts'
import { closeReason, closingRules } from './codes.ts'
import { completeTask } from './complete-task.ts'
import type { CloseInput } from './inputs.ts'
import { openCase } from './open-case.ts'

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
    'closing-unanswered',
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
  const why = refuse('search-not-begun', { status: 422 })
  assert.equal(ask({ reason: 'not-found' }, { whyNotFound: why }), 'search-not-begun')
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
