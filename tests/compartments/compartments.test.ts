import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/actor'
import { crossWith, defineCrossing } from '#kernel/crossing'
import { compartments, type Compartment } from '#kernel/db/database'
import type { DomainEvent } from '#kernel/event'
import { newId } from '#kernel/ids'
import { verifyLedger } from '#kernel/ledger/check'
import { type Reaction, reactWith } from '#kernel/reaction'
import { isRefusal } from '#kernel/refusal'
import { openTx, type Tx } from '#kernel/tx'
import { type Duties, workUntilQuiet } from '#kernel/work'
import { z } from 'zod'
import type { Day } from '../../app/own-routes.ts'
import { listsOf } from '../../app/rooms.ts'
import { deskOf } from '../../app/server/desk.ts'
import { house, nodeWithNoteRooms, noteRooms } from './node.ts'
import { noteCrossing, publishedNotes } from './note-room.ts'

const node = await nodeWithNoteRooms()
const ana = await node.person('MER-HOTLINE', ['worker'])
const stranger = await node.person('MER-NORTH', ['worker'])
const hour = 3_600_000

/** The duties of a node whose notes have these consequences. A missed deadline makes a note late. */
function dutiesWith(onNote: readonly Reaction<DomainEvent>[] = []): Duties {
  const consequences = ({ type }: DomainEvent): readonly Reaction<DomainEvent>[] =>
    type === 'NoteWritten'
      ? onNote
      : Object.values(noteRooms).map(({ kind, noteLate }) =>
          reactWith(noteLate, ({ aggregate }) => (aggregate.kind === kind ? { id: aggregate.id } : undefined)),
        )
  return {
    jobs: Object.assign({}, ...Object.values(noteRooms).map(({ jobs }) => jobs)) as Duties['jobs'],
    async react(to, event, compartment) {
      for (const each of consequences(event)) await each.run(to, event, { compartment })
    },
    async reactTogether(to, event, tx) {
      for (const each of consequences(event)) await each.run(to, event, { compartment: tx.compartment, tx })
    },
  }
}

async function writeNote(compartment: Compartment, by: Actor, words: string, kind: 'worry' | 'thanks' = 'worry') {
  const id = newId()
  const written = await noteRooms[compartment].write.run(node, { id, kind, words }, { actor: by, commandId: newId() })
  assert.deepEqual(written, { id })
  return id
}

