import { z } from 'zod'
import { look, type AnyRoute } from '#kernel/perform'
import { countWorklists, listCount, readWorklist, type WorklistRow } from '#kernel/worklist/worklist'
import type { Tx } from '#kernel/tx'
import type { WorklistPage } from '#ui/data'
import { viewList } from '../../ui/data/server-routes.ts'
import { type Day, viewMyDay } from '../own-routes.ts'
import { kinds, lists } from '../rooms.ts'

const row = z.object({
  recordKind: z.string(),
  recordId: z.uuid(),
  href: z.string(),
  title: z.string().nullable(),
  danger: z.int(),
  dueAt: z.iso.datetime().nullable(),
  at: z.iso.datetime(),
  summary: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
const page: z.ZodType<WorklistPage> = z.object({ list: z.string(), rows: z.array(row), next: z.string().nullable() })

const day: z.ZodType<Day> = z.object({ lists: z.array(page), counts: z.record(z.string(), listCount) })

const listIds = lists.map(({ id }) => id)
const longestCount = 99
const rowsOnMyDay = 8

function mine(tx: Tx): { kind: string; id: string; scopes: readonly number[] } {
  return { kind: 'worklist', id: tx.actor.id, scopes: tx.actor.scopes }
}

async function readPage(tx: Tx, list: string, after?: string, limit?: number): Promise<WorklistPage> {
  const { rows, next } = await readWorklist(tx.db, tx.vault, {
    list,
    scopes: tx.actor.scopes,
    after,
    ...(limit && { limit }),
  })
  return { list, rows: rows.map(shown), next }
}

function shown({ recordKind, recordId, title, danger, dueAt, at, summary }: WorklistRow): z.infer<typeof row> {
  const base = kinds[recordKind]?.page ?? `/${recordKind}`
  return {
    recordKind,
    recordId,
    href: `${base}/${String(summary['caseId'] ?? recordId)}`,
    title,
    danger,
    dueAt: dueAt?.toISOString() ?? null,
    at: at.toISOString(),
    summary,
  }
}

/** One list in pages: danger first, then the nearest deadline, then the oldest. */
const worklist = look({
  ...viewList,
  name: 'view-list',
  summary: 'Read one page of a list',
  input: z.object({ list: z.string().regex(/^[a-z-]{1,40}$/), after: z.string().max(300).optional() }),
  action: 'worklist.read',
  purpose: 'protect',
  load: async (tx) => mine(tx),
  resource: (state) => state,
  show: async (_state, { list, after }, tx) => readPage(tx, list, after),
  answer: page,
})

/** My day: the top of each of my lists, with its number of rows. */
const myDay = look({
  ...viewMyDay,
  name: 'view-my-day',
  summary: 'Read my deadlines and work, list by list',
  input: z.object({}),
  action: 'worklist.read',
  purpose: 'protect',
  load: async (tx) => mine(tx),
  resource: (state) => state,
  show: async (_state, _input, tx) => {
    const counts = await countWorklists(tx.db, tx.actor.scopes, listIds, longestCount)
    const present = listIds.filter((list) => counts[list]!.count > 0)
    return { lists: await Promise.all(present.map((list) => readPage(tx, list, undefined, rowsOnMyDay))), counts }
  },
  answer: day,
})

export const deskRoutes: readonly AnyRoute[] = [worklist, myDay]
