import assert from 'node:assert/strict'
import test from 'node:test'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../../app/server/reactions.ts'
import * as children from '../children/api.ts'
import * as screenings from '../identification/api.ts'
import * as referrals from '../referral/api.ts'
import { country } from '../referral/country.test-data.ts'
import * as cases from './api.ts'
import { linkConcern } from '../signals/api.ts'

const { node, act, officer, boss, concern } = await country()
const keeper = await node.person('MER-SCHOOL', ['supervisor', 'worker', 'triage'], 'Ivo')
const otherSupervisor = await node.person('MER-SCHOOL', ['supervisor', 'worker', 'triage'], 'Ivo')
const brannoc = await node.person('MER-WELFARE', ['caseworker'], 'Brannoc')

async function child(): Promise<string> {
  const facts = { sex: 'female' as const, ageAtRegistration: { age: { exact: 12 } } }
  const input = { id: newId(), facts, followed: { kind: 'no-network' as const }, time: node.clock.now().toISOString() }
  const answer = await children.register.run(node, input, { actor: keeper, commandId: newId() })
  assert.ok(!isRefusal(answer))
  return answer.id
}

async function merged(keptId: string, mergedId: string): Promise<string> {
  const id = newId()
  await act(children.mergeChildren, keeper, { id, keptId, mergedId, reason: 'Same child.' })
  await workUntilQuiet(node, duties)
  return id
}

async function takenApart(keptId: string, id: string): Promise<void> {
  await act(children.undo, keeper, { id, keptId, reason: 'Two children after all.' })
  await workUntilQuiet(node, duties)
}

async function written(childId: string): Promise<string> {
  const share = ['concern', 'identity', 'screening'] as const
  const { id } = await act(referrals.draft, keeper, {
    childId,
    placeCode: 'XM0102',
    risk: 'high',
    concerns: [],
    caregiver: 'unknown',
    requests: ['assessment'],
    share: [...share],
  })
  await act(referrals.giveConsent, keeper, {
    id,
    basis: 'override',
    ground: 'statutory-duty',
    reason: 'The Act obliges the school.',
    childTold: 'told',
    groups: [...share],
  })
  await act(referrals.send, keeper, { id })
  return id
}

async function accepted(id: string): Promise<string> {
  await act(referrals.accept, officer, { id })
  await workUntilQuiet(node, duties)
  return id
}

async function openCases(...childIds: string[]) {
  const { rows } = await node.asOwner((client) =>
    client.query<{ id: string; child_id: string; referral_ids: string[]; worker_id: string | null }>(
      `select id, child_id, referral_ids, worker_id from case_management.care_case where state = 'open' and child_id = any ($1)`,
      [childIds],
    ),
  )
  return rows
}

async function sees(actor: Actor, id: string): Promise<boolean> {
  return !isRefusal(await children.viewChild.run(node, { id }, { actor }))
}

test('two records of one child lead to one case at an authority, and each child has their own again when they are taken apart', async () => {
  const [a, b] = [await child(), await child()]
  const [forA, forB] = [await accepted(await written(a)), await written(b)]
  const mergeId = await merged(b, a)
  await accepted(forB)
  const [one, ...others] = await openCases(a, b)
  assert.deepEqual([one?.child_id, one?.referral_ids, others], [a, [forA, forB], []])
  await act(cases.assign, boss, { id: one!.id, workerId: brannoc.id })
  await workUntilQuiet(node, duties)
  assert.deepEqual([await sees(brannoc, a), await sees(brannoc, b)], [true, true])
  await takenApart(b, mergeId)
  const apart = await openCases(a, b)
  assert.deepEqual(
    [a, b].map((id) => apart.filter(({ child_id }) => child_id === id).map(({ referral_ids }) => referral_ids)),
    [[[forA]], [[forB]]],
  )
  for (const actor of [officer, boss, brannoc])
    assert.deepEqual([await sees(actor, a), await sees(actor, b)], [true, true], actor.roles[0])
  assert.equal((await act(screenings.start, brannoc, { childId: b })).version, 1)
})

test('who is named for one child while the records are merged does not keep the other child', async () => {
  const [a, b] = [await child(), await child()]
  await accepted(await written(b))
  const mergeId = await merged(a, b)
  const [one] = await openCases(b)
  await act(cases.assign, boss, { id: one!.id, workerId: brannoc.id })
  await workUntilQuiet(node, duties)
  assert.deepEqual([await sees(brannoc, a), await sees(officer, a)], [true, true])
  await takenApart(a, mergeId)
  assert.deepEqual([await sees(brannoc, a), await sees(officer, a), await sees(boss, a)], [false, false, false])
  assert.deepEqual([await sees(brannoc, b), await sees(officer, b), await sees(keeper, a)], [true, true, true])
})

test('a child is screened once and named in a concern once, under whichever of its records a person works', async () => {
  const [a, b] = [await child(), await child()]
  const { id } = await act(screenings.start, keeper, { childId: a })
  await merged(b, a)
  assert.equal((await act(screenings.start, keeper, { childId: b })).id, id)
  assert.equal((await act(screenings.start, keeper, { childId: a })).id, id)
  const draft = await referrals.routesForNew.run(node, { childId: b, placeCode: 'XM0102' }, { actor: keeper })
  assert.ok(!isRefusal(draft))
  const concernId = await concern()
  await act(linkConcern, keeper, { id: concernId, person: 1, childId: a })
  const { rows } = await node.asOwner((client) =>
    client.query<{ child_id: string }>('select child_id from signals.person where signal_id = $1', [concernId]),
  )
  assert.deepEqual(rows, [{ child_id: b }])
})

test('work that both records had before is shown on the one that stands, until a person ends one of the two', async () => {
  const [a, b] = [await child(), await child()]
  const [first, second] = [await written(a), await written(b)]
  await act(screenings.start, keeper, { childId: a })
  await act(screenings.start, keeper, { childId: b })
  await merged(a, b)
  const shown = async () => {
    const timeline = await children.timeline.run(node, { id: a }, { actor: keeper })
    assert.ok(!isRefusal(timeline))
    return timeline.doubleWork.map(({ kind, records }) => [kind, records.every(({ mayOpen }) => mayOpen)])
  }
  assert.deepEqual(await shown(), [
    ['screening', true],
    ['referral', true],
  ])
  const underWay = await referrals.routesForNew.run(node, { childId: b, placeCode: 'XM0102' }, { actor: keeper })
  assert.ok(!isRefusal(underWay))
  assert.deepEqual(underWay.underWay.map(({ id }) => id).sort(), [first, second].sort())
  await act(referrals.withdraw, otherSupervisor, {
    id: second,
    reason: 'sent-elsewhere',
    note: 'It was meant for another child.',
  })
  await workUntilQuiet(node, duties)
  assert.deepEqual(await shown(), [['screening', true]])
})
