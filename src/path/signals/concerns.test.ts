import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeActor, publicActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { testNode } from '../../../tests/node.ts'
import { readWorklist } from '#kernel/worklist/worklist'
import { openTx } from '#kernel/tx'
import {
  addToConcern,
  addByReceipt,
  closeConcern,
  mergeConcerns,
  noteProgressOnConcern,
  raise,
  raisePublicly,
  seeReply,
  take,
  viewConcern,
  viewByReceipt,
  writeOnConcern,
} from './api.ts'
import { raiseInput } from './model.ts'
import { receiptDigest, receiptNumbers, readReceipt, receiptWords } from './store/receipt.ts'

const node = await testNode()
const hotline = await node.agencyId('MER-HOTLINE')
await node.database.insertInto('signals.triage_desk').values({ agency_id: hotline, place_code: '' }).execute()
const teacher = await node.person('MER-SCHOOL', ['worker'])
const otherTeacher = await node.person('MER-SCHOOL', ['worker'])
const desk = await node.person('MER-HOTLINE', ['triage'])

function concern(words = 'A girl sleeps behind the shop and is not at school.') {
  return {
    id: newId(),
    words,
    danger: 'unknown' as const,
    children: [{ name: 'Lirrin Vael', age: { about: 12 }, sex: 'female' as const }],
    howKnown: 'observed' as const,
  }
}

function answered<Answer>(answer: Answer | Refusal): Answer {
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

function refused(answer: unknown): Refusal {
  assert.ok(isRefusal(answer), JSON.stringify(answer))
  return answer
}

async function listOf(actor: typeof desk, list: string) {
  return openTx(node, actor, (tx) => readWorklist(tx, { list, scopes: actor.scopes }))
}

test('a teacher raises a concern and the desk sees it at once, with the name and the clock', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const row = (await listOf(desk, 'triage')).rows.find((candidate) => candidate.recordId === input.id)
  assert.equal(row?.title, 'Lirrin Vael')
  assert.ok(row?.dueAt)
  const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: desk }))
  assert.equal(shown.words, input.words)
  assert.deepEqual(shown.persons[0]?.age, { about: 12 })
})

test('a colleague who did not raise it cannot see it, and cannot tell that it is there', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const hidden = refused(await viewConcern.run(node, { id: input.id }, { actor: otherTeacher }))
  const absent = refused(await viewConcern.run(node, { id: newId() }, { actor: otherTeacher }))
  assert.deepEqual(hidden, absent)
  assert.deepEqual((await listOf(otherTeacher, 'triage')).rows, [])
})

test('the same concern delivered a hundred times, many at once, is one concern with one answer', async () => {
  const input = concern()
  const commandId = newId()
  const deliver = () => raise.run(node, input, { actor: teacher, commandId })
  const answers: Awaited<ReturnType<typeof deliver>>[] = []
  // A command waits at most five seconds for a connection, so twenty at a time.
  for (let time = 0; time < 5; time += 1) answers.push(...(await Promise.all(Array.from({ length: 20 }, deliver))))
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
  const stored = await node.asOwner((client) =>
    client.query('select count(*)::int from signals.signal where id = $1', [input.id]),
  )
  assert.equal(stored.rows[0].count, 1)
  const events = await node.asOwner((client) =>
    client.query(`select count(*)::int from kernel.outbox where event -> 'aggregate' ->> 'id' = $1`, [input.id]),
  )
  assert.equal(events.rows[0].count, 1)
})

test('the same command id with other words is refused', async () => {
  const commandId = newId()
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId }))
  assert.equal(
    refused(await raise.run(node, { ...input, words: 'Something else' }, { actor: teacher, commandId })).code,
    'command-id-reused',
  )
})

test('a person without account gets ten words and with them reads the reply and adds something', async () => {
  const input = concern('There are children who never leave the building.')
  const numbers = receiptNumbers(node.nodeKey, input.id)
  assert.equal(numbers.length, 8)
  const digest = receiptDigest(numbers)
  answered(
    await raisePublicly.run(node, { ...input, receiptDigest: digest }, { actor: publicActor, commandId: newId() }),
  )
  const mine = answered(await viewByReceipt.run(node, { digest }, { actor: publicActor }))
  assert.equal(mine.words, input.words)
  answered(
    await addByReceipt.run(
      node,
      { digest, text: 'They were moved last night.' },
      { actor: publicActor, commandId: newId() },
    ),
  )
  const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: desk }))
  assert.deepEqual(
    shown.messages.map((message) => message.text),
    ['They were moved last night.'],
  )
  assert.equal(
    refused(await viewByReceipt.run(node, { digest: '0'.repeat(64) }, { actor: publicActor })).code,
    'record-not-found',
  )
})