for (const compartment of compartments) {
  const room = noteRooms[compartment]

  test(`in ${compartment} a person writes a note and reads it, it is on their list, and only they see it`, async () => {
    const id = await writeNote(compartment, ana, `The first words in ${compartment}`)
    const seen = await room.view.run(node, { id }, { actor: ana })
    assert.ok(!isRefusal(seen))
    assert.deepEqual([seen.words, seen.late, seen.reminders], [`The first words in ${compartment}`, false, 0])
    const listed = await room.viewList.run(node, {}, { actor: ana })
    assert.ok(!isRefusal(listed) && listed.titles.includes(`The first words in ${compartment}`))
    const refused = await room.view.run(node, { id }, { actor: stranger })
    assert.ok(isRefusal(refused) && refused.code === 'record-not-found')
    assert.deepEqual(await room.viewList.run(node, {}, { actor: stranger }), { titles: [] })
    assert.ok(await openTx(node, ana, (tx) => tx.sees(room.kind, id), { compartment }))
    const names = await openTx(node, ana, (tx) => tx.people([ana.id]), { compartment })
    assert.deepEqual([...names.values()], ['A colleague'])
    assert.ok(!(await openTx(node, stranger, (tx) => tx.sees(room.kind, id), { compartment })))
  })

  test(`in ${compartment} a note delivered twice is one note, and every act is in the ledger of ${compartment} alone`, async () => {
    const input = { id: newId(), kind: 'thanks', words: 'Once' }
    const commandId = newId()
    for (let time = 0; time < 2; time += 1)
      assert.deepEqual(await room.write.run(node, input, { actor: ana, commandId }), { id: input.id })
    await room.view.run(node, { id: input.id }, { actor: stranger })
    const acts: Record<string, string[]> = {}
    for (const each of compartments) {
      const { kernel } = node.compartment(each)
      const { rows } = await node.asOwner((client) =>
        client.query<{ act: string }>(`select line->>'kind' as act from ${kernel.ledger} where line->>'subject' = $1`, [
          input.id,
        ]),
      )
      if (rows.length > 0) acts[each] = rows.map(({ act }) => act).sort()
      assert.equal((await verifyLedger(node.compartment(each), node.nodeKey)).ok, true)
    }
    assert.deepEqual(acts, { [compartment]: ['command', 'refused'] })
  })

  test(`in ${compartment} a job runs at its time and a deadline that passes is heard once`, async () => {
    const id = await writeNote(compartment, ana, 'Nobody answers')
    await workUntilQuiet(node, dutiesWith())
    const before = await room.view.run(node, { id }, { actor: ana })
    assert.ok(!isRefusal(before) && !before.late && before.reminders === 0)
    node.clock.advance(2 * hour)
    await workUntilQuiet(node, dutiesWith())
    await workUntilQuiet(node, dutiesWith())
    const after = await room.view.run(node, { id }, { actor: ana })
    assert.ok(!isRefusal(after))
    assert.deepEqual([after.late, after.reminders], [true, 1])
  })

  test(`in ${compartment} the rows the database shows are exactly those the policies allow`, async () => {
    const people = await Promise.all(
      (['triage', 'supervisor', 'worker'] as const).map((role) => node.person('MER-SCHOOL', [role])),
    )
    for (const by of people) await writeNote(compartment, by, 'x')
    const { rows } = await node.asOwner((client) =>
      client.query<{ id: string; scopes: number[] }>(`select id, scopes from ${room.table}`),
    )
    for (const who of [...people, ana, stranger]) {
      const allowed = rows.filter(
        ({ id, scopes }) => node.access.decide(who, 'note.read', { kind: room.kind, id, scopes }, 'take-part').allowed,
      )
      const shown = await openTx(node, who, (tx) => room.visible(tx), { compartment })
      assert.deepEqual(shown, allowed.map(({ id }) => id).sort())
      assert.ok(shown.length < rows.length)
      assert.equal(shown.length > 0, who !== stranger)
    }
  })
}

test('my day has the lists of every compartment, the most urgent first, and a page is read where its list is', async () => {
  const someone = await node.person('MER-SOUTH', ['worker'])
  for (const compartment of compartments) await writeNote(compartment, someone, `For my day in ${compartment}`)
  const lists = listsOf(house.rooms)
  const [worklist, myDay] = deskOf(lists)
  const day = (await myDay!.run(node, {}, { actor: someone })) as Day
  const mine = lists.filter(({ id }) => id.startsWith('notes-')).map(({ id }) => id)
  assert.deepEqual(
    day.lists.map(({ list, rows }) => [list, rows.length]),
    mine.map((list) => [list, 1]),
  )
  assert.deepEqual(Object.keys(day.counts).sort(), lists.map(({ id }) => id).sort())
  for (const compartment of compartments) {
    const list = `notes-${compartment}`
    const page = (await worklist!.run(node, { list }, { actor: someone })) as { rows: { title: string }[] }
    assert.deepEqual(
      page.rows.map(({ title }) => title),
      [`For my day in ${compartment}`],
    )
  }
  // A child in danger now comes before everything that is only late, in whichever list.
  const last = mine.at(-1)!
  await node.asOwner((owner) =>
    owner.query(`update ${last.slice('notes-'.length)}.worklist set danger = 0 where list = $1`, [last]),
  )
  const later = (await myDay!.run(node, {}, { actor: someone })) as Day
  assert.deepEqual(
    later.lists.map(({ list }) => list),
    [last, ...mine.slice(0, -1)],
  )
  await workUntilQuiet(node, dutiesWith())
})

test('a room is not in another compartment because a command of it is called from there', async () => {
  await openTx(
    node,
    ana,
    (tx) =>
      assert.rejects(
        noteRooms.finance.write.within(tx, node, { id: newId(), kind: 'worry', words: 'x' }, { actor: ana }),
        /does not run in a transaction of care/,
      ),
    { compartment: 'care' },
  )
})

