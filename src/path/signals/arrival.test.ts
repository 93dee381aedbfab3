import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeActor, publicActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { findAgencyByKey } from '#kernel/sign-in/agency-keys'
import { openTx } from '#kernel/tx'
import { workUntilQuiet } from '#kernel/work'
import { readWorklist } from '#kernel/worklist/worklist'
import { loadPlaces } from '#places'
import { places } from '../../../app/demonstration/places.ts'
import { testNode } from '../../../tests/node.ts'
import {
  addToConcern,
  addByReceipt,
  closeConcern,
  escalateConcern,
  passOn,
  raise,
  raisePublicly,
  receiveConcern,
  take,
  viewConcern,
  viewByReceipt,
  writeOnConcern,
} from './api.ts'
import { receiptDigest, receiptNumbers } from './store/receipt.ts'

const node = await testNode()
await loadPlaces(node.database, '2026-11', places)
const [line, port] = [await node.agencyId('MER-LINE'), await node.agencyId('MER-PORT')]
for (const [agency, place] of [
  [line, ''],
  [port, 'XM02'],
] as const)
  await node.database.insertInto('signals.triage_desk').values({ agency_id: agency, place_code: place }).execute()
const teacher = await node.person('MER-SCHOOL', ['worker'])
const atLine = await node.person('MER-LINE', ['triage'])
const atPort = await node.person('MER-PORT', ['triage'])
const systemOf = async (agency: string) =>
  (await findAgencyByKey(node.database, await node.accessKey(agency), node.clock.now()))!
const platform = await systemOf('MER-PLATFORM')

const concern = (more: object = {}) => ({
  id: newId(),
  words: 'A child is moved at night.',
  danger: 'unknown' as const,
  howKnown: 'observed' as const,
  ...more,
})

function answered<Answer>(answer: Answer | Refusal): Answer {
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

async function queueOf(person: typeof teacher): Promise<string[]> {
  return (await openTx(node, person, (tx) => readWorklist(tx, { list: 'triage', scopes: person.scopes }))).rows.map(
    (row) => row.recordId,
  )
}

async function events(id: string): Promise<{ type: string; at: string }[]> {
  return node.asOwner(
    async (client) =>
      (
        await client.query(
          `select event ->> 'type' as type, event ->> 'at' as at from kernel.outbox where event -> 'aggregate' ->> 'id' = $1 order by event ->> 'type'`,
          [id],
        )
      ).rows,
  )
}

test('a platform hands the same report over many times at once and the child is one concern', async () => {
  const before = await queueOf(atLine)
  const deliveries = Array.from({ length: 6 }, () =>
    receiveConcern.run(node, { ...concern(), sourceReference: 'R-2041' }, { actor: platform, commandId: newId() }),
  )
  const ids = new Set((await Promise.all(deliveries)).map((answer) => answered(answer).id))
  assert.equal(ids.size, 1)
  const [id, ...others] = (await queueOf(atLine)).filter((candidate) => !before.includes(candidate))
  assert.deepEqual([id, others], [[...ids][0], []])
  assert.equal((await events(id!)).length, 1)
})

test('the same number from another agency is another report', async () => {
  const other = await systemOf('MER-BANK')
  const first = answered(
    await receiveConcern.run(node, { ...concern(), sourceReference: 'R-7' }, { actor: platform, commandId: newId() }),
  )
  const second = answered(
    await receiveConcern.run(node, { ...concern(), sourceReference: 'R-7' }, { actor: other, commandId: newId() }),
  )
  assert.notEqual(first.id, second.id)
})

test('a concern goes to the desk for its place, to the desk around it, or to the desk for everything else', async () => {
  for (const [code, desk, notDesk] of [
    ['XM0203', atPort, atLine],
    ['XM02', atPort, atLine],
    ['XM0401', atLine, atPort],
    [undefined, atLine, atPort],
    ['no-such-place', atLine, atPort],
  ] as const) {
    const input = concern(code ? { place: { code } } : {})
    answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
    assert.ok((await queueOf(desk)).includes(input.id), `${code}`)
    assert.ok(!(await queueOf(notDesk)).includes(input.id), `${code}`)
  }
})

test('immediate danger is told to the node with the time at which it was raised', async () => {
  const raisedAt = new Date(node.clock.now().getTime() - 3 * 3_600_000).toISOString()
  const input = concern({ danger: 'immediate', raisedAt })
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  assert.deepEqual(await events(input.id), [
    { type: 'ConcernRaised', at: raisedAt },
    { type: 'ImmediateDangerReported', at: raisedAt },
  ])
})

test('the clock of a concern written without network starts when it was finished, not when it arrived', async () => {
  const raisedAt = new Date(node.clock.now().getTime() - 30 * 3_600_000).toISOString()
  const input = concern({ raisedAt })
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: atLine }))
  assert.equal(shown.raisedAt, raisedAt)
  assert.equal(shown.receivedAt, node.clock.now().toISOString())
  assert.equal(shown.clocks[0]?.startedAt, raisedAt)
})