test('a receipt is read however it is typed', () => {
  const list = Array.from({ length: 1024 }, (_, index) => `word${index}`)
  const numbers = receiptNumbers(node.nodeKey, newId())
  assert.deepEqual(readReceipt(`  ${receiptWords(numbers, list).join(' - ').toUpperCase()} `, [list]), numbers)
  assert.equal(readReceipt('word1 word2', [list]), undefined)
})

test('two reports of one worry become one, and both keep their words', async () => {
  const first = concern()
  const second = concern('The same girl, seen again.')
  for (const input of [first, second]) answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  answered(await mergeConcerns.run(node, { id: second.id, into: first.id }, { actor: desk, commandId: newId() }))
  const shown = answered(await viewConcern.run(node, { id: second.id }, { actor: desk }))
  assert.equal(shown.status, 'merged')
  assert.equal(shown.mergedInto, first.id)
  assert.equal(shown.words, second.words)
  const listed = (await listOf(desk, 'triage')).rows.map((row) => row.recordId)
  assert.ok(listed.includes(first.id) && !listed.includes(second.id))
})

test('a deadline is met by the act that it waits for, also when its rule has left the law of the country since', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  await node.asOwner((client) =>
    client.query(`update kernel.deadline set clock_id = 'rule-of-last-year' where subject_id = $1`, [input.id]),
  )
  answered(await take.run(node, { id: input.id }, { actor: desk, commandId: newId() }))
  const { rows } = await node.asOwner((client) =>
    client.query(
      `select met_at is not null as met from kernel.deadline where subject_id = $1 and clock_id = 'rule-of-last-year'`,
      [input.id],
    ),
  )
  assert.deepEqual(rows, [{ met: true }])
})

test('a concern is not closed without words for why, and closing it stops no later addition', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  answered(await take.run(node, { id: input.id }, { actor: desk, commandId: newId() }))
  const silent = refused(
    await closeConcern.run(node, { id: input.id, reason: 'other' }, { actor: desk, commandId: newId() }),
  )
  assert.equal(silent.code, 'reason-needed')
  answered(
    await closeConcern.run(
      node,
      { id: input.id, reason: 'other', note: 'The family moved; the new school knows.' },
      { actor: desk, commandId: newId() },
    ),
  )
  answered(await addToConcern.run(node, { id: input.id, text: 'She is back.' }, { actor: teacher, commandId: newId() }))
})

test('a concern closes as referred only while a referral stands', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const close = () => closeConcern.run(node, { id: input.id, reason: 'referred' }, { actor: desk, commandId: newId() })
  const note = async (step: string, referral: string, refers: boolean) =>
    answered(
      await noteProgressOnConcern.run(
        node,
        { id: input.id, step, subject: { kind: 'referral', id: referral }, forDesk: false, refers },
        { actor: nodeActor, commandId: newId() },
      ),
    )
  const [first, second] = [newId(), newId()]
  assert.equal(refused(await close()).code, 'concern-not-referred')
  await note('ReferralSent', first, true)
  await note('ReferralWithdrawn', first, false)
  assert.equal(refused(await close()).code, 'concern-not-referred')
  await note('ReferralSent', second, true)
  answered(await close())
})

test('what was not said is not what nobody knows, and only the desk reads who may be doing it', async () => {
  const { howKnown: _, ...silent } = concern()
  const asked = raiseInput.parse({
    ...silent,
    suspect: 'The man of the grey van.',
    nearChild: 'unknown',
    safeContact: 'At school. Her uncle must not notice.',
  })
  answered(await raise.run(node, asked, { actor: teacher, commandId: newId() }))
  const seen = answered(await viewConcern.run(node, { id: asked.id }, { actor: desk }))
  assert.deepEqual(
    [seen.suspect, seen.nearChild, seen.safeContact, seen.howKnown, seen.replyShared],
    ['The man of the grey van.', 'unknown', 'At school. Her uncle must not notice.', 'not-said', false],
  )
  const mine = answered(await viewConcern.run(node, { id: asked.id }, { actor: teacher }))
  assert.deepEqual([mine.suspect, mine.safeContact], [null, null])
})

test('a repeated report is not closed as known without a word about who knows', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const silent = await closeConcern.run(node, { id: input.id, reason: 'other' }, { actor: desk, commandId: newId() })
  assert.equal(refused(silent).code, 'reason-needed')
})

