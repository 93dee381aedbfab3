import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command, look } from '#kernel/perform'
import { wholeNumberInQuery } from '#kernel/query-number'
import { recordHop as decideHop } from './record-hop.ts'
import { loadHops, readAccount, readLateNow, saveHop } from './store/hop-store.ts'
import { clocksView } from './view.ts'

const instant = z.iso.datetime()
const dayMillis = 86_400_000
const usualDays = 90
const lateShown = 200

export const clocks = look({
  method: 'GET',
  path: '/api/clocks',
  name: 'view-clocks',
  summary: 'How long each step of the path takes, and what is late now',
  input: z.object({ days: wholeNumberInQuery(1, 3660).default(usualDays) }),
  action: 'clocks.read',
  purpose: 'account-for',
  load: async (tx, { days }) => ({
    from: new Date(tx.now.getTime() - days * dayMillis),
    to: new Date(tx.now.getTime() + 1),
  }),
  resource: (_state): Resource => ({ kind: 'clocks', id: 'all' }),
  show: async (span, _input, tx) => {
    const accounts = await readAccount(tx, span)
    const late = await readLateNow(tx, lateShown)
    const agencies = await tx.agencies(late.flatMap(({ agencyId }) => agencyId ?? []))
    return {
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      hops: accounts.map(({ medianMillis = null, p90Millis = null, ...rest }) => ({
        ...rest,
        medianMillis,
        p90Millis,
      })),
      late: late.map(({ hop, record, startedAt, dueAt, agencyId }) => ({
        hop,
        record,
        startedAt,
        dueAt: dueAt!,
        agency: agencies.get(agencyId ?? '') ?? null,
      })),
    }
  },
  answer: clocksView,
})

/** The node runs it on every event of `pathEvents`, to measure time. */
export const recordHop = command({
  method: 'POST',
  path: '/api/clocks/hops',
  name: 'record-hop',
  summary: 'Record what an event says about time',
  input: z.object({
    type: z.string(),
    id: z.uuid(),
    at: instant,
    aggregate: z.object({ kind: z.string(), id: z.uuid() }),
    data: z.record(z.string(), z.unknown()),
  }),
  action: 'clocks.record',
  purpose: 'account-for',
  load: loadHops,
  resource: (_state, { aggregate }): Resource => ({ kind: 'clocks', id: aggregate.id }),
  decide: decideHop,
  save: saveHop,
  answer: z.object({ noted: z.int() }),
})

export const routes = [clocks]
