import { performance } from 'node:perf_hooks'
import { Batch } from '#kernel/db/batch'
import pg from 'pg'
import type { Actor } from '#kernel/actor'
import { systemClock } from '#kernel/clock'
import { openCompartment } from '#kernel/db/compartment'
import { newId } from '#kernel/ids'
import { compartmentsOf, type Node } from '#kernel/node'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { routes } from '../app/server/modules.ts'
import { machine, openCountry, waitsOf } from './country.ts'
import { queryAt } from './name-queries.ts'

/**
 * Measures the cost of row-level security: runs each look a person waits for as the application role and as the owner,
 * for whom no policy applies. It counts only time in the database, alternating, one look at a time.
 *
 *   node bench/run.mjs row-level-security --children=1000000 --rounds=60
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const rounds = Number(options['rounds'] ?? 60)
  const country = await openCountry(options)
  const sides = { role: timed(country.node, country.node.pool.options), owner: timed(country.node, country.address) }
  try {
    const looks = await looksOf(country)
    const result: Record<string, unknown> = {}
    for (const { name, actor, inputs } of looks) {
      const times = { role: [] as number[], owner: [] as number[] }
      for (let round = -6; round < rounds; round += 1) {
        for (const side of round % 2 === 0 ? (['role', 'owner'] as const) : (['owner', 'role'] as const)) {
          const input = inputs(Math.abs(round))
          const milliseconds = await sides[side].inDatabase((node) =>
            routes.find((route) => route.name === name)!.run(node, input, { actor }),
          )
          if (round >= 0) times[side].push(milliseconds)
        }
      }
      const [role, owner] = [waitsOf(times.role), waitsOf(times.owner)]
      result[name] = {
        role,
        owner,
        'ratio of the middles': Number((role.p50 / owner.p50).toFixed(2)),
        'ratio of p95': Number((role.p95 / owner.p95).toFixed(2)),
      }
    }
    return { bench: 'row-level-security', children: country.children, rounds, ...machine(), milliseconds: result }
  } finally {
    await Promise.all([sides.role.close(), sides.owner.close()])
    await country.close()
  }
}

interface LookToMeasure {
  name: string
  actor: Actor
  inputs(round: number): object
}

/** Looks at lists, searches and records, each by a person who does this work. */
async function looksOf({
  node,
  owner,
  seed,
  children,
}: Awaited<ReturnType<typeof openCountry>>): Promise<LookToMeasure[]> {
  const { rows } = await owner.query<{ list: string; scope: number; account_id: string | null; ids: string[] }>(
    `select list, scope, account_id, (array_agg(record_id order by record_id))[1:60] as ids from kernel.worklist join kernel.scope on scope.id = worklist.scope group by list, scope, account_id order by count(*) desc`,
  )
  const { rows: accounts } = await owner.query<{ id: string }>('select id from kernel.account where active order by id')
  const people = (await Promise.all(accounts.map(({ id }) => findActor(node.database, id)))).filter(
    (actor) => actor !== undefined,
  )
  const holder = (list: string): { actor: Actor; ids: string[] } => {
    for (const { list: name, scope, ids } of rows) {
      const actor =
        name === list && people.find(({ scopes, roles }) => scopes.includes(scope) && !roles.includes('administrator'))
      if (actor) return { actor, ids }
    }
    throw new Error(`Nobody has anything in ${list}.`)
  }
  const records = (name: string, list: string): LookToMeasure => {
    const { actor, ids } = holder(list)
    return { name, actor, inputs: (round) => ({ id: ids[round % ids.length]! }) }
  }
  const lists = ['children', 'triage', 'inbox', 'cases', 'tasks', 'sent'].map((list) => ({ ...holder(list), list }))
  return [
    {
      name: 'search-children',
      actor: holder('children').actor,
      inputs: (round) => asked(queryAt(seed, children, round)),
    },
    { name: 'view-list', actor: lists[0]!.actor, inputs: () => ({ list: 'children' }) },
    { name: 'view-my-day', actor: holder('cases').actor, inputs: () => ({}) },
    records('view-child', 'children'),
    records('view-child-timeline', 'children'),
    records('view-concern', 'triage'),
    records('view-referral', 'inbox'),
    records('view-case', 'cases'),
    {
      name: 'view-clocks',
      actor: people.find(({ roles }) => roles.includes('coordinator'))!,
      inputs: () => ({ days: 90 }),
    },
  ]
}

function asked({ text, sex, ageAbout }: ReturnType<typeof queryAt>): object {
  return { searchId: newId(), facts: { names: [{ text }], sex, ageAtRegistration: { age: { about: ageAbout } } } }
}

/** A node whose connections add up the time of their statements. */
/** The same batch, with a callback when its answer has arrived. */
function endingAt(batch: Batch, ended: () => void): Batch {
  const { handleReadyForQuery, handleError } = batch
  return Object.assign(batch, {
    handleReadyForQuery(...words: Parameters<typeof handleReadyForQuery>) {
      ended()
      handleReadyForQuery.apply(batch, words)
    },
    handleError(...words: Parameters<typeof handleError>) {
      ended()
      handleError.apply(batch, words)
    },
  })
}

function timed(
  node: Node,
  connection: pg.PoolConfig,
): { inDatabase(work: (node: Node) => Promise<unknown>): Promise<number>; close(): Promise<void> } {
  const pool = new pg.Pool({ ...connection, max: 1 })
  let spent = 0
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    const ask = client.query.bind(client) as (...words: unknown[]) => Promise<unknown>
    client.query = (async (...words: unknown[]) => {
      const began = performance.now()
      if (words[0] instanceof Batch) return ask(endingAt(words[0], () => (spent += performance.now() - began)))
      try {
        return await ask(...words)
      } finally {
        spent += performance.now() - began
      }
    }) as typeof client.query
  })
  const care = openCompartment('care', pool, { nodeKey: new Uint8Array(32), clock: systemClock })
  const { database } = care
  return {
    async inDatabase(work) {
      spent = 0
      const answer = await work({ ...node, compartment: compartmentsOf([care]), pool, database, wake: () => {} })
      if (isRefusal(answer)) throw new Error(answer.code)
      return spent
    },
    close: () => database.destroy(),
  }
}
