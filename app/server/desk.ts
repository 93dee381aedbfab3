import { z } from 'zod'
import { look, type AnyRoute } from '#kernel/perform'
import { countWorklists, listCount, readWorklist, type WorklistRow } from '#kernel/worklist/worklist'
import type { Tx } from '#kernel/tx'

const pathOfKind: Record<string, string> = {
  concern: '/concerns',
  child: '/children',
  screening: '/screenings',
  referral: '/referrals',
  case: '/cases',
}

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
const page = z.object({ list: z.string(), rows: z.array(row), next: z.string().nullable() })
type Page = z.infer<typeof page>

const longestCount = 99
const rowsOnMyDay = 8

function mine(tx: Tx): { kind: string; id: string; scopes: readonly number[] } {
  return { kind: 'worklist', id: tx.actor.id, scopes: tx.actor.scopes }
}

async function readPage(tx: Tx, list: string, after?: string, limit?: number): Promise<Page> {
  const { rows, next } = await readWorklist(tx.db, tx.vault, {
    list,
    scopes: tx.actor.scopes,
    after,
    ...(limit && { limit }),
  })
  return { list, rows: rows.map(shown), next }
}

function shown({ recordKind, recordId, title, danger, dueAt, at, summary }: WorklistRow): z.infer<typeof row> {
  const base = pathOfKind[recordKind] ?? `/${recordKind}`
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
  method: 'GET',
  path: '/api/worklists/:list',
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
  method: 'GET',
  path: '/api/my-day',
  name: 'view-my-day',
  summary: 'Read my deadlines and work, list by list',
  input: z.object({}),
  action: 'worklist.read',
  purpose: 'protect',
  load: async (tx) => mine(tx),
  resource: (state) => state,
  show: async (_state, _input, tx) => {
    const counts = await countWorklists(tx.db, tx.actor.scopes, lists, longestCount)
    const present = lists.filter((list) => counts[list]!.count > 0)
    return { lists: await Promise.all(present.map((list) => readPage(tx, list, undefined, rowsOnMyDay))), counts }
  },
  answer: z.object({ lists: z.array(page), counts: z.record(z.string(), listCount) }),
})

/** All lists of the node, the most urgent list first. */
export const lists = [
  'escalations',
  'inbox',
  'triage',
  'tasks',
  'screenings',
  'cases',
  'sent',
  'my-concerns',
  'parked',
  'duplicates',
] as const

export const deskRoutes: readonly AnyRoute[] = [worklist, myDay]
