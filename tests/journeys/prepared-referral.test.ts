import assert from 'node:assert/strict'
import test from 'node:test'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../app/server/reactions.ts'
import { mergeChildren, register, search, undo } from '../../src/path/children/api.ts'
import { facts as factsOf, named } from '../../src/path/children/test-child.ts'
import { closeConcern, take } from '../../src/path/signals/api.ts'
import * as api from '../../src/path/referral/api.ts'
import { country, listOf, obliged, read, sentBy } from '../../src/path/referral/country.test-data.ts'
import {
  authorityOf,
  contextAt,
  draftInput,
  draftState,
  meridia as rules,
  person,
  school,
} from '../../src/path/referral/example-situations.test-data.ts'
import { draftReferral } from '../../src/path/referral/draft-referral.ts'
import { isGuardianNeeded } from '../../src/path/referral/guardian-needed.ts'
import type { Referral } from '../../src/path/referral/model.ts'
import { prepareReferral } from '../../src/path/referral/prepare-referral.ts'
import { storeAuthority } from '../../src/path/referral/store/authority-store.ts'

// Before the first test: what opens a node after tests have run is not closed.
const here = await country()
const decidedAt = '2026-11-22T08:00:00.000Z'
const teacher = person(school, 'worker')

function decided(risk: Referral['risk'], because?: Referral['prepared']) {
  const { changes, events, answer } = prepareReferral(
    { draft: draftState([], { risk }), underWay: false },
    { because, decidedBy: teacher.id, agencyId: school, at: decidedAt },
    contextAt(decidedAt, nodeActor),
  )
  const [change] = changes
  return { referral: change?.change === 'keep-referral' ? change.referral : undefined, events, answer }
}

test('a child presumed to be a victim has a referral with a date from the moment of the decision, in danger within a quarter of an hour', () => {
  for (const [risk, dueAt] of [
    ['immediate', '2026-11-22T08:15:00.000Z'],
    ['high', '2026-11-23T08:00:00.000Z'],
    ['unknown', '2026-11-23T08:00:00.000Z'],
  ] as const) {
    const { referral, events } = decided(risk, 'presumed-victim')
    assert.deepEqual(
      [referral?.state, referral?.prepared, referral?.senderId, referral?.senderAgencyId],
      ['draft', 'presumed-victim', teacher.id, school],
    )
    assert.deepEqual(
      referral?.clocks.map((clock) => [clock.until, clock.startedAt, clock.dueAt]),
      [['referral-sent', decidedAt, dueAt]],
      risk,
    )
    assert.equal(events[0]?.data.dueAt, dueAt)
  }
})

test('without a reason only known danger opens a referral, and nothing is chosen for the person who writes it', () => {
  assert.equal(decided('unknown').referral, undefined)
  assert.equal(decided('medium').referral, undefined)
  for (const risk of ['immediate', 'high'] as const) assert.equal(decided(risk).referral?.prepared, 'danger')
  const { referral } = decided('unknown', 'at-risk')
  assert.deepEqual([referral?.requests, referral?.share, referral?.consents], [[], [], []])
  assert.deepEqual([referral?.caregiver, referral?.authorityId], ['unknown', undefined])
})

test('writing a prepared referral keeps its clock, and a person who knows of more danger gives it an earlier date, never a later one', () => {
  const prepared = decided('unknown', 'presumed-victim').referral!
  const writtenAt = '2026-11-22T12:00:00.000Z'
  for (const [risk, open] of [
    ['low', ['2026-11-23T08:00:00.000Z']],
    ['immediate', ['2026-11-22T12:15:00.000Z']],
  ] as const) {
    const answer = draftReferral(
      { ...draftState([], { risk }), prepared },
      { ...draftInput, occurredAt: writtenAt },
      contextAt(writtenAt, teacher),
    )
    assert.ok(!isRefusal(answer))
    const [change] = answer.changes
    assert.ok(change?.change === 'keep-referral')
    const { referral } = change
    assert.deepEqual(
      [referral.id, referral.chainId, referral.prepared, referral.requests],
      [prepared.id, prepared.chainId, undefined, draftInput.requests],
    )
    const running = referral.clocks.filter(({ stoppedAt, metAt }) => stoppedAt === undefined && metAt === undefined)
    assert.deepEqual(
      running.map(({ dueAt }) => dueAt),
      open,
      risk,
    )
  }
  assert.ok(rules.clocks.some(({ id }) => id === 'refer'))
})