test('a telephone whose clock runs ahead, or stands still for years, moves no deadline', async () => {
  for (const raisedAt of ['2031-01-01T00:00:00.000Z', '2001-01-01T00:00:00.000Z']) {
    const input = concern({ danger: 'immediate', raisedAt })
    answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
    const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: atLine }))
    assert.equal(shown.clocks[0]?.startedAt, node.clock.now().toISOString())
  }
})

test('a concern with a date far from today is refused with its field; what is feared for next month is taken', async () => {
  for (const iso of ['2099-01-01', '1066-01-01', '2028-01-01']) {
    const answer = (await raise.run(node, concern({ happened: { iso } }), {
      actor: teacher,
      commandId: newId(),
    })) as Refusal
    assert.deepEqual([answer.status, answer.fields], [422, [{ path: 'happened', code: 'day-not-possible' }]], iso)
  }
  answered(await raise.run(node, concern({ happened: { iso: '2026-04-05' } }), { actor: teacher, commandId: newId() }))
})

test('an age or a date that was told before they were checked is still read at the desk', async () => {
  const input = concern({ children: [{ age: { about: 13 } }], happened: { iso: '2026-02-01' } })
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  await node.asOwner(async (client) => {
    await client.query(`update signals.person set age = '{"from": 50, "to": 2}' where signal_id = $1`, [input.id])
    await client.query(`update signals.signal set happened = '{"iso": "garbage"}' where id = $1`, [input.id])
  })
  const shown = viewConcern.answer.parse(answered(await viewConcern.run(node, { id: input.id }, { actor: atLine })))
  assert.deepEqual([shown.persons[0]?.age, shown.happened], [{ from: 50, to: 2 }, { iso: 'garbage' }])
})

test('nobody can write over a concern by sending another with its number', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const stranger = await node.person('MER-BORDER', ['worker'])
  const again = await raise.run(
    node,
    { ...input, words: 'Forget what was said.' },
    { actor: stranger, commandId: newId() },
  )
  assert.ok(isRefusal(again) && again.code === 'id-taken', JSON.stringify(again))
  assert.equal(answered(await viewConcern.run(node, { id: input.id }, { actor: atLine })).words, input.words)
})

test('what a neighbour adds after the desk has closed stands in the queue again until somebody looks', async () => {
  const input = concern()
  const digest = receiptDigest(receiptNumbers(node.nodeKey, input.id))
  answered(
    await raisePublicly.run(node, { ...input, receiptDigest: digest }, { actor: publicActor, commandId: newId() }),
  )
  answered(
    await closeConcern.run(
      node,
      { id: input.id, reason: 'other', note: 'The home visits her already.' },
      { actor: atLine, commandId: newId() },
    ),
  )
  assert.ok(!(await queueOf(atLine)).includes(input.id))
  answered(await addByReceipt.run(node, { digest, text: 'They are back.' }, { actor: publicActor, commandId: newId() }))
  assert.ok((await queueOf(atLine)).includes(input.id))
  answered(await take.run(node, { id: input.id }, { actor: atLine, commandId: newId() }))
  const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: atLine }))
  assert.equal(shown.status, 'taken')
  assert.equal(shown.additionWaits, false)
})

