import assert from 'node:assert/strict'
import test from 'node:test'
import { barrableBy } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { addTask, assign } from '../../src/path/case-management/api.ts'
import { linkFamily, mergeChildren, timeline, undo, viewChild } from '../../src/path/children/api.ts'
import { keepFrom, letSee } from '../../src/path/kept-from/api.ts'
import { accept, acknowledge, decline, draft, viewReferral } from '../../src/path/referral/api.ts'
import { linkConcern, viewConcern, writeOnConcern } from '../../src/path/signals/api.ts'
import { keptWorld } from './kept-world.ts'

const { node, people, clinic, tryTo, act, shown, listed, concern, child, written, sent } = await keptWorld()
const { triage, colleague, supervisor } = people
const fromColleague = [{ accountId: colleague.id }]

async function barredFrom(id: string): Promise<number[]> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ barred: number[] }>('select barred from children.child where id = $1', [id]),
  )
  return rows[0]!.barred
}

test('a referral that nobody has sent yet is hidden from a colleague at the same desk from whom its concern is kept', async () => {
  for (const first of ['kept', 'written'] as const) {
    const id = await concern()
    const keep = () => act(keepFrom, triage, { kind: 'concern', id, whom: fromColleague })
    if (first === 'kept') await keep()
    const lead = await act(draft, triage, written({ concernId: id }, { alongsideIds: [clinic] }))
    if (first === 'written') await keep()
    for (const one of [lead.id, ...lead.alongsideIds]) {
      assert.equal(await shown(viewReferral, colleague, { id: one }), 'record-not-found', `${first} first`)
      assert.equal((await listed(colleague)).includes(one), false, `${first} first`)
      assert.ok((await listed(supervisor)).includes(one) || (await listed(triage)).includes(one))
    }
  }
})

test('after a merge was undone, whoever may see the one child again does not see the other by it', async () => {
  const [hidden, other] = [await child('Orlan Tesk'), await child('Orlan Tesk Marun')]
  await act(keepFrom, triage, { kind: 'child', id: hidden, whom: fromColleague })
  const id = newId()
  await act(mergeChildren, triage, { id, keptId: other, mergedId: hidden, reason: 'One child.' })
  await act(undo, triage, { id, keptId: other, reason: 'Two children.' })
  const numbers = await barredFrom(other)
  assert.deepEqual(numbers, await barredFrom(hidden), 'who was barred of both stays so until a person decides')
  await act(letSee, supervisor, { kind: 'child', id: other, numbers, words: 'It is not this child.' })
  assert.deepEqual(await barredFrom(other), [])
  assert.deepEqual(await barredFrom(hidden), numbers)
  assert.equal(await shown(viewChild, colleague, { id: hidden }), 'record-not-found')
})

test('whoever a brother is kept from learns from the other child’s record neither that he is registered nor that somebody noted him', async () => {
  const [brother, hidden] = [await child('Dario Ostra'), await child('Pell Ostra')]
  const relative = { childId: hidden }
  await act(linkFamily, triage, { id: brother, linkId: newId(), relation: 'brother', relative } as never)
  await act(keepFrom, triage, { kind: 'child', id: hidden, whom: fromColleague })
  const familyFor = async (actor: typeof triage) => {
    const seen = await shown(viewChild, actor, { id: brother })
    const path = await shown(timeline, actor, { id: brother })
    assert.ok(typeof seen !== 'string' && typeof path !== 'string')
    return [seen.family.length, path.entries.filter(({ kind }) => kind === 'FamilyLinked').length]
  }
  assert.deepEqual(await familyFor(triage), [1, 1])
  assert.deepEqual(await familyFor(colleague), [0, 0])
})

test('a record is not kept from somebody who is not there, and the node says which answer is not possible', async () => {
  const id = await concern()
  for (const nobody of [{ accountId: newId() }, { agencyId: newId() }]) {
    const refused = await tryTo(keepFrom, triage, { kind: 'concern', id, whom: [nobody] })
    assert.ok(isRefusal(refused) && refused.status === 422)
    assert.deepEqual(refused.fields, [{ path: 'whom', code: 'not-possible' }])
  }
})

