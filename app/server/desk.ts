import { z } from 'zod'
import { wholeNumberInQuery } from '#kernel/query-number'
import type { Compartment } from '#kernel/db/database'
import { type AnyRoute, routesOf } from '#kernel/perform'
import { isRefusal, refuse } from '#kernel/refusal'
import { countWorklists, listCount, readWorklist, type WorklistRow } from '#kernel/worklist/worklist'
import type { Tx } from '#kernel/tx'
import type { WorklistPage } from '#ui/data'
import { viewList } from '../../ui/data/server-routes.ts'
import { type Day, viewMyDay } from '../own-routes.ts'
import { kinds, lists, ownLists } from '../rooms.ts'

const row = z.object({
  recordKind: z.string(),
  recordId: z.uuid(),
  href: z.string(),
  title: z.string().nullable(),
  danger: z.int(),
  dueAt: z.iso.datetime().nullable(),
  dueCertain: z.boolean(),
  at: z.iso.datetime(),
  summary: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hidden: z.boolean(),
})
const page: z.ZodType<WorklistPage> = z.object({ list: z.string(), rows: z.array(row), next: z.string().nullable() })

const day: z.ZodType<Day> = z.object({
  lists: z.array(page),
  counts: z.record(z.string(), listCount),
  ledger: z.enum(['older', 'altered']).nullable(),
})

const longestCount = 99
const rowsOnMyDay = 8
/** A screen that shows many pages loads them again in one request. */
const mostRows = 1_000

function mine(tx: Tx): { kind: string; id: string; scopes: readonly number[] } {
  return { kind: 'worklist', id: tx.actor.id, scopes: tx.actor.scopes }
}

async function readPage(tx: Tx, list: string, after?: string, limit?: number): Promise<WorklistPage> {
  const { rows, next } = await readWorklist(tx, {
    list,
    scopes: tx.actor.scopes,
    after,
    ...(limit && { limit }),
  })
  // Who raised a concern does not work with its record, and is not told from whom others have hidden it.
  const raised = list === 'my-concerns'
  return { list, rows: rows.map((one) => shown(raised ? { ...one, hidden: false } : one)), next }
}

function shown({
  recordKind,
  recordId,
  title,
  danger,
  dueAt,
  dueCertain,
  at,
  summary,
  hidden,
}: WorklistRow): z.infer<typeof row> {
  const base = kinds[recordKind]?.page ?? `/${recordKind}`
  return {
    recordKind,
    recordId,
    href: `${base}/${String(summary['caseId'] ?? recordId)}`,
    title,
    danger,
    dueAt: dueAt?.toISOString() ?? null,
    dueCertain,
    at: at.toISOString(),
    summary,
    hidden,
  }
}

/** One list in pages, by default of 25 rows: danger first, then the nearest deadline, then the oldest. */
const worklistIn = (compartment: Compartment) =>
  routesOf({ compartment }).look({
    ...viewList,
    name: 'view-list',
    summary: 'Read one page of a list',
    input: z.object({
      list: z.string().max(40),
      after: z.string().max(300).optional(),
      limit: wholeNumberInQuery(1, mostRows).optional(),
    }),
    action: 'worklist.read',
    purpose: 'protect',
    load: async (tx) => mine(tx),
    resource: (state) => state,
    show: async (_state, { list, after, limit }, tx) => readPage(tx, list, after, limit),
    answer: page,
  })

/** My day: the top of each of my lists, with its number of rows. */
const myDayIn = (compartment: Compartment, ids: readonly string[]) =>
  routesOf({ compartment }).look({
    ...viewMyDay,
    name: 'view-my-day',
    summary: 'Read my deadlines and work, list by list',
    input: z.object({}),
    action: 'worklist.read',
    purpose: 'protect',
    load: async (tx) => mine(tx),
    resource: (state) => state,
    show: async (_state, _input, tx) => {
      const counts = await countWorklists(tx, tx.actor.scopes, ids, longestCount)
      const present = ids.filter((list) => counts[list]!.count > 0)
      const seen = tx.actor.roles.includes('administrator') ? tx.ledgerProblem : undefined
      return {
        lists: await Promise.all(present.map((list) => readPage(tx, list, undefined, rowsOnMyDay))),
        counts,
        ledger: seen?.kind ?? null,
      }
    },
    answer: day,
  })

interface PlacedList {
  id: string
  compartment: Compartment
}

/**
 * The routes of the lists of My day, those with danger and then the most urgent first, and of those that only one room shows. No look reads two compartments: a page is read where its list is,
 * and My day is put together from one look at each compartment that has lists.
 */
export function deskOf(these: readonly PlacedList[], own: readonly PlacedList[] = []): readonly AnyRoute[] {
  const placeOf = new Map([...these, ...own].map(({ id, compartment }) => [id, compartment]))
  const pages = new Map([...placeOf.values()].map((name) => [name, worklistIn(name)]))
  const compartments = [...new Set(these.map(({ compartment }) => compartment))]
  const days = compartments.map((name) =>
    myDayIn(
      name,
      these.filter(({ compartment }) => compartment === name).map(({ id }) => id),
    ),
  )
  const worklist: AnyRoute = {
    ...worklistIn('care'),
    async run(node, input, call) {
      const compartment = placeOf.get(String((input as { list?: unknown }).list))
      return compartment ? pages.get(compartment)!.run(node, input, call) : refuse('list-not-found', { status: 404 })
    },
  }
  const myDay: AnyRoute = {
    ...myDayIn('care', []),
    async run(node, input, call) {
      const answers = await Promise.all(days.map((each) => each.run(node, input, call)))
      const refusal = answers.find(isRefusal)
      if (refusal) return refusal
      const found = answers.flatMap((answer) => (isRefusal(answer) ? [] : [answer]))
      const place = new Map(these.map(({ id }, index) => [id, index]))
      // The rows of a list begin with those in danger. A child in danger now is never below the fold of a phone.
      const rank = ({ list, rows }: WorklistPage): number =>
        place.get(list)! - (rows[0]?.danger === 0 ? these.length : 0)
      return {
        lists: found.flatMap((answer) => answer.lists).sort((a, b) => rank(a) - rank(b)),
        counts: Object.assign({}, ...found.map(({ counts }) => counts)) as Day['counts'],
        ledger: found.find(({ ledger }) => ledger)?.ledger ?? null,
      } satisfies Day
    },
  }
  return [worklist, myDay]
}

export const deskRoutes = deskOf(lists, ownLists)
