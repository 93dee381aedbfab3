import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type pg from 'pg'
import { startPostgres } from '#lib/local-postgres'
import { timeZoneOf } from '#standards'
import { buildServer } from '../app/server/http.ts'
import { importPlaces } from '#places'
import { nodeActor } from '#kernel/actor'
import { openClient } from '#kernel/db/database'
import { migrate } from '#kernel/db/migrate'
import { newId } from '#kernel/ids'
import { openNode } from '#kernel/node'
import { isRefusal } from '#kernel/refusal'
import { addAccount, addAgency } from '#kernel/sign-in/accounts'
import { generatedPlaces } from './places-data.ts'
import { type Asked, askings } from './places-queries.ts'
import { rooms } from '../app/rooms.ts'

/**
 * Measures how long a place list takes to load, and how long a person waits while typing into the place picker:
 *   node bench/run.mjs places --file=../shared/data/places/global_pcodes_adm_1_2.csv --queries=600
 * Without the file it uses a generated list of the same size. For comparison it measures pg_trgm similarity with its
 * index and ILIKE, in the same run on the same places.
 */
export async function measure(options: Record<string, string>, folder: string): Promise<unknown> {
  const file = options['file']
  const real = file !== undefined && existsSync(file)
  const csv = real ? readFileSync(file, 'utf8') : generatedPlaces(Number(options['rows'] ?? 32_767))
  const database = await startPostgres({ dataDir: join(folder, 'data'), profile: 'test' })
  try {
    const address = { host: database.socketDir, port: database.port, database: 'postgres', user: database.superuser }
    const nodeKey = randomBytes(32)
    await migrate(address, nodeKey, rooms)
    const node = openNode({ address, nodeKey, rooms, timeZone: timeZoneOf('XM') })
    const owner = openClient(address)
    await owner.connect()
    const load = async (version: string) => {
      const began = performance.now()
      const answer = await importPlaces.run(
        node,
        { setId: 'measured', version, source: real ? 'OCHA' : 'generated', licence: 'see source', countries: [], csv },
        { actor: nodeActor, commandId: newId() },
      )
      if (isRefusal(answer)) throw new Error(JSON.stringify(answer))
      return { ...answer, seconds: Number(((performance.now() - began) / 1_000).toFixed(2)) }
    }
    const first = await load('1')
    const again = await load('1')
    const newer = await load('2')
    await owner.query('vacuum analyze standards.place, standards.place_key')
    const asked = askings(csv, Number(options['queries'] ?? 600))
    const ours = await askOurs(node, asked)
    const peers = await askPeers(owner, asked)
    const size = await owner.query<{ place: number; keys: number }>(
      `select pg_total_relation_size('standards.place')::float8 / 1048576 as place, pg_total_relation_size('standards.place_key')::float8 / 1048576 as keys`,
    )
    await owner.end()
    await node.close()
    return {
      bench: 'places',
      list: real ? 'file' : 'generated',
      machine: `${cpus().length} × ${cpus()[0]?.model}`,
      node: process.version,
      rows: first.rows,
      countries: first.countries,
      version: first.version,
      sha256: first.sha256,
      loadSeconds: first.seconds,
      sameAgainSeconds: again.seconds,
      sameAgainChanged: !again.unchanged,
      newerVersionSeconds: newer.seconds,
      megabytes: { places: Math.round(size.rows[0]!.place), keys: Math.round(size.rows[0]!.keys) },
      ours,
      peers,
    }
  } finally {
    await database.stop()
  }
}

/** Measures the API of the picker, signed in, with the application's database role. */
async function askOurs(node: ReturnType<typeof openNode>, asked: readonly Asked[]): Promise<unknown> {
  const agencyId = newId()
  await addAgency(
    node.database,
    { id: agencyId, code: 'BENCH', name: { en: 'Bench' }, kind: 'child-protection', country: 'XM' },
    new Date(),
  )
  await addAccount(
    node.database,
    {
      id: newId(),
      agencyId,
      name: 'A',
      email: 'bench@example.org',
      password: 'a long password',
      roles: ['worker'],
      language: 'en',
    },
    new Date(),
  )
  const server = await buildServer({ node, config: { mode: 'production', logLevel: 'fatal' } })
  const signedIn = await server.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { email: 'bench@example.org', password: 'a long password' },
  })
  const cookies = Object.fromEntries(signedIn.cookies.map(({ name, value }) => [name, value]))
  const result = await timedByKind(asked, async ({ typed, near }) => {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/places/find',
      cookies,
      payload: { typed, near: [near] },
    })
    return (JSON.parse(answer.body) as { places: { code: string }[] }).places.map(({ code }) => code)
  })
  await server.close()
  return result
}

async function askPeers(owner: pg.Client, asked: readonly Asked[]): Promise<unknown> {
  await owner.query(`create table peer as select code, name ->> 'und' as name from standards.place`)
  const like = (typed: string) => `%${typed.replaceAll(/[\\%_]/g, '\\$&')}%`
  const ilike = await timedByKind(asked, async ({ typed }) =>
    (
      await owner.query<{ code: string }>(
        'select code from peer where name ilike $1 order by length(name), name limit 20',
        [like(typed)],
      )
    ).rows.map(({ code }) => code),
  )
  const available = await owner.query('create extension if not exists pg_trgm').then(
    () => true,
    () => false,
  )
  if (!available) return { ilike, trigram: 'pg_trgm is not installed here' }
  await owner.query('create index peer_trigram on peer using gist (name gist_trgm_ops(siglen=64))')
  await owner.query('analyze peer')
  const trigram = await timedByKind(asked, async ({ typed }) =>
    (await owner.query<{ code: string }>('select code from peer order by $1 <<-> name limit 20', [typed])).rows.map(
      ({ code }) => code,
    ),
  )
  return { ilike, trigram }
}

/** Time, and how often the right place is among the first twenty, for each kind of text. */
async function timedByKind(asked: readonly Asked[], ask: (asked: Asked) => Promise<string[]>): Promise<unknown> {
  for (const one of asked.slice(0, 20)) await ask(one)
  const byKind = new Map<string, { times: number[]; shown: number; first: number }>()
  for (const one of asked) {
    const began = performance.now()
    const codes = await ask(one)
    const took = performance.now() - began
    for (const kind of [one.kind, 'all']) {
      const kept = byKind.get(kind) ?? { times: [], shown: 0, first: 0 }
      kept.times.push(took)
      if (codes.includes(one.meant)) kept.shown += 1
      if (codes[0] === one.meant) kept.first += 1
      byKind.set(kind, kept)
    }
  }
  return Object.fromEntries(
    [...byKind].map(([kind, { times, shown, first }]) => {
      times.sort((a, b) => a - b)
      const at = (share: number) =>
        Number(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1))
      return [
        kind,
        {
          queries: times.length,
          p50: at(0.5),
          p95: at(0.95),
          p99: at(0.99),
          among20: Number((shown / times.length).toFixed(3)),
          first: Number((first / times.length).toFixed(3)),
        },
      ]
    }),
  )
}