test('the tasks of a case, those made later too, are hidden from a supervisor from whom the case is kept', async () => {
  const [boss, barred] = [
    await node.person('MER-WELFARE', ['supervisor']),
    await node.person('MER-WELFARE', ['supervisor']),
  ]
  await act(accept, people.officer, { id: await sent({ concernId: await concern() }) })
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ id: string }>('select id from case_management.care_case order by id desc limit 1'),
  )
  const { id } = rows[0]!
  await act(assign, boss, { id, workerId: people.officer.id })
  const tasksOf = async (actor: typeof boss) =>
    (await openTx(node, actor, (tx) => readWorklist(tx, { list: 'tasks', scopes: actor.scopes }))).rows.length
  await act(addTask, boss, { id, kind: 'health', side: 'supervisor' } as never)
  await act(keepFrom, boss, { kind: 'case', id, whom: [{ accountId: barred.id }] })
  await act(addTask, boss, { id, kind: 'health', side: 'supervisor' } as never)
  assert.deepEqual([await tasksOf(boss), await tasksOf(barred)], [2, 0])
})

test('two records that together nobody of the coordination would see are not joined, by one person or by two at once', async () => {
  const other = await node.person('MER-COORD', ['coordinator'])
  const [id, childId] = [await concern(), await child('Ismar Tolk')]
  await act(keepFrom, triage, { kind: 'concern', id, whom: [{ accountId: people.coordinator.id }] })
  await act(keepFrom, triage, { kind: 'child', id: childId, whom: [{ accountId: other.id }] })
  const joined = await tryTo(linkConcern, triage, { id, person: 1, childId })
  assert.ok(isRefusal(joined) && joined.code === 'nobody-would-see')
  assert.notDeepEqual(await barredFrom(childId), [])
  const same = await concern()
  const answers = await Promise.all(
    [people.coordinator, other].map(({ id: accountId }) =>
      tryTo(keepFrom, triage, { kind: 'concern', id: same, whom: [{ accountId }] }),
    ),
  )
  assert.equal(answers.filter(isRefusal).length, 1)
})

test('a national coordinator in a ministry of child protection is the way around child protection, and not barred with it', async () => {
  await node.agencyId('MER-MINISTRY', 'child-protection')
  const national = await node.person('MER-MINISTRY', ['coordinator'])
  const clerk = await node.person('MER-MINISTRY', ['supervisor'])
  const id = await concern()
  await act(keepFrom, triage, { kind: 'concern', id, whom: [{ agencyKind: 'child-protection' }] })
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ seen: boolean }>('select barred && $2::int[] as seen from signals.signal where id = $1', [
      id,
      barrableBy(national),
    ]),
  )
  assert.equal(rows[0]!.seen, false)
  assert.ok(barrableBy(clerk).length > clerk.scopes.length + 1, 'a supervisor there is barred with the kind')
  assert.equal(await shown(viewConcern, clerk, { id }), 'record-not-found')
  await act(keepFrom, triage, { kind: 'concern', id, whom: [{ agencyId: await node.agencyId('MER-MINISTRY') }] })
  assert.equal(await shown(viewConcern, national, { id }), 'record-not-found')
})

test('an authority that declines because somebody there may be part of it sees the child no longer, and a coordinator chooses the next', async () => {
  const id = await concern()
  const childId = await child('Ilka Moor')
  await act(linkConcern, triage, { id, person: 1, childId })
  const referral = await sent({ concernId: id, childId })
  assert.notEqual(await shown(viewReferral, people.officer, { id: referral }), 'record-not-found')
  await act(acknowledge, people.officer, { id: referral })
  const said = { reason: 'part-of-it', note: 'Our driver is his uncle.' } as const
  const { nextId } = await act(decline, people.officer, { id: referral, ...said })
  for (const gone of [referral, nextId])
    assert.equal(await shown(viewReferral, people.officer, { id: gone }), 'record-not-found')
  assert.equal(await shown(viewConcern, people.officer, { id }), 'record-not-found')
  assert.ok((await listed(people.coordinator)).includes(nextId))
  assert.ok(!(await listed(people.officer)).includes(nextId))
  const next = await shown(viewReferral, people.coordinator, { id: nextId })
  assert.ok(typeof next !== 'string' && next.state === 'draft')
})

test('nobody at the desk is offered to write to the person from whom the concern is kept', async () => {
  const id = await concern()
  const seenBy = (actor: typeof supervisor) => shown(viewConcern, actor, { id })
  const before = await seenBy(supervisor)
  assert.ok(typeof before !== 'string' && !before.raiserKeptAway)
  await act(keepFrom, supervisor, { kind: 'concern', id, whom: [{ accountId: triage.id }] })
  const after = await seenBy(supervisor)
  assert.ok(typeof after !== 'string' && after.raiserKeptAway)
  const written = await tryTo(writeOnConcern, colleague, { id, side: 'desk', text: 'We look at it.' })
  assert.ok(isRefusal(written) && written.code === 'raiser-kept-away')
  await act(writeOnConcern, colleague, { id, side: 'note', text: 'We look at it.' })
})
