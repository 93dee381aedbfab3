import assert from 'node:assert/strict'
import test from 'node:test'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../../app/server/reactions.ts'
import { comparedRows } from '../../../tests/compared-rows.ts'
import { testNode } from '../../../tests/node.ts'
import { mergeChildren, register, share, undo } from '../children/api.ts'
import { answer, openScreeningTo, passOn, start, viewScreening } from './api.ts'

const node = await testNode()
await node.database
  .insertInto('signals.triage_desk')
  .values({ agency_id: await node.agencyId('MER-HOTLINE'), place_code: '' })
  .execute()
const [north, south] = await Promise.all([
  node.person('MER-NORTH', ['caseworker'], 'Orla'),
  node.person('MER-SOUTH', ['caseworker'], 'Pim'),
])
const supervisor = await node.person('MER-CENTRE', ['supervisor'])
const [atNorth, atSouth] = await Promise.all([
  node.person('MER-NORTH', ['supervisor']),
  node.person('MER-SOUTH', ['supervisor']),
])

function ok<Answer>(given: Answer | Refusal): Answer {
  assert.ok(!isRefusal(given), JSON.stringify(given))
  return given
}

async function childOf(worker: Actor): Promise<string> {
  const id = newId()
  const facts = { sex: 'female' as const }
  const input = { id, facts, followed: { kind: 'no-network' as const }, time: node.clock.now().toISOString() }
  ok(await register.run(node, input, { actor: worker, commandId: newId() }))
  await give(id, supervisor)
  return id
}

async function give(id: string, to: Actor): Promise<void> {
  ok(await share.run(node, { id, scopes: [to.personalScope!] }, { actor: nodeActor, commandId: newId() }))
}

async function merge(keptId: string, mergedId: string): Promise<string> {
  const id = newId()
  const input = { id, keptId, mergedId, reason: 'One child.' }
  ok(await mergeChildren.run(node, input, { actor: supervisor, commandId: newId() }))
  await workUntilQuiet(node, duties)
  return id
}

async function takeApart(id: string, keptId: string): Promise<void> {
  const input = { id, keptId, reason: 'Two children.' }
  ok(await undo.run(node, input, { actor: supervisor, commandId: newId() }))
  await workUntilQuiet(node, duties)
}

const screen = async (actor: Actor, childId: string) =>
  ok(await start.run(node, { childId }, { actor, commandId: newId() })).id

async function readers(id: string): Promise<Actor[]> {
  const people = [north, atNorth, south, atSouth, supervisor]
  const seen = await Promise.all(
    people.map(async (actor) => !isRefusal(await viewScreening.run(node, { id }, { actor }))),
  )
  return people.filter((_, index) => seen[index])
}

test('a screening started while two records were one child is read afterwards only by the people of its own child', async () => {
  const [kept, merged] = [await childOf(north), await childOf(south)]
  const mergeId = await merge(kept, merged)
  const id = await screen(supervisor, kept)
  assert.deepEqual(await readers(id), [north, atNorth, south, atSouth, supervisor])
  await takeApart(mergeId, kept)
  assert.deepEqual(await readers(id), [north, atNorth, supervisor])
  const again = await merge(kept, merged)
  assert.deepEqual(await readers(id), [north, atNorth, south, atSouth, supervisor])
  await takeApart(again, kept)
  assert.deepEqual(await readers(id), [north, atNorth, supervisor])
})

test('who has access to a child only by the merged record screens the child of that record', async () => {
  const [kept, merged] = [await childOf(north), await childOf(south)]
  const mergeId = await merge(kept, merged)
  const id = await screen(south, kept)
  assert.equal(ok(await viewScreening.run(node, { id }, { actor: north })).childId, merged)
  const ages = [{ moment: 'now', value: { about: 13 }, disputed: false, follows: 0 }]
  ok(await answer.run(node, { id, ages }, { actor: north, commandId: newId() }))
  await takeApart(mergeId, kept)
  assert.deepEqual(await readers(id), [south, atSouth, supervisor])
  assert.equal(ok(await viewScreening.run(node, { id }, { actor: south })).ages.length, 1)
})