/** A decision of this person about a concern, as the node hears of it. */
async function decide(concernId: string, by: Actor, childId?: string): Promise<string | null> {
  const { prepared } = await here.act(api.prepareReferral, nodeActor, {
    concernId,
    childId,
    because: 'presumed-victim',
    concerns: ['begging', 'sale'],
    decidedBy: by.id,
    agencyId: by.agencyId!,
    at: here.node.clock.now().toISOString(),
  })
  return prepared
}

const written = { concerns: [], caregiver: 'unknown', requests: ['assessment'], share: ['concern'] } as const
const writing = { ...written, concerns: [], requests: [...written.requests], share: [...written.share] }

test('a decided child waits on the desk of the person who decided, is seen by nobody else, is written by a person and then sent', async () => {
  const { act, tryTo, teacher, officer, stranger, coordinator, node } = here
  const concernId = await here.concern()
  const id = (await decide(concernId, teacher))!
  assert.deepEqual(
    (await listOf(here, teacher, 'to-write')).map((entry) => entry.id),
    [id],
  )
  assert.deepEqual(await listOf(here, teacher, 'sent'), [])
  for (const other of [officer, stranger, coordinator]) {
    const look = await api.viewReferral.run(node, { id }, { actor: other })
    assert.ok(isRefusal(look) && look.code === 'record-not-found')
  }
  const seen = await read(here, teacher, id)
  assert.deepEqual([seen.prepared, seen.moves, seen.authority], ['presumed-victim', ['withdraw'], null])
  for (const attempt of [
    await tryTo(api.send, teacher, { id }),
    await tryTo(api.send, teacher, { id, authorityId: here.authorityIds.welfare }),
    await tryTo(api.giveConsent, teacher, { id, ...obliged, groups: ['concern'] }),
  ])
    assert.ok(isRefusal(attempt) && attempt.code === 'referral-not-written', JSON.stringify(attempt))
  // What the decision said is offered, and stays unless the person who writes says otherwise.
  const routing = await api.routesForNew.run(node, { concernId }, { actor: teacher })
  assert.deepEqual(!isRefusal(routing) && routing.concerns, ['begging', 'sale'])
  const { concerns: _unsaid, ...unsaid } = writing
  const answer = await act(api.draft, teacher, { ...unsaid, concernId })
  assert.equal(answer.id, id)
  const routes = await api.routesOf.run(node, { id }, { actor: teacher })
  assert.deepEqual(!isRefusal(routes) && routes.concerns, ['begging', 'sale'])
  const after = await read(here, teacher, id)
  assert.deepEqual([after.prepared, after.requests, after.clocks.length], [null, ['assessment'], 1])
  await act(api.giveConsent, teacher, { id, ...obliged, groups: ['concern'] })
  await act(api.send, teacher, { id })
  const sent = await read(here, officer, id)
  assert.equal(sent.state, 'sent')
  assert.ok((await read(here, teacher, id)).clocks.some((clock) => clock.clockId === 'refer' && clock.metAt !== null))
})

test('a decided child whom nobody refers reaches the supervisors of the desk, then the national coordinator', async () => {
  const { node, coordinator } = here
  const boss = await node.person('MER-SCHOOL', ['supervisor'])
  const id = (await decide(await here.concern(), here.teacher))!
  node.clock.advance(25 * 3_600_000)
  await here.work()
  assert.ok((await listOf(here, boss, 'escalations')).some((entry) => entry.id === id))
  node.clock.advance(25 * 3_600_000)
  await here.work()
  assert.ok((await listOf(here, coordinator, 'escalations')).some((entry) => entry.id === id))
  const late = await read(here, coordinator, id)
  assert.ok(late.clocks.every(({ missedAt }) => missedAt !== null))
})