test('a change made on an old version is refused, not overwritten', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const before = answered(await viewConcern.run(node, { id: input.id }, { actor: desk }))
  answered(await take.run(node, { id: input.id }, { actor: desk, commandId: newId(), expectedVersion: before.version }))
  const late = refused(
    await closeConcern.run(
      node,
      { id: input.id, reason: 'referred' },
      { actor: desk, commandId: newId(), expectedVersion: before.version },
    ),
  )
  assert.equal(late.code, 'record-changed')
})

test('a border guard who may not triage is told why, and the attempt is in the ledger', async () => {
  const guard = await node.person('MER-BORDER', ['worker'])
  const input = concern()
  answered(await raise.run(node, input, { actor: guard, commandId: newId() }))
  const answer = refused(await take.run(node, { id: input.id }, { actor: guard, commandId: newId() }))
  assert.equal(answer.code, 'action-not-permitted')
  const lines = await node.asOwner((client) =>
    client.query(`select line from kernel.ledger where line ->> 'kind' = 'refused' and line ->> 'actor' = $1`, [
      `account:${guard.id}`,
    ]),
  )
  assert.equal(lines.rowCount, 1)
})

test('a teacher’s list says that the desk has written to her, until she has looked', async () => {
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const waits = async () =>
    (await listOf(teacher, 'my-concerns')).rows.find(({ recordId }) => recordId === input.id)?.summary['reply']
  const write = async (side: 'desk' | 'note') =>
    answered(
      await writeOnConcern.run(
        node,
        { id: input.id, text: 'Is she at school?', side },
        { actor: desk, commandId: newId() },
      ),
    )
  await write('note')
  assert.equal(await waits(), false)
  await write('desk')
  assert.equal(await waits(), true)
  const shown = answered(await viewConcern.run(node, { id: input.id }, { actor: teacher }))
  answered(await seeReply.run(node, { id: input.id }, { actor: desk, commandId: newId() }))
  assert.deepEqual([shown.replyWaits, await waits()], [true, true], 'nobody else looks for her')
  answered(await seeReply.run(node, { id: input.id }, { actor: teacher, commandId: newId() }))
  assert.equal(await waits(), false)
  const after = answered(await viewConcern.run(node, { id: input.id }, { actor: teacher }))
  assert.equal(after.version, shown.version, 'her look does not stop a colleague at the desk')
})

async function taken(danger: 'unknown' | 'immediate' = 'unknown'): Promise<string> {
  const input = { ...concern(), danger }
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  answered(await take.run(node, { id: input.id }, { actor: desk, commandId: newId() }))
  return input.id
}

const owed = async (id: string, actor = desk) =>
  answered(await viewConcern.run(node, { id }, { actor })).clocks.filter(({ until }) => until === 'concern-answered')

test('a concern that was taken is still owed an answer: a referral, a decision or a reason to close, sooner in danger', async () => {
  for (const [danger, hours] of [
    ['unknown', 72],
    ['immediate', 1],
  ] as const) {
    const [clock] = await owed(await taken(danger))
    assert.ok(clock)
    assert.equal(Date.parse(clock.dueAt) - Date.parse(clock.startedAt), hours * 3_600_000)
    assert.equal(clock.metAt, null)
  }
  const id = await taken()
  assert.deepEqual(await owed(id, teacher), [], 'what the desk owes is no promise to the person who raised it')
  const step = { id, step: 'SomethingLater', subject: { kind: 'screening' }, forDesk: true }
  answered(await noteProgressOnConcern.run(node, { ...step, answers: false }, { actor: nodeActor, commandId: newId() }))
  assert.equal((await owed(id))[0]?.metAt, null)
  answered(await noteProgressOnConcern.run(node, { ...step, answers: true }, { actor: nodeActor, commandId: newId() }))
  assert.ok((await owed(id))[0]?.metAt)
})

test('closing a concern answers it, and one that was referred before anybody took it owes nothing more', async () => {
  const closed = await taken()
  const close = { id: closed, reason: 'no-child-concerned', note: 'A rehearsal of a play.' } as const
  answered(await closeConcern.run(node, close, { actor: desk, commandId: newId() }))
  assert.ok((await owed(closed))[0]?.metAt)
  const input = concern()
  answered(await raise.run(node, input, { actor: teacher, commandId: newId() }))
  const step = { id: input.id, step: 'SomethingLater', subject: { kind: 'referral' }, forDesk: false, answers: true }
  answered(await noteProgressOnConcern.run(node, step, { actor: nodeActor, commandId: newId() }))
  answered(await take.run(node, { id: input.id }, { actor: desk, commandId: newId() }))
  assert.deepEqual(await owed(input.id), [])
})
