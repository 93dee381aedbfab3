/** A case for tests, from the acceptance on. */
import assert from 'node:assert/strict'
import type { Actor } from '#kernel/actor'
import type { Context, Decision } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { findProfile } from '#standards'
import { askToClose, type ClosingState } from './ask-to-close.ts'
import { assignWorker } from './assign-worker.ts'
import type { CaseAnswer, CaseChange } from './case-decision.ts'
import { completeTask } from './complete-task.ts'
import type { CaseEvent } from './events.ts'
import type { CloseInput } from './inputs.ts'
import type { CareCase } from './model.ts'
import { openCase } from './open-case.ts'

export const profile = findProfile('XM')!
export const agency = '00000000-0000-7000-8000-0000000000a1'
export const child = '00000000-0000-7000-8000-0000000000c1'
export const caseworker = { id: '00000000-0000-7000-8000-0000000000b1', agencyId: agency, roles: ['caseworker'] }
export const actor: Actor = { kind: 'account', id: caseworker.id, agencyId: agency, roles: ['caseworker'], scopes: [] }
export const accepted = '2026-11-22T08:00:00.000Z'
export const boss = '00000000-0000-7000-8000-0000000000b9'
let count = 0

export function contextAt(time: string | Date, by?: string): Context {
  return {
    now: new Date(time),
    timeZone: profile.timeZone,
    actor: by ? { ...actor, id: by, roles: ['supervisor'] } : actor,
    newId: () => `00000000-0000-7000-8000-${(count += 1).toString(16).padStart(12, '0')}`,
  }
}

export const input = {
  referralId: '00000000-0000-7000-8000-0000000000d1',
  childId: child,
  agencyId: agency,
  country: 'XM',
  risk: 'high',
  at: accepted,
} as const

export function caseIn(outcome: Decision<CaseChange, CaseAnswer, CaseEvent> | Refusal): CareCase {
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.code : '')
  const kept = outcome.changes.find((change) => change.change === 'keep-case')
  assert.ok(kept?.change === 'keep-case')
  return kept.careCase
}

export function opened(): CareCase {
  return caseIn(openCase({ profile }, input, contextAt('2026-11-22T09:30:00Z')))
}

export function assigned(): CareCase {
  return caseIn(
    assignWorker(
      { careCase: opened(), profile, worker: caseworker },
      { workerId: caseworker.id },
      contextAt('2026-11-22T09:45:00Z'),
    ),
  )
}

export const allIsWell: CloseInput = { reason: 'safe-and-supported', note: 'All is well.', lastVisit: '2026-11-22' }

/** A case with every task done. */
export function worked(): CareCase {
  let careCase = assigned()
  for (const { id } of careCase.tasks)
    careCase = caseIn(completeTask({ careCase }, { taskId: id, result: 'done', seenAlone: 'yes' }, contextAt(accepted)))
  return careCase
}

/** A case that its worker asks to close. */
export function asked(input = allIsWell, state: Partial<ClosingState> = {}): CareCase {
  return caseIn(askToClose({ careCase: worked(), profile, ...state }, input, contextAt(accepted)))
}

export function codeOf(outcome: object): string | undefined {
  return isRefusal(outcome) ? outcome.code : undefined
}
