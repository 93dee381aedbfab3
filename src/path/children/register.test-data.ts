import assert from 'node:assert/strict'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { testNode } from '../../../tests/node.ts'
import { register, search } from './api.ts'
import type { childFacts } from './model.ts'
import type { SearchView } from './view.ts'

export type Facts = z.input<typeof childFacts> & { note?: string }

export const time = '2026-03-02T08:00:00Z'

export function ok<Answer>(answer: Answer | Refusal): Answer {
  assert.ok(!isRefusal(answer), `refused: ${isRefusal(answer) ? JSON.stringify(answer) : ''}`)
  return answer
}

/** A node with an empty register and three people who search and register: a teacher, a nurse and a supervisor. */
export async function emptyRegister() {
  const node = await testNode()

  async function look(actor: Actor, facts: Facts): Promise<SearchView> {
    return ok(await search.run(node, { searchId: newId(), facts }, { actor }))
  }

  async function registerAs(actor: Actor, facts: Facts, id = newId()): Promise<string> {
    const { searchId, candidates } = await look(actor, facts)
    const followed = { kind: 'search', searchId, rejected: candidates.map(({ number }) => number) }
    ok(await register.run(node, { id, facts, followed, time }, { actor, commandId: newId() }))
    return id
  }

  return {
    node,
    teacher: await node.person('MER-SCHOOL', ['worker'], 'Oda'),
    nurse: await node.person('MER-CLINIC', ['worker'], 'Pell'),
    supervisor: await node.person('MER-SCHOOL', ['supervisor'], 'Quin'),
    look,
    registerAs,
  }
}