test('a reason for passing on is read at the other desk and stands nowhere in plain words', async () => {
  const input = concern()
  const reason = 'Lirrin Vael was seen at the quay.'
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  answered(await passOn.run(node, { id: input.id, toAgencyId: port, reason }, { actor: atLine, commandId: newId() }))
  const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: atPort }))
  assert.deepEqual(
    shown.messages.map(({ side, text }) => [side, text]),
    [['note', reason]],
  )
  const hidden = await viewConcern.run(node, { id: input.id }, { actor: atLine })
  assert.ok(isRefusal(hidden), 'the first desk no longer has it')
  const stored = await node.asOwner(async (client) =>
    JSON.stringify((await client.query('select * from signals.step where signal_id = $1', [input.id])).rows),
  )
  assert.ok(!stored.includes('Lirrin'))
})

test('the person who reported sees replies, and neither notes nor who the child is', async () => {
  const input = concern({ children: [{ name: 'Sanna' }] })
  const digest = receiptDigest(receiptNumbers(node.nodeKey, input.id))
  answered(
    await raisePublicly.run(node, { ...input, receiptDigest: digest }, { actor: publicActor, commandId: newId() }),
  )
  answered(
    await writeOnConcern.run(
      node,
      { id: input.id, text: 'Thank you.', side: 'desk' },
      { actor: atLine, commandId: newId() },
    ),
  )
  answered(
    await writeOnConcern.run(
      node,
      { id: input.id, text: 'Ask the school first.', side: 'note' },
      { actor: atLine, commandId: newId() },
    ),
  )
  const mine = answered(await viewByReceipt.run(node, { digest }, { actor: publicActor }))
  assert.deepEqual(
    mine.messages.map((message) => message.text),
    ['Thank you.'],
  )
  assert.equal(mine.side, 'reporter')
  assert.equal(mine.persons[0]?.childId, null)
  assert.equal(mine.closeReason, null)
})

test('a teacher adds to her own concern and nobody else can', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  answered(
    await addToConcern.run(node, { id: input.id, text: 'It happened again.' }, { actor: teacher, commandId: newId() }),
  )
  const colleague = await node.person('MER-SCHOOL', ['worker'])
  assert.ok(
    isRefusal(
      await addToConcern.run(node, { id: input.id, text: 'Me too.' }, { actor: colleague, commandId: newId() }),
    ),
  )
})

test('a concern nobody looked at in time comes before the supervisors of the desk and then the national coordinator, and leaves them when it is taken', async () => {
  const supervisor = await node.person('MER-PORT', ['supervisor'])
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const input = concern({ danger: 'immediate', place: { code: 'XM0203' } })
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const escalated = async (who = supervisor) =>
    (await openTx(node, who, (tx) => readWorklist(tx, { list: 'escalations', scopes: who.scopes }))).rows.some(
      (row) => row.recordId === input.id,
    )
  node.clock.advance(3 * 86_400_000)
  await workUntilQuiet(node, {
    jobs: {},
    react: async (_node, event) => {
      if (event.type !== 'DeadlineMissed' || event.aggregate.kind !== 'concern') return
      const { clockId, level } = event.data as { clockId: string; level: number }
      answered(
        await escalateConcern.run(
          node,
          { id: event.aggregate.id, clockId, level },
          { actor: nodeActor, commandId: newId() },
        ),
      )
    },
  })
  assert.ok((await escalated()) && (await escalated(coordinator)))
  const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: supervisor }))
  assert.ok(shown.clocks[0]?.missedAt, 'late stays late')
  answered(await take.run(node, { id: input.id }, { actor: supervisor, commandId: newId() }))
  assert.ok(!(await escalated()) && !(await escalated(coordinator)))
})
