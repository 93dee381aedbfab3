import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { findAgencyByKey } from '#kernel/sign-in/agency-keys'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { isOpen, type RunningClock } from '#standards'
import { testNode } from '../../../tests/node.ts'
import { addToConcern, closeConcern, mergeConcerns, passOn, raise, receiveConcern, take, viewConcern } from './api.ts'
import { concernStatus, danger, type Danger, moreUrgent } from './codes.ts'
import { type ConcernState, joinedClocks } from './concern-state.ts'
import { mergeConcerns as decideMerge } from './triage.ts'

const node = await testNode()
const [line, port] = [await node.agencyId('MER-LINE'), await node.agencyId('MER-PORT')]
for (const [agency, place] of [
  [line, ''],
  [port, 'XM02'],
] as const)
  await node.database.insertInto('signals.triage_desk').values({ agency_id: agency, place_code: place }).execute()
const teacher = await node.person('MER-SCHOOL', ['worker'])
const nurse = await node.person('MER-CLINIC', ['worker'])
const desk = await node.person('MER-LINE', ['triage'])
const atPort = await node.person('MER-PORT', ['triage'])
const hotline = (await findAgencyByKey(node.database, await node.accessKey('MER-HOTLINE'), node.clock.now()))!

async function act<Input, Answer>(
  route: CommandRoute<Input, Answer>,
  actor: Actor,
  input: Input,
  expectedVersion?: number,
): Promise<Answer | Refusal> {
  return route.run(node, input, { actor, commandId: newId(), expectedVersion })
}

async function done<Answer>(answer: Promise<Answer | Refusal>): Promise<Answer> {
  const outcome = await answer
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  return outcome
}

async function refusedWith(answer: Promise<unknown>): Promise<[string, number]> {
  const outcome = await answer
  assert.ok(isRefusal(outcome), JSON.stringify(outcome))
  return [outcome.code, outcome.status]
}

const concern = (more: object = {}) => ({
  id: newId(),
  words: 'A child is moved at night.',
  danger: 'not-now' as Danger,
  howKnown: 'observed' as const,
  children: [],
  replyWanted: false,
  ...more,
})

async function queueOf(person: Actor) {
  const { rows } = await openTx(node, person, (tx) =>
    readWorklist(tx, { list: 'triage', scopes: person.scopes, limit: 500 }),
  )
  return new Map(rows.map((row) => [row.recordId, row]))
}

const seenBy = (person: Actor, id: string) => done(viewConcern.run(node, { id }, { actor: person }))

async function told(more: object = {}, taken = false): Promise<string> {
  const { id } = await done(act(raise, teacher, concern(more)))
  if (taken) await done(act(take, desk, { id }))
  return id
}

const side = (['waiting', 'taken'] as const).flatMap((state) => danger.values.map((how) => ({ state, how })))
const pairs = side.flatMap((from) => side.map((into) => ({ from, into })))

test('of two open concerns that become one the greater danger and the earlier deadline stand in the queue', async () => {
  const few = pairs.filter((_, index) => index % 5 === 0)
  const hourAgo = new Date(node.clock.now().getTime() - 3_600_000).toISOString()
  const made = ({ state, how }: (typeof side)[number], older: boolean) =>
    told({ danger: how, ...(older && { raisedAt: hourAgo }) }, state === 'taken')
  const ids = await Promise.all(
    few.map(async ({ from, into }, index) => ({
      from: await made(from, index % 2 === 0),
      into: await made(into, index % 2 === 1),
    })),
  )
  const before = await queueOf(desk)
  for (const { from, into } of ids) await done(act(mergeConcerns, desk, { id: from, into }))
  const after = await queueOf(desk)
  for (const [index, { from, into }] of ids.entries()) {
    const say = JSON.stringify(few[index])
    const how = moreUrgent(few[index]!.from.how, few[index]!.into.how)
    const row = after.get(into)
    assert.ok(row && !after.has(from), say)
    assert.deepEqual([row.summary['danger'], row.danger], [how, how === 'immediate' ? 0 : 1], say)
    const due = [before.get(from)?.dueAt, before.get(into)?.dueAt].filter((at) => !!at).sort((a, b) => +a - +b)
    assert.deepEqual(row.dueAt, due[0] ?? null, say)
  }
})