test('an authority that was given the screening for a referral of the other record has it no longer when they are two children', async () => {
  const [kept, merged] = [await childOf(north), await childOf(south)]
  const mergeId = await merge(kept, merged)
  const id = await screen(supervisor, kept)
  const officer = await node.person('MER-CPA', ['authority'])
  const open = (childId: string) =>
    openScreeningTo.run(
      node,
      { childId, agencyId: officer.agencyId!, desk: 'authority' },
      { actor: nodeActor, commandId: newId() },
    )
  const mayRead = async () => !isRefusal(await viewScreening.run(node, { id }, { actor: officer }))
  ok(await open(merged))
  assert.equal(await mayRead(), true)
  await takeApart(mergeId, kept)
  assert.equal(await mayRead(), false)
  ok(await open(kept))
  assert.equal(await mayRead(), true)
})

test('a screening where nobody is left is given by the coordinator to a desk that goes on with it', async () => {
  const alone = await node.person('MER-VILLAGE', ['worker'])
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const childId = newId()
  const input = { id: childId, facts: { sex: 'male' as const }, followed: { kind: 'no-network' as const } }
  const time = node.clock.now().toISOString()
  ok(await register.run(node, { ...input, time }, { actor: alone, commandId: newId() }))
  const id = await screen(alone, childId)
  const look = (actor: Actor) => viewScreening.run(node, { id }, { actor })
  assert.ok(isRefusal(await look(coordinator)), 'while somebody has it, the coordinator has nothing to do with it')
  await node.asOwner((owner) => owner.query('update kernel.account set active = false where id = $1', [alone.id]))
  await workUntilQuiet(node, duties)
  const offered = ok(await look(coordinator)).desks!
  assert.ok(offered.some(({ agencyId }) => agencyId === north.agencyId))
  assert.ok(!offered.some(({ agencyId }) => agencyId === alone.agencyId))
  const ages = [{ moment: 'now', value: { about: 13 }, disputed: false, follows: 0 }]
  const say = (actor: Actor) => answer.run(node, { id, ages }, { actor, commandId: newId() })
  const give = (toAgencyId: string) => passOn.run(node, { id, toAgencyId }, { actor: coordinator, commandId: newId() })
  assert.ok(isRefusal(await say(coordinator)))
  const refused = await give(alone.agencyId!)
  assert.ok(isRefusal(refused) && refused.code === 'desk-unattended')
  ok(await give(north.agencyId!))
  ok(await say(atNorth))
  assert.equal(ok(await look(atNorth)).desks, undefined)
  assert.ok(isRefusal(await look(coordinator)))
})

test('a grant that somebody writes into the database is found, also when the node has worked out the sight from it', async () => {
  const [kept, merged] = [await childOf(north), await childOf(south)]
  const id = await screen(north, kept)
  const strange = async () =>
    (await comparedRows(node)).strange.filter(({ table }) => table === 'identification.screening')
  await takeApart(await merge(kept, merged), kept)
  assert.deepEqual(await strange(), [])
  const grant = JSON.stringify([{ recordId: kept, scopes: [south.personalScope] }])
  await node.asOwner((owner) =>
    owner.query('update identification.screening set child_grants = child_grants || $2::jsonb where id = $1', [
      id,
      grant,
    ]),
  )
  const ages = [{ moment: 'now' as const, value: { about: 13 }, disputed: false, follows: 0 }]
  ok(await answer.run(node, { id, ages }, { actor: north, commandId: newId() }))
  ok(await viewScreening.run(node, { id }, { actor: south }))
  assert.deepEqual(
    (await strange()).map(({ kind, columns }) => [kind, columns.map(({ column }) => column)]),
    [['differs', ['child_grants']]],
  )
})
