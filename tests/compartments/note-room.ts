import { sql } from 'kysely'
import { z } from 'zod'
import { nodeScope } from '#kernel/actor'
import { defineCrossing } from '#kernel/crossing'
import { type Compartment, compartments } from '#kernel/db/database'
import { newId } from '#kernel/ids'
import type { Job } from '#kernel/jobs/jobs'
import { routesOf } from '#kernel/perform'
import { refuse } from '#kernel/refusal'
import type { Room } from '#kernel/room'
import type { Tx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'

const minutes = 60_000
const kinds = z.enum(['worry', 'thanks'])
const input = z.object({ id: z.uuid(), kind: kinds, words: z.string(), scopes: z.array(z.int()).default([]) })
const answer = z.object({ id: z.uuid() })

/** What of a note may go to another compartment. */
export const noteCrossing = defineCrossing({ kind: kinds })

/** The tables of one test room, for the queries below. */
type NoteTables = {
  note: {
    id: string
    scopes: number[]
    version: number
    kind: 'worry' | 'thanks'
    written_at: Date
    late: boolean
    sealed_words: Buffer
  }
  reminder: { note_id: string; id: string; at: Date }
}

/**
 * A small room in any compartment. People write notes in sealed words and read them, a list has the notes of a desk, a
 * deadline makes a note late, and a job reminds. Only its manifest says in which compartment it is.
 */
export function noteRoom(compartment: Compartment) {
  const table = `test_${compartment}.note`
  const kind = `note-${compartment}`
  const list = `notes-${compartment}`
  const room: Room = {
    name: `test-${compartment}`,
    compartment,
    kinds: { [kind]: { page: '/notes', table } },
    lists: [{ id: list, titleId: 'signals.my-day.triage', rank: 900 + compartments.indexOf(compartment) }],
  }
  const { command, look } = routesOf(room)
  const notes = ({ db }: Tx) => db.withTables<NoteTables>().withSchema(`test_${compartment}`)
  const resource = ({ id, scopes }: { id: string; scopes: readonly number[] }) => ({ kind, id, scopes, personal: true })

  async function load(tx: Tx, { id }: { id: string }) {
    return notes(tx).selectFrom('note').selectAll().where('id', '=', id).executeTakeFirst()
  }

  const write = command({
    method: 'POST',
    path: `/api/test/${compartment}/notes`,
    name: `write-note-${compartment}`,
    summary: 'Write a note',
    input,
    action: 'note.write',
    purpose: 'take-part',
    load: async () => ({}),
    resource: (_state, { id, scopes }) => resource({ id, scopes }),
    decide: (_state, given, { now, newId: nextId, actor }) => ({
      changes: [
        { ...given, scopes: [nodeScope, ...given.scopes, ...actor.scopes.filter((scope) => scope !== nodeScope)] },
      ],
      events: [
        {
          type: 'NoteWritten',
          id: nextId(),
          at: now.toISOString(),
          aggregate: { kind, id: given.id },
          data: { kind: given.kind, noteId: given.id, words: 'never' },
        },
      ],
      answer: { id: given.id },
    }),
    async save(tx, note) {
      await tx.create(note.id, kind)
      const row = {
        id: note.id,
        scopes: note.scopes,
        version: 1,
        kind: note.kind,
        written_at: tx.now,
        late: false,
        sealed_words: await tx.vault.seal(note.id, `note.words:${note.id}`, note.words),
      }
      tx.write(notes(tx).insertInto('note').values(row), refuse('id-taken'))
      const dueAt = new Date(tx.now.getTime() + 60 * minutes)
      const about = { recordId: note.id, recordKind: kind, scopes: note.scopes, dueAt, at: tx.now }
      await tx.worklist.put({
        list,
        danger: 1,
        summary: { kind: note.kind },
        title: { subjectId: note.id, text: note.words },
        ...about,
      })
      await tx.deadlines.keep({ id: note.id, kind, scopes: note.scopes }, [
        {
          id: newId(),
          clockId: 'note.answer',
          level: 0,
          startedAt: tx.now.toISOString(),
          dueAt: dueAt.toISOString(),
          source: { instrument: 'A rule for this test', verified: false },
        },
      ])
      const runAt = new Date(tx.now.getTime() + 30 * minutes)
      await tx.jobs.add({ id: newId(), kind: `remind-${compartment}`, runAt, payload: { noteId: note.id } })
    },
    answer,
  })

  const view = look({
    method: 'GET',
    path: `/api/test/${compartment}/notes/:id`,
    name: `view-note-${compartment}`,
    summary: 'Read a note',
    input: z.object({ id: z.uuid() }),
    action: 'note.read',
    purpose: 'take-part',
    async load(tx, { id }) {
      const note = await load(tx, { id })
      if (note) await tx.openIgnoringScopesUntilEnd(id, kind)
      return note
    },
    resource,
    async show(note, _input, tx) {
      const reminders = await notes(tx).selectFrom('reminder').selectAll().execute()
      const words = await tx.vault.unseal(note.id, `note.words:${note.id}`, note.sealed_words)
      return { id: note.id, kind: note.kind, words, late: note.late, reminders: reminders.length }
    },
    answer: z.object({ id: z.uuid(), kind: kinds, words: z.string(), late: z.boolean(), reminders: z.int() }),
  })

  const viewList = look({
    method: 'GET',
    path: `/api/test/${compartment}/notes`,
    name: `view-notes-${compartment}`,
    summary: 'Read my list of notes',
    input: z.object({}),
    action: 'worklist.read',
    purpose: 'take-part',
    load: async (tx) => ({ id: tx.actor.id, scopes: tx.actor.scopes }),
    resource: (state) => ({ kind: 'worklist', ...state }),
    show: async (_state, _input, tx) => ({
      titles: (await readWorklist(tx, { list, scopes: tx.actor.scopes })).rows.map(({ title }) => title ?? ''),
    }),
    answer: z.object({ titles: z.array(z.string()) }),
  })

  /** The node runs it when a deadline has passed. */
  const noteLate = command({
    method: 'POST',
    path: `/api/test/${compartment}/notes/:id/late`,
    name: `note-late-${compartment}`,
    summary: 'Say that a note is late',
    input: z.object({ id: z.uuid() }),
    action: 'note.late',
    purpose: 'take-part',
    async load(tx, { id }) {
      await tx.openIgnoringScopesUntilEnd(id, kind)
      return load(tx, { id })
    },
    resource,
    decide: ({ id }) => ({ changes: [{ late: true }], events: [], answer: { id } }),
    save: async (tx, change, { id }) => tx.write(notes(tx).updateTable('note').set(change).where('id', '=', id)),
    answer,
  })

  async function remind(tx: Tx, { payload }: Job): Promise<void> {
    const id = String(payload['noteId'])
    await tx.openIgnoringScopesUntilEnd(id, kind)
    tx.write(notes(tx).insertInto('reminder').values({ note_id: id, id: newId(), at: tx.now }))
  }

  /** The ids of all notes that the database shows in this transaction. */
  async function visible(tx: Tx): Promise<string[]> {
    const rows = await notes(tx).selectFrom('note').select('id').execute()
    return rows.map(({ id }) => id).sort()
  }

  return { room, table, kind, write, view, viewList, noteLate, visible, jobs: { [`remind-${compartment}`]: remind } }
}

/** What the test room in care publishes for evidence. */
export async function publishedNotes({ db }: Tx): Promise<{ kind: string; on: Date; notes: number }[]> {
  const { rows } = await sql<{ kind: string; on: Date; notes: number }>`
    select kind, "on", notes from evidence.test_notes order by kind`.execute(db)
  return rows
}