const hour = (number: number) => new Date(Date.UTC(2026, 2, 2, number)).toISOString()
const clockOf = (until: string, due: number, over: boolean): RunningClock => ({
  id: newId(),
  clockId: 'rule',
  until,
  level: 0,
  startedAt: hour(0),
  dueAt: hour(due),
  ...(over && { metAt: hour(1) }),
  source: { instrument: 'invented', verified: false },
})

test('whatever the state and the danger of two concerns, merging them leaves one that is open with the stricter of both, or nothing changes', () => {
  const states = fc.record({
    status: fc.constantFrom(...concernStatus.values),
    danger: fc.constantFrom(...danger.values),
    additionWaits: fc.boolean(),
    due: fc.nat(90),
  })
  fc.assert(
    fc.property(states, states, (one, other) => {
      const stateOf = ({ due, ...more }: typeof one): ConcernState => ({
        id: newId(),
        version: 1,
        scopes: [],
        deskAgencyId: line,
        takenBy: null,
        channel: 'worker',
        raisedBy: null,
        mergedInto: null,
        placeCode: null,
        referred: false,
        referralIds: [],
        grave: false,
        answered: false,
        escalatedTo: 'nobody',
        persons: [],
        clocks: [clockOf('concern-triaged', due, more.status !== 'waiting')],
        ...more,
      })
      const [from, into] = [stateOf(one), stateOf(other)]
      const decision = decideMerge(
        { from, into },
        {},
        { now: new Date(hour(2)), timeZone: node.timeZone, newId, actor: desk },
      )
      const bothOpen = [one, other].every(({ status }) => status === 'waiting' || status === 'taken')
      assert.equal(!isRefusal(decision), bothOpen)
      if (isRefusal(decision)) return assert.equal(decision.status, 409)
      const [merged, absorbed] = decision.changes
      assert.ok(merged?.kind === 'merged' && absorbed?.kind === 'absorbed')
      assert.equal(absorbed.danger, moreUrgent(one.danger, other.danger))
      assert.equal(absorbed.additionWaits, one.additionWaits || other.additionWaits)
      const open = (clocks: readonly RunningClock[]) => clocks.filter(isOpen).map(({ dueAt }) => dueAt)
      assert.deepEqual(open(absorbed.clocks), [...open(from.clocks), ...open(into.clocks)].sort().slice(0, 1))
      assert.deepEqual(open(merged.clocks), [])
    }),
  )
})

test('whatever duties two concerns have, each is open once after they become one, at its earlier date, and none is lost', () => {
  const clocks = fc.array(
    fc
      .tuple(fc.constantFrom('concern-triaged', 'other'), fc.nat(90), fc.boolean())
      .map(([until, due, over]) => clockOf(until, due, over)),
    { maxLength: 2 },
  )
  fc.assert(
    fc.property(clocks, clocks, (own, others) => {
      const one = own.filter((clock, index) => !own.slice(0, index).some(({ until }) => until === clock.until))
      const joined = joinedClocks({ clocks: one }, others, {
        now: new Date(hour(2)),
        timeZone: node.timeZone,
        newId,
        actor: desk,
      })
      for (const until of ['concern-triaged', 'other']) {
        const due = [...one, ...others]
          .filter((clock) => isOpen(clock) && clock.until === until)
          .map(({ dueAt }) => dueAt)
        const open = joined.filter((clock) => isOpen(clock) && clock.until === until)
        assert.deepEqual(
          open.map(({ dueAt }) => dueAt),
          due.sort().slice(0, 1),
        )
      }
      assert.ok(one.every(({ id }) => joined.some((clock) => clock.id === id)))
    }),
  )
})

