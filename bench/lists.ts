import { performance } from 'node:perf_hooks'
import type { Actor } from '#kernel/actor'
import { inTransaction } from '#kernel/db/transaction'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { countWorklists } from '#kernel/worklist/worklist'
import { lists } from '../app/rooms.ts'
import { routes } from '../app/server/modules.ts'
import { type BenchCountry, machine, openCountry, peerOf, progress, waitsOf } from './country.ts'

const everyList = [...lists.map(({ id }) => id), 'children']

/**
 * Measures the pages of all lists, as the application role under row-level security, for every person with rows in
 * them: the first page and later pages, for six people at once; also My day and the deadlines.
 *
 *   node bench/run.mjs lists --children=1000000
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const users = Number(options['users'] ?? 6)
  const country = await openCountry(options)
  try {
    const { node, owner } = country
    const { rows: accounts } = await owner.query<{ id: string }>(
      'select id from kernel.account where active order by id',
    )
    const people = (await Promise.all(accounts.map(({ id }) => findActor(node.database, id)))).filter(
      (actor) => actor !== undefined,
    )
    const waits = new Map<string, number[]>()
    const longest = new Map<string, number>()
    const ask = async (what: string, name: string, input: object, actor: Actor): Promise<unknown> => {
      const began = performance.now()
      const answer = await routes.find((route) => route.name === name)!.run(node, input, { actor })
      const list = waits.get(what) ?? waits.set(what, []).get(what)!
      list.push(performance.now() - began)
      if (isRefusal(answer)) throw new Error(`${what}: ${answer.code}`)
      return answer
    }
    const rounds: (() => Promise<void>)[] = []
    for (const list of everyList) {
      for (const actor of people) {
        const count = await countAs(country, actor, list)
        if (count === 0) continue
        longest.set(list, Math.max(longest.get(list) ?? 0, count))
        for (let round = 0; round < 6; round += 1) {
          rounds.push(async () => {
            let after: string | undefined
            for (let page = 0; page < 5; page += 1) {
              const { next } = (await ask(list, 'view-list', { list, ...(after && { after }) }, actor)) as {
                next: string | null
              }
              if (!next) return
              after = next
            }
          })
        }
      }
    }
    for (const actor of people)
      for (let round = 0; round < 6; round += 1)
        rounds.push(async () => void (await ask('my-day', 'view-my-day', {}, actor)))
    const coordinators = people.filter(({ roles }) => roles.includes('coordinator'))
    for (const actor of coordinators)
      for (let round = 0; round < 20; round += 1)
        rounds.push(async () => void (await ask('clocks', 'view-clocks', { days: 90 }, actor)))
    progress(`${rounds.length} rounds`)
    await rounds[0]?.()
    waits.clear()
    const mixed = rounds
      .map((round, number) => ({ round, place: (number * 7919) % rounds.length }))
      .sort((a, b) => a.place - b.place)
      .map(({ round }) => round)
    await Promise.all(
      Array.from({ length: users }, async () => {
        for (let round = mixed.pop(); round; round = mixed.pop()) await round()
      }),
    )
    const shown = Object.fromEntries(
      [...waits].map(([what, times]) => [
        what,
        {
          ...(longest.has(what) && {
            'longest of one person': longest.get(what) === ceiling ? `${ceiling} or more` : longest.get(what),
          }),
          ...waitsOf(times),
        },
      ]),
    )
    return {
      bench: 'lists',
      children: country.children,
      users,
      ...machine(),
      milliseconds: shown,
      all: waitsOf([...waits.values()].flat()),
      peer: await peerOf(country.owner),
    }
  } finally {
    await country.close()
  }
}

const ceiling = 100_000

/** Number of rows one person sees in a list, up to the ceiling. */
async function countAs({ node }: BenchCountry, actor: Actor, list: string): Promise<number> {
  const counts = await inTransaction(node.compartment('care'), actor, (access) =>
    countWorklists(access, actor.scopes, [list], ceiling),
  )
  return counts[list]?.count ?? 0
}
