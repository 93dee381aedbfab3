import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { recordAt, registeredIn } from '../app/demonstration/country/children.ts'
import type { BenchCountry } from './country.ts'
import { firstListed, type ListedPerson, type NameQuery } from './name-queries.ts'

/**
 * The usual alternative: plain-text names with a GIN index of trigrams, the most similar first, then the nearest age.
 */
export async function openTrigrams({ owner, address, children, seed }: BenchCountry, listed: readonly ListedPerson[]) {
  await owner.query('create schema if not exists bench')
  await owner.query('create extension if not exists pg_trgm')
  await owner.query(
    'create table if not exists bench.plain_name (number int8 not null, name text not null, born int not null)',
  )
  const { rows } = await owner.query<{ there: number }>('select count(*)::int as there from bench.plain_name')
  const known = children + listed.length
  if (rows[0]!.there !== known) {
    await owner.query('truncate bench.plain_name')
    for (let from = 0; from < known; from += 10_000)
      await writeNames(owner, seed, from, Math.min(known, from + 10_000), children, listed)
    await owner.query(
      'create index if not exists plain_name_trigrams on bench.plain_name using gin (name gin_trgm_ops)',
    )
    await owner.query('vacuum analyze bench.plain_name')
  }
  const pool = new pg.Pool({ ...address, max: 10 })
  pool.on('error', () => {})
  return {
    async ask(query: NameQuery) {
      const began = performance.now()
      const { rows: found } = await pool.query<{ number: string }>(
        `select number from bench.plain_name where name % $1 order by similarity(name, $1) desc, abs(born - $2) limit 5`,
        [query.text, registeredIn - query.ageAbout],
      )
      const milliseconds = performance.now() - began
      return { milliseconds, right: () => Promise.resolve(found.map(({ number }) => query.isRight(Number(number)))) }
    },
    close: () => pool.end(),
  }
}

async function writeNames(
  owner: pg.Client,
  seed: number,
  from: number,
  to: number,
  children: number,
  listed: readonly ListedPerson[],
): Promise<void> {
  const people = Array.from({ length: to - from }, (_, offset) => {
    const number = from + offset
    const person = listed[number - children]
    if (person) return { number: firstListed + number - children, name: person.name, born: person.birthYear }
    const record = recordAt(seed, number)
    return {
      number,
      name: record.name,
      born: record.born ? Number(record.born.slice(0, 4)) : registeredIn - record.ageAbout!,
    }
  })
  await owner.query('insert into bench.plain_name select * from unnest($1::int8[], $2::text[], $3::int[])', [
    people.map(({ number }) => number),
    people.map(({ name }) => name),
    people.map(({ born }) => born),
  ])
}