test('an open concern does not end with one that is over, and the desk is told so', async () => {
  const [open, closed, withAddition, standing, merged] = [
    await told({ danger: 'immediate' }),
    await told(),
    await told(),
    await told(),
    await told(),
  ]
  for (const id of [closed, withAddition])
    await done(act(closeConcern, desk, { id, reason: 'other', note: 'The home visits her already.' }))
  await done(act(addToConcern, teacher, { id: withAddition, text: 'She is back.' }))
  await done(act(mergeConcerns, desk, { id: merged, into: standing }))
  for (const into of [closed, withAddition])
    assert.deepEqual(await refusedWith(act(mergeConcerns, desk, { id: open, into })), ['other-concern-closed', 409])
  assert.deepEqual(await refusedWith(act(mergeConcerns, desk, { id: open, into: merged })), ['concern-merged', 409])
  const queue = await queueOf(desk)
  assert.ok(queue.get(open)?.dueAt && queue.has(withAddition))
})

test('two colleagues merge and close at the same moment, and one open concern stays before the desk', async () => {
  for (let round = 0; round < 3; round += 1) {
    const [from, into] = [await told({ danger: 'immediate' }), await told()]
    const outcomes = await Promise.all([
      act(mergeConcerns, desk, { id: from, into, intoVersion: 1 }, 1),
      act(closeConcern, desk, { id: into, reason: 'other', note: 'The home visits her already.' }, 1),
      act(mergeConcerns, desk, { id: into, into: from, intoVersion: 1 }, 1),
    ])
    assert.equal(outcomes.filter((outcome) => !isRefusal(outcome)).length, 1, JSON.stringify(outcomes))
    const queue = await queueOf(desk)
    assert.equal([from, into].filter((id) => queue.get(id)?.summary['danger'] === 'immediate').length, 1)
  }
})

test('what a nurse adds to a merged concern waits at the one that stands, also at another desk, and only the desk reads it there', async () => {
  const from = await told()
  const own = (await done(act(raise, nurse, concern()))).id
  const [middle, last] = [await told(), await told()]
  await done(act(mergeConcerns, desk, { id: own, into: from }))
  await done(act(mergeConcerns, desk, { id: from, into: middle }))
  await done(act(mergeConcerns, desk, { id: middle, into: last }))
  await done(act(passOn, desk, { id: last, toAgencyId: port, reason: 'It is their quay.' }))
  await done(act(take, atPort, { id: last }))
  await done(act(closeConcern, atPort, { id: last, reason: 'other', note: 'The home visits her already.' }))
  assert.ok(!(await queueOf(atPort)).has(last))
  await done(act(addToConcern, nurse, { id: own, text: 'They come at nine.' }))
  assert.equal((await queueOf(atPort)).get(last)?.summary['addition'], true)
  assert.ok(!(await queueOf(desk)).has(own))
  const messages = (await seenBy(atPort, last)).messages.map(({ side, text }) => [side, text])
  assert.deepEqual(messages.at(-1), ['joined', 'They come at nine.'])
  assert.deepEqual((await seenBy(teacher, last)).messages, [], 'who raised that one does not read what others told')
  assert.deepEqual(
    (await seenBy(nurse, own)).messages.map(({ text }) => text),
    ['They come at nine.'],
  )
  await done(act(take, atPort, { id: last }))
  assert.equal((await seenBy(atPort, last)).status, 'taken')
})

test('words that nobody had read do not end with the concern they were added to', async () => {
  const [from, into] = [await told(), await told()]
  await done(act(addToConcern, teacher, { id: from, text: 'Again tonight.' }))
  await done(act(mergeConcerns, desk, { id: from, into }))
  assert.equal((await queueOf(desk)).get(into)?.summary['addition'], true)
})

async function dangerEvents(id: string): Promise<number> {
  const { rows } = await node.asOwner((client) =>
    client.query(
      `select 1 from kernel.outbox where event ->> 'type' = 'ImmediateDangerReported' and event -> 'aggregate' ->> 'id' = $1`,
      [id],
    ),
  )
  return rows.length
}

