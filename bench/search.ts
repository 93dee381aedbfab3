import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { rowsOfChild } from '#path/children'
import { findRegistrars } from '../app/demonstration/country/registrars.ts'
import { diceFor } from '../app/demonstration/country/dice.ts'
import { recordId } from '../app/demonstration/country/load.ts'
import { writeChildren } from '../app/demonstration/country/write-children.ts'
import { search } from '../src/path/children/api.ts'
import { childFacts } from '../src/path/children/model.ts'
import { type BenchCountry, machine, openCountry, progress, waitsOf } from './country.ts'
import {
  countAlike,
  firstListed,
  listedPeople,
  type ListedPerson,
  type NameQuery,
  queryAt,
  queryForListed,
} from './name-queries.ts'
import { processorTime, processorTimePer } from './processor-time.ts'
import { openTrigrams } from './trigram-peer.ts'

/**
 * Measures the search before registration over the whole register, as the application role under row-level security,
 * for six people at once: waiting time, processor time, and how often the right child is among the first five. For
 * comparison it measures `pg_trgm` similarity over the same names in plain text, as the owner. First each person pauses
 * between two searches (`--pause`, milliseconds); then nobody pauses, which gives the maximum load. `--before` searches
 * warm up the node: the first thousand after a start take up to twice as long, until the JIT compiler is done. Their
 * times are printed too.
 *
 *   node bench/run.mjs search --children=1000000 --searches=1200
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const searches = Number(options['searches'] ?? 1_200)
  const users = Number(options['users'] ?? 6)
  const pause = Number(options['pause'] ?? 1_000)
  const before = Number(options['before'] ?? 1_500)
  const country = await openCountry(options)
  try {
    const listed = await addListed(country)
    const queries = [
      ...Array.from({ length: searches }, (_, number) => queryAt(country.seed, country.children, number)),
      ...(listed.length > 0
        ? Array.from({ length: Math.round(searches / 3) }, (_, number) => queryForListed(listed, number))
        : []),
    ]
    progress('asking')
    const registrars = await findRegistrars(country.node.database)
    const alike = countAlike(country.seed, country.children)
    const askOurs: Ask = (query, user) => askNode(country, registrars[user % registrars.length]!.actor, query)
    const others = (count: number, from: number): NameQuery[] =>
      Array.from({ length: count }, (_, number) => queryAt(country.seed, country.children, searches + from + number))
    const { times: first } = await askTogether(others(before, 0), users, askOurs)
    progress('with pauses')
    const { times } = await askTogether(others(Math.round(searches / 2), before), users, askOurs, pause)
    progress('without a pause')
    const hurried = await askAll(queries, alike, users, askOurs)
    const ours = {
      [`milliseconds, the first ${Math.min(before, 300)}, without a pause`]: waitsOf(first.slice(0, 300)),
      [`milliseconds, each pauses ${pause} ms`]: waitsOf(times),
      ...hurried,
    }
    progress('the peer')
    const peer = await openTrigrams(country, listed)
    await askTogether(others(12, 0), users, peer.ask)
    const theirs = await askAll(queries.slice(0, Number(options['peer'] ?? 300)), alike, users, peer.ask)
    await peer.close()
    return {
      bench: 'search',
      children: country.children,
      users,
      ...machine(),
      ours,
      'pg_trgm, plain text, as the owner': theirs,
      listedNames: listed.length > 0 ? 'shared/data/names' : 'not found',
    }
  } finally {
    await country.close()
  }
}

interface Asked {
  readonly milliseconds: number
  /** Whether each of the first five is the right child. Call it after the measurement. */
  right(): Promise<readonly boolean[]>
}

/** `user`: index of the person among those who search at once. */
type Ask = (query: NameQuery, user: number) => Promise<Asked>

