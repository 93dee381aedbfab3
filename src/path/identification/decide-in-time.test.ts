import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { testNode } from '../../../tests/node.ts'
import { raise } from '../signals/api.ts'
import { decide, escalateScreening, start, viewScreening } from './api.ts'

const node = await testNode()
await node.database
  .insertInto('signals.triage_desk')
  .values({ agency_id: await node.agencyId('MER-HOTLINE'), place_code: '' })
  .execute()
const teacher = await node.person('MER-SCHOOL', ['worker'])

function accepted<Answer>(given: Answer | Refusal): Answer {
  assert.ok(!isRefusal(given), JSON.stringify(given))
  return given
}

async function screened(danger: 'unknown' | 'immediate'): Promise<string> {
  const concernId = newId()
  const children = [{ name: 'Lirrin Vael', age: { about: 12 }, sex: 'male' }]
  const told = { id: concernId, words: 'A boy carries bricks at night.', danger, children, howKnown: 'observed' }
  accepted(await raise.run(node, told, { actor: teacher, commandId: newId() }))
  return accepted(await start.run(node, { concernId }, { actor: teacher, commandId: newId() })).id
}

test('a person owes an outcome from the start of a screening, sooner in danger, and who leaves it late is told of to the supervisors, then to the coordinator', async () => {
  const boss = await node.person('MER-SCHOOL', ['supervisor'])
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const due = async (id: string, actor = teacher) => {
    const [clock] = accepted(await viewScreening.run(node, { id }, { actor })).clocks
    assert.ok(clock)
    return clock
  }
  for (const [id, hours] of [
    [await screened('unknown'), 72],
    [await screened('immediate'), 24],
  ] as const) {
    const clock = await due(id)
    assert.equal(Date.parse(clock.dueAt) - Date.parse(clock.startedAt), hours * 3_600_000)
  }
  const late = await screened('unknown')
  assert.ok(isRefusal(await viewScreening.run(node, { id: late }, { actor: boss })))
  const { clockId } = await due(late)
  node.clock.advance(72 * 3_600_000)
  const missed = { id: late, clockId, level: 0 }
  accepted(await escalateScreening.run(node, missed, { actor: nodeActor, commandId: newId() }))
  const listed = (actor: typeof boss) =>
    openTx(node, actor, async (tx) =>
      (await readWorklist(tx, { list: 'escalations', scopes: actor.scopes })).rows.map(({ recordId }) => recordId),
    )
  assert.ok((await listed(boss)).includes(late) && !(await listed(coordinator)).includes(late))
  accepted(await viewScreening.run(node, { id: late }, { actor: boss }))
  node.clock.advance(24 * 3_600_000)
  accepted(await escalateScreening.run(node, { ...missed, level: 2 }, { actor: nodeActor, commandId: newId() }))
  assert.ok((await listed(coordinator)).includes(late))
  const decided = {
    id: late,
    outcome: 'cannot-tell',
    otherNeed: 'not-known',
    reason: 'He left.',
    onVersion: 3,
  } as const
  accepted(await decide.run(node, decided, { actor: teacher, commandId: newId() }))
  assert.ok((await due(late)).metAt)
  assert.deepEqual([await listed(boss), await listed(coordinator)].flat().includes(late), false)
})