test('a hotline’s second report under its number waits before the desk with all it says, and danger starts the urgent path', async () => {
  const first = { ...concern({ words: 'first' }), sourceReference: 'H-1' }
  const report = (more: object) => done(act(receiveConcern, hotline, { ...first, id: newId(), ...more }))
  const { id } = await report({ id: first.id })
  await done(act(closeConcern, desk, { id, reason: 'other', note: 'The home visits her already.' }))
  assert.deepEqual(await report({}), { id }, 'the same content is the same report')
  assert.ok(!(await queueOf(desk)).has(id))
  const urgent = {
    danger: 'immediate' as const,
    words: 'she was taken this night',
    children: [{ name: 'Lirrin Vael', sex: 'female' as const }],
    place: { text: 'the bus yard' },
    reply: 'Only by telephone.',
  }
  assert.deepEqual(await report(urgent), { id })
  const row = (await queueOf(desk)).get(id)
  assert.deepEqual([row?.danger, row?.summary['addition']], [0, true])
  assert.deepEqual(row?.dueAt, new Date(node.clock.now().getTime() + 15 * 60_000))
  const shown = await seenBy(desk, id)
  assert.equal(shown.danger, 'immediate')
  assert.deepEqual(
    shown.messages.map(({ text, told: also }) => [text, also?.placeText, also?.reply]),
    [['she was taken this night', 'the bus yard', 'Only by telephone.']],
  )
  assert.deepEqual(
    shown.persons.map(({ name }) => name),
    ['Lirrin Vael'],
  )
  assert.equal(await dangerEvents(id), 1)
  await report(urgent)
  assert.equal((await seenBy(desk, id)).messages.length, 1)
  assert.equal(await dangerEvents(id), 1)
  await report({ ...urgent, words: 'she was seen again', danger: 'not-now' })
  const last = await seenBy(desk, id)
  assert.equal(last.danger, 'immediate', 'a later report does not make danger less')
  assert.equal(last.persons.length, 1, 'the same child is not described twice')
})

test('a later report about a merged concern counts for the one that stands', async () => {
  const first = { ...concern(), sourceReference: 'H-2' }
  const { id } = await done(act(receiveConcern, hotline, first))
  const into = await told({}, true)
  await done(act(mergeConcerns, desk, { id, into }))
  await done(act(take, desk, { id: into }))
  const within = (minutes: number) => new Date(node.clock.now().getTime() + minutes * 60_000)
  assert.deepEqual((await queueOf(desk)).get(into)?.dueAt, within(72 * 60), 'the desk owes an answer')
  await done(act(receiveConcern, hotline, { ...first, id: newId(), danger: 'immediate', words: 'now' }))
  const row = (await queueOf(desk)).get(into)
  assert.deepEqual([row?.danger, row?.summary['danger'], row?.summary['addition']], [0, 'immediate', true])
  assert.deepEqual(row?.dueAt, within(15), 'someone has to look again')
  assert.deepEqual([await dangerEvents(into), await dangerEvents(id)], [1, 0])
  assert.ok(!(await queueOf(desk)).has(id))
})

test('many different reports under one number at once are one concern with all of them', async () => {
  const sourceReference = 'H-3'
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      done(act(receiveConcern, hotline, { ...concern({ words: `report ${index}` }), sourceReference })),
    ),
  )
  assert.equal(new Set(answers.map(({ id }) => id)).size, 1)
  assert.equal((await seenBy(desk, answers[0]!.id)).messages.length, 4)
})

test('a system that uses the id of another record is told so, and its number is free for the next try', async () => {
  const report = { ...concern(), sourceReference: 'H-4' }
  const known = await told()
  const send = (id: string) => act(receiveConcern, hotline, { ...report, id })
  assert.deepEqual(await refusedWith(send(known)), ['id-taken', 409])
  assert.deepEqual(await done(send(report.id)), { id: report.id })
})