async function askTogether(
  queries: readonly NameQuery[],
  users: number,
  ask: Ask,
  pause = 0,
): Promise<{ times: number[]; asked: { query: NameQuery; right: Asked['right'] }[] }> {
  const waiting = queries.slice()
  const times: number[] = []
  const asked: { query: NameQuery; right: Asked['right'] }[] = []
  await Promise.all(
    Array.from({ length: users }, async (_, user) => {
      const dice = diceFor('search pause', user)
      if (pause > 0) await wait(dice() * pause)
      for (let query = waiting.shift(); query; query = waiting.shift()) {
        const { right, milliseconds } = await ask(query, user)
        times.push(milliseconds)
        asked.push({ query, right })
        if (pause > 0) await wait(pause * (0.5 + dice()))
      }
    }),
  )
  return { times, asked }
}

async function askAll(
  queries: readonly NameQuery[],
  alike: ReturnType<typeof countAlike>,
  users: number,
  ask: Ask,
): Promise<object> {
  const kinds = new Map<string, { asked: number; first: number; top5: number }>()
  const before = processorTime()
  const { times, asked } = await askTogether(queries, users, ask)
  const processors = processorTimePer(before, queries.length)
  for (const { query, right } of asked) {
    const found = await right()
    const told = !query.child || alike(query.child) <= 5
    for (const name of [query.kind, 'all', ...(told ? ['all whom at most five are like in everything asked'] : [])]) {
      const kind = kinds.get(name) ?? { asked: 0, first: 0, top5: 0 }
      kinds.set(name, {
        asked: kind.asked + 1,
        first: kind.first + Number(found[0] ?? false),
        top5: kind.top5 + Number(found.includes(true)),
      })
    }
  }
  return {
    milliseconds: waitsOf(times),
    'processor milliseconds each': processors,
    rightChild: Object.fromEntries([...kinds].map(([kind, counts]) => [kind, shares(counts)])),
  }
}

function shares({ asked, first, top5 }: { asked: number; first: number; top5: number }): Record<string, number> {
  const percent = (part: number): number => Number(((100 * part) / asked).toFixed(1))
  return { asked, 'first, %': percent(first), 'in the first five, %': percent(top5) }
}

/** Searches as a worker who has access only to children they registered. The time is the search alone. */
async function askNode({ node, owner, seed }: BenchCountry, actor: Actor, query: NameQuery): Promise<Asked> {
  const searchId = newId()
  const facts = { names: [{ text: query.text }], sex: query.sex, ageAtRegistration: { age: { about: query.ageAbout } } }
  const began = performance.now()
  const answer = await search.run(node, { searchId, facts }, { actor })
  const milliseconds = performance.now() - began
  if (isRefusal(answer)) throw new Error(answer.code)
  const right = async (): Promise<boolean[]> => {
    const { rows } = await owner.query<{ candidate_ids: string[] }>(
      'select candidate_ids from children.search where id = $1',
      [searchId],
    )
    return rows[0]!.candidate_ids.slice(0, 5).map((id) => query.isRight(recordOf(id, seed)))
  }
  return { milliseconds, right }
}

/** The record number of an id; -1 for a child of the demonstration stories. */
function recordOf(id: string, seed: number): number {
  const index = Number.parseInt(id.slice(0, 8), 16)
  return recordId(seed, index) === id ? index : -1
}

/** Adds children with names from shared/data/names to the country, once for each database. */
async function addListed({ node, owner, seed }: BenchCountry): Promise<ListedPerson[]> {
  const people = listedPeople(3_000)
  const { rowCount } = await owner.query('select 1 from children.child where id = $1', [recordId(seed, firstListed)])
  if (rowCount !== 0) return people
  const [registrar] = await findRegistrars(node.database)
  for (let from = 0; from < people.length; from += 1_000) {
    const batch = people.slice(from, from + 1_000).map((person, offset) => {
      const id = recordId(seed, firstListed + from + offset)
      const facts = childFacts.parse({
        names: [{ text: person.name }],
        sex: person.sex,
        birth: { iso: `${person.birthYear}-06-15` },
      })
      const at = node.clock.now()
      return {
        index: 0,
        rows: rowsOfChild(node.vaultKeys, {
          id,
          facts,
          registeredAt: at,
          timeZone: node.timeZone,
          registeredBy: registrar!.actor,
          newId,
        }),
        registrar: registrar!,
        at,
        sibling: undefined,
      }
    })
    await writeChildren(owner, batch)
  }
  return people
}