test('a guardian is needed while no adult is known to be safe, also where nobody knows, and not for a grown person', () => {
  const of = (caregiver: Referral['caregiver'], age?: Referral['age']) => isGuardianNeeded({ caregiver, age })
  for (const caregiver of ['absent', 'under-concern', 'unknown'] as const) assert.ok(of(caregiver), caregiver)
  assert.ok(of('absent', { from: 16, to: 20 }), 'doubt means child')
  assert.ok(!of('safe') && !of('absent', { from: 19, to: 19 }))
})

test('a child who is referred already gets no second referral, and one decision makes one', async () => {
  const sent = await sentBy(here)
  const about = await read(here, here.teacher, sent)
  assert.equal(await decide(about.concernId!, here.teacher), null)
  const concernId = await here.concern()
  assert.ok(await decide(concernId, here.teacher))
  assert.equal(await decide(concernId, here.teacher), null)
})

test('danger that is told after a decision goes to the authority on call at once, though a referral waits to be written', async () => {
  const before = (await listOf(here, here.officer, 'inbox')).map((entry) => entry.id)
  const concernId = await here.concern('immediate')
  const id = (await decide(concernId, here.teacher))!
  assert.equal((await read(here, here.teacher, id)).clocks[0]?.clockId, 'refer-immediate')
  await here.work()
  const urgent = (await listOf(here, here.officer, 'inbox')).filter((entry) => !before.includes(entry.id))
  assert.ok(urgent.length === 1 && urgent[0]?.id !== id)
})

test('when another desk has sent a referral of the child, the one that nobody wrote ends and is not late', async () => {
  const { act, node, teacher, officer } = here
  const concernId = await here.concern()
  const id = (await decide(concernId, officer))!
  const { id: own } = await act(api.draft, teacher, { ...writing, concernId })
  assert.notEqual(own, id, 'a draft of another desk is not theirs to write')
  assert.deepEqual(await act(api.settlePrepared, nodeActor, { concernId }), { settled: 1 })
  node.clock.advance(50 * 3_600_000)
  await here.work()
  const { state, clocks } = await read(here, officer, id)
  assert.equal(state, 'withdrawn')
  assert.ok(clocks.every(({ missedAt, metAt }) => missedAt === null && metAt !== null))
})

test('two people who write for the same child at once write one prepared referral, and the other is their own', async () => {
  const concernId = await here.concern()
  const id = await decide(concernId, here.teacher)
  const both = await Promise.all([
    here.tryTo(api.draft, here.teacher, { ...writing, concernId }),
    here.tryTo(api.draft, here.teacher, { ...writing, concernId }),
  ])
  const ids = both.map((answer) => (isRefusal(answer) ? answer.code : answer.id))
  assert.equal(ids.filter((each) => each === id).length, 1)
  assert.equal((await read(here, here.teacher, id!)).prepared, null)
})

async function registered(text: string): Promise<string> {
  const { node, act, teacher } = here
  const facts = factsOf({ names: named(text) })
  const seen = await search.run(node, { searchId: newId(), facts }, { actor: teacher })
  assert.ok(!isRefusal(seen), JSON.stringify(seen))
  const followed = {
    kind: 'search' as const,
    searchId: seen.searchId,
    rejected: seen.candidates.map(({ number }) => number),
  }
  const { id } = await act(register, teacher, {
    id: newId(),
    facts,
    followed,
    device: 'test',
    time: node.clock.now().toISOString(),
  })
  return id
}

test('of two children of one concern each decided child has a referral of their own, and nobody writes or ends the one of the other', async () => {
  const { act, teacher } = here
  const concernId = await here.concern('not-now', ['Tamo Venn', 'Lisk Venn'])
  const [first, second] = [await registered('Tamo Venn'), await registered('Lisk Venn')]
  const own = await decide(concernId, teacher, first)
  const other = await decide(concernId, teacher, second)
  assert.ok(own && other && own !== other)
  assert.equal(await decide(concernId, teacher, second), null)
  assert.equal((await act(api.draft, teacher, { ...writing, concernId, childId: second })).id, other)
  assert.equal((await read(here, teacher, own)).prepared, 'presumed-victim')
  assert.deepEqual(await act(api.settlePrepared, nodeActor, { concernId, childId: second }), { settled: 0 })
})

