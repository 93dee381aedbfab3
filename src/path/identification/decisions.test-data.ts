import assert from 'node:assert/strict'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Context } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import type { Screening } from './model.ts'
import type { ScreeningState } from './screening-change.ts'
import { aScreening, packs, worker } from './store/screenings.test-data.ts'

export const now = new Date('2026-03-02T10:00:00Z')
export const timeZone = 'UTC'
export const actor = (id: string): Actor => ({ kind: 'account', id, roles: ['worker'], scopes: [7], personalScope: 7 })
export const context = (id = worker): Context => ({ now, timeZone, newId, actor: actor(id) })
export const state = (parts: Partial<Screening> = {}): ScreeningState => ({
  screening: aScreening(parts),
  scopes: [0, 7],
  ownScopes: [0, 7],
  childGrants: [],
  keyId: worker,
  packs,
  clocks: [],
  escalatedTo: 'nobody',
})

export function accepted<Answer>(decision: Answer | Refusal): Answer {
  assert.ok(!isRefusal(decision), JSON.stringify(decision))
  return decision
}

export function refusedWith(decision: unknown): string {
  assert.ok(isRefusal(decision))
  return decision.code
}
