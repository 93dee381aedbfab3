import { z } from 'zod'
import type { Compartment } from '#kernel/db/database'
import { type AnyRoute, routesOf } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
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

const longestCount = 99
const rowsOnMyDay = 8

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

/** One list in pages: danger first, then the nearest deadline, then the oldest. It is read where its room is. */
const worklistIn = (compartment: Compartment) =>
  routesOf({ compartment }).look({
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
const myDayIn = (compartment: Compartment) =>
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
      const own = lists.filter((list) => list.compartment === compartment).map(({ id }) => id)
      const counts = await countWorklists(tx, tx.actor.scopes, own, longestCount)
      const present = own.filter((list) => counts[list]!.count > 0)
      return { lists: await Promise.all(present.map((list) => readPage(tx, list, undefined, rowsOnMyDay))), counts }
    },
    answer: day,
  })

/** A look at each compartment that has lists, because no look reads two. */
function inEach<Each>(make: (compartment: Compartment) => Each): ReadonlyMap<Compartment, Each> {
  return new Map([...new Set(lists.map((list) => list.compartment))].map((name) => [name, make(name)]))
}

const worklists = inEach(worklistIn)
const worklist: AnyRoute = {
  ...worklistIn('care'),
  run(node, input, call) {
    const { list } = input as { list?: unknown }
    const compartment = lists.find(({ id }) => id === list)?.compartment ?? 'care'
    return worklists.get(compartment)!.run(node, input, call)
  },
}

const days = inEach(myDayIn)
const myDay: AnyRoute = {
  ...myDayIn('care'),
  async run(node, input, call) {
    const answers = await Promise.all([...days.values()].map((day) => day.run(node, input, call)))
    const whole: Day = { lists: [], counts: {} }
    for (const answer of answers) {
      if (isRefusal(answer)) return answer
      whole.lists.push(...answer.lists)
      Object.assign(whole.counts, answer.counts)
    }
    const rank = lists.map(({ id }) => id)
    whole.lists.sort((one, other) => rank.indexOf(one.list) - rank.indexOf(other.list))
    return whole
  },
}

export const deskRoutes: readonly AnyRoute[] = [worklist, myDay]