test('what was decided about a child whose record was merged stays with that child when the merge is undone', async () => {
  const { act, node, teacher } = here
  const keeper = await node.person('MER-SCHOOL', ['supervisor', 'triage'])
  const [kept, merged] = [await registered('Orvan Tellisk'), await registered('Orvane Telisk')]
  const merge = await act(mergeChildren, keeper, { id: newId(), keptId: kept, mergedId: merged, reason: 'One child.' })
  const concernId = await here.concern()
  const id = (await decide(concernId, teacher, merged))!
  assert.equal(await decide(concernId, teacher, kept), null, 'they are one child now')
  await act(undo, keeper, { id: merge.id, keptId: kept, reason: 'Two children.' })
  assert.equal((await read(here, teacher, id)).childId, merged)
  assert.ok(await decide(concernId, teacher, kept))
  assert.equal((await act(api.draft, teacher, { ...writing, concernId, childId: merged })).id, id)
})

test('what a decision opened is not withdrawn by one worker, also after they wrote it and call everybody safe', async () => {
  const { act, tryTo, teacher, node } = here
  const concernId = await here.concern()
  const id = (await decide(concernId, teacher))!
  await act(api.draft, teacher, { ...writing, concernId, caregiver: 'safe', risk: 'low' })
  const asked = { id, reason: 'sent-in-error', note: 'It was a mistake.' } as const
  const alone = await tryTo(api.withdraw, teacher, asked)
  assert.ok(isRefusal(alone) && alone.code === 'withdrawal-reserved', JSON.stringify(alone))
  await act(api.withdraw, await node.person('MER-SCHOOL', ['supervisor']), asked)
})

test('a caregiver under concern is called safe by a second person, so that one worker cannot let them end a referral', async () => {
  const { act, tryTo, teacher, node } = here
  const concernId = await here.concern()
  const { id } = await act(api.draft, teacher, { ...writing, concernId, caregiver: 'under-concern' })
  const spoken = { how: 'spoken', language: 'en', through: 'worker' } as const
  const word = {
    id,
    basis: 'consent',
    givenBy: 'child',
    childTold: 'told',
    groups: ['concern'],
    given: spoken,
  } as const
  const said = { ...word, groups: [...word.groups] }
  for (const caregiver of ['safe', 'unknown', 'absent'] as const) {
    const alone = await tryTo(api.giveConsent, teacher, { ...said, caregiver })
    assert.ok(isRefusal(alone) && alone.code === 'caregiver-change-reserved', JSON.stringify(alone))
  }
  await act(api.giveConsent, teacher, { ...said, caregiver: 'under-concern' })
  await act(api.giveConsent, await node.person('MER-SCHOOL', ['supervisor']), { ...said, caregiver: 'safe' })
  assert.equal((await read(here, teacher, id)).caregiver, 'safe')
})

test('a hospital that helps at once does not end what child protection is owed, and the concern is not closed as referred', async () => {
  const { act, tryTo, teacher, officer, node } = here
  const agencyId = await node.agencyId('MER-HEALTH')
  await node.person('MER-HEALTH', ['authority'])
  const [mandate] = authorityOf(agencyId).mandates
  const health = authorityOf(agencyId, { id: newId(), kind: 'health', mandates: [{ ...mandate!, places: ['XM'] }] })
  await storeAuthority(node.database, health, node.clock.now())
  const concernId = await here.concern()
  const id = (await decide(concernId, officer))!
  const written = await act(api.draft, teacher, { ...writing, concernId, alongsideIds: [health.id] })
  const [beside] = written.alongsideIds
  await act(api.giveConsent, teacher, {
    id: beside!,
    basis: 'override',
    ground: 'imminent-risk',
    reason: 'The boy bleeds.',
    childTold: 'told',
    groups: ['identity', 'safety'],
  })
  await act(api.send, teacher, { id: beside! })
  await workUntilQuiet(node, duties)
  assert.equal((await read(here, officer, id)).state, 'draft')
  const desk = await node.person('MER-SCHOOL', ['triage'])
  await act(take, desk, { id: concernId })
  const closed = await tryTo(closeConcern, desk, { id: concernId, reason: 'referred' })
  assert.ok(isRefusal(closed) && closed.code === 'concern-not-referred', JSON.stringify(closed))
})