test('an event leaves its compartment only with what is declared, and nothing there leads back to it', async () => {
  const noteId = await writeNote('participation', ana, 'What I live through', 'thanks')
  const day = node.clock.now().toISOString().slice(0, 10)
  const copied = crossWith(noteRooms.care.write, noteCrossing, ({ kind, on }) => {
    assert.deepEqual([kind, on], ['thanks', day])
    return { id: newId(), kind, words: '', scopes: [] }
  })
  const duties = dutiesWith([onlyIn('participation', copied)])
  const before = await countIn('test_care.note')
  await workUntilQuiet(node, duties)
  await workUntilQuiet(node, duties)
  assert.equal(await countIn('test_care.note'), before + 1)
  const { rows: events } = await node.asOwner((client) =>
    client.query<{ id: string; undelivered: number }>(
      `select id, (select count(*)::int from participation.outbox where delivered_at is null) as undelivered
       from participation.outbox where event->'aggregate'->>'id' = $1 and type = 'NoteWritten'`,
      [noteId],
    ),
  )
  assert.equal(events[0]!.undelivered, 0)
  for (const table of await tablesOf('kernel', 'test_care'))
    for (const trace of [noteId, events[0]!.id])
      assert.equal(await countIn(`${table} as it where it::text like '%${trace}%'`), 0, `${table} has ${trace}`)
})

test('an event without such a declaration stays in its compartment, and is tried again rather than lost', async () => {
  const carried = reactWith(noteRooms.care.write, (event: DomainEvent) => ({
    id: event.aggregate.id,
    kind: 'worry' as const,
    words: 'x',
    scopes: [],
  }))
  const noteId = await writeNote('finance', ana, 'A transaction that looks wrong')
  await workUntilQuiet(node, dutiesWith([onlyIn('finance', carried)]))
  const { rows } = await node.asOwner((client) =>
    client.query<{ attempts: number; delivered_at: Date | null }>(
      `select attempts, delivered_at from finance.outbox where event->'aggregate'->>'id' = $1 and type = 'NoteWritten'`,
      [noteId],
    ),
  )
  assert.deepEqual(rows, [{ attempts: 1, delivered_at: null }])
  assert.equal(await countIn(`test_care.note where id = '${noteId}'`), 0)
})

test('a crossing cannot be declared with an id, a time or words', () => {
  for (const type of [z.uuid(), z.iso.datetime(), z.string(), z.object({}), z.any()])
    assert.throws(() => defineCrossing({ type }), /only codes, numbers and days/)
  assert.throws(() => defineCrossing({ ids: z.array(z.uuid()).optional() }), /ids may not cross/)
  assert.deepEqual(
    defineCrossing({ level: z.int(), born: z.iso.date(), kinds: z.array(z.enum(['a'])).optional() }).parse({
      level: 1,
      born: '2010-01-01',
      on: '2026-03-02',
      id: newId(),
    }),
    { level: 1, born: '2010-01-01', on: '2026-03-02' },
  )
})

test('evidence counts all that care published, whoever asks, and shows each person only their own records after it', async () => {
  await writeNote('care', stranger, 'Counted')
  await writeNote('evidence', stranger, 'My own')
  const counted = await openTx(node, ana, (tx) => publishedNotes(tx), { compartment: 'evidence' })
  const total = counted.reduce((sum, { notes }) => sum + notes, 0)
  assert.equal(total, await countIn('test_care.note'))
  // The scopes of the person are in force again after the view.
  const own = await openTx(node, stranger, async (tx) => (await publishedNotes(tx), noteRooms.evidence.visible(tx)), {
    compartment: 'evidence',
  })
  assert.equal(own.length, 1)
  assert.deepEqual(
    own,
    await openTx(node, stranger, (tx: Tx) => noteRooms.evidence.visible(tx), { compartment: 'evidence' }),
  )
})

/** A consequence of events from one compartment, as a line of reactions.ts is. */
function onlyIn(compartment: Compartment, reaction: Reaction<DomainEvent>): Reaction<DomainEvent> {
  return {
    name: reaction.name,
    run: async (to, event, source) =>
      source.compartment === compartment ? reaction.run(to, event, source) : undefined,
  }
}

async function countIn(what: string): Promise<number> {
  const { rows } = await node.asOwner((client) =>
    client.query<{ count: number }>(`select count(*)::int as count from ${what}`),
  )
  return rows[0]!.count
}

async function tablesOf(...schemas: string[]): Promise<string[]> {
  const { rows } = await node.asOwner((client) =>
    client.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables where schemaname = any ($1)`,
      [schemas],
    ),
  )
  return rows.map(({ name }) => name)
}
