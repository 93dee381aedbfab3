import { randomBytes } from 'node:crypto'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { startPostgres } from '../app/server/postgres.ts'
import { newId } from '#kernel/ids'
import { migrate } from '#kernel/db/migrate'
import { openNode, type Node } from '#kernel/node'
import { isRefusal } from '#kernel/refusal'
import { sealBytes } from '#kernel/vault/seal'
import { openVault } from '#kernel/vault/vault'
import type { Actor } from '#kernel/actor'
import { search } from '../src/children/api.ts'
import { fold } from '../src/children/fold.ts'
import { toChildRow } from '../src/children/child-row.ts'
import { childFacts } from '../src/children/model.ts'
import { changesOf } from '../src/children/register-child.ts'
import { tokensOfChild } from '../src/children/store/tokens.ts'

/**
 * How long a search waits over a large register, as the application role under row-level security:
 *   node bench/run.mjs search-children --children=1000000 --searches=300
 * The children are invented: names out of syllables, common ones as frequent as in life (Zipf), every second name in another script.
 */
export async function measure(options: Record<string, string>, folder: string): Promise<unknown> {
  const children = Number(options['children'] ?? 100_000)
  const searches = Number(options['searches'] ?? 300)
  const database = await startPostgres({ dataDir: join(folder, 'data'), profile: 'test' })
  try {
    const address = { host: database.socketDir, port: database.port, database: 'postgres', user: database.superuser }
    const nodeKey = randomBytes(32)
    await migrate(address, nodeKey)
    const node = openNode({ address, nodeKey })
    const client = new pg.Client(address)
    await client.connect()
    const loading = performance.now()
    const names = await load(node, client, children)
    const loaded = Math.round((performance.now() - loading) / 1000)
    const size = await client.query<{ bytes: number }>(`select pg_total_relation_size('children.name_token')::float8 as bytes`)
    const result = await ask(node, names, searches)
    await client.end()
    await node.close()
    return { bench: 'search-children', children, searches, machine: `${cpus().length} × ${cpus()[0]?.model}`, node: process.version, loadSeconds: loaded, tokenBytesPerChild: Math.round(size.rows[0]!.bytes / children), ...result }
  } finally {
    await database.stop()
  }
}

const random = repeatable(11)
const consonants = ['b', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'r', 's', 't', 'z', 'sh', 'kh']
const arabic: Record<string, string> = { b: 'ب', d: 'د', f: 'ف', g: 'غ', h: 'ه', j: 'ج', k: 'ك', l: 'ل', m: 'م', n: 'ن', r: 'ر', s: 'س', t: 'ت', z: 'ز', sh: 'ش', kh: 'خ', a: 'ا', i: 'ي', u: 'و', e: '', o: 'و' }
const given = Array.from({ length: 3_000 }, () => invent(2))
const family = Array.from({ length: 20_000 }, () => invent(3))

function invent(syllables: number): string[] {
  return Array.from({ length: syllables }, () => [pick(consonants), pick(['a', 'e', 'i', 'o', 'u'])]).flat()
}

function written(word: readonly string[], script: 'Latn' | 'Arab'): string {
  const text = word.map((sound) => (script === 'Arab' ? (arabic[sound] ?? sound) : sound)).join('')
  return script === 'Arab' ? text : text[0]!.toUpperCase() + text.slice(1)
}

interface Person {
  parts: readonly string[][]
  birthYear: number
}

async function load(node: Node, client: pg.Client, count: number): Promise<Person[]> {
  const vault = openVault(node.database, node.vaultKeys, () => new Date())
  const today = new Date().toISOString().slice(0, 10)
  const loader: Actor = { kind: 'node', id: 'node', roles: [], scopes: [0] }
  const people: Person[] = []
  await client.query('drop index children.name_token_lookup')
  for (let from = 0; from < count; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, count - from) }, () => {
      const person: Person = { parts: [zipf(given), zipf(family), ...(random() < 0.5 ? [zipf(family)] : [])], birthYear: 2009 + Math.floor(random() * 14) }
      people.push(person)
      const script = random() < 0.5 ? 'Latn' : 'Arab'
      const facts = childFacts.parse({ names: [{ text: person.parts.map((part) => written(part, script)).join(' ') }], birth: { iso: `${person.birthYear}-06-15` } })
      const fields = fold(changesOf({ facts, device: 'bench', time: `${today}T00:00:00Z` }, { now: new Date(), newId, actor: loader }))
      const [id, key] = [newId(), randomBytes(32)]
      return {
        id,
        wrapped: sealBytes(node.vaultKeys.wrap, `vault-key:${id}`, key),
        fields: sealBytes(key, `children.fields:${id}`, Buffer.from(JSON.stringify(fields))),
        tokens: tokensOfChild(vault, toChildRow(fields), today),
      }
    })
    const ids = rows.map(({ id }) => id)
    await client.query(`insert into kernel.vault_key (subject_id, wrapped, created_at) select *, now() from unnest($1::uuid[], $2::bytea[])`, [ids, rows.map(({ wrapped }) => wrapped)])
    await client.query(
      `insert into children.child (id, scopes, version, status, sealed_fields, created_at, updated_at)
       select id, '{0,1}', 1, 'current', fields, now(), now() from unnest($1::uuid[], $2::bytea[]) as row (id, fields)`,
      [ids, rows.map(({ fields }) => fields)],
    )
    const tokens = rows.flatMap((row) => row.tokens.map((token) => ({ id: row.id, token })))
    await client.query(`insert into children.name_token (child_id, token) select * from unnest($1::uuid[], $2::bytea[])`, [tokens.map(({ id }) => id), tokens.map(({ token }) => token)])
  }
  await client.query('create index name_token_lookup on children.name_token (token, child_id)')
  await client.query('vacuum analyze children.name_token')
  await client.query('vacuum analyze children.child')
  await client.query('analyze kernel.vault_key')
  return people
}

/** Looks for children who are there, in the other script and with one sound wrong, with and without their age. */
async function ask(node: Node, people: readonly Person[], searches: number): Promise<unknown> {
  const actor: Actor = { kind: 'account', id: newId(), roles: ['worker'], scopes: [1], personalScope: 1, agencyId: newId() }
  const times: number[] = []
  const found = { first: 0, shown: 0 }
  for (let round = 0; round < searches + 20; round += 1) {
    const person = pick(people)
    const script = random() < 0.5 ? 'Latn' : 'Arab'
    const text = person.parts.map((part, index) => written(index === 0 && random() < 0.3 ? part.slice(0, -1) : part, script)).join(' ')
    const age = { about: new Date().getUTCFullYear() - person.birthYear }
    const facts = { names: [{ text }], ...(round % 2 === 0 && { ageAtRegistration: { age } }) }
    const start = performance.now()
    const answer = await search.run(node, { searchId: newId(), facts }, { actor })
    if (round < 20) continue
    times.push(performance.now() - start)
    if (isRefusal(answer)) throw new Error(answer.code)
    const same = (names: readonly { text: string }[]) => names.some((name) => [...(['Latn', 'Arab'] as const)].some((one) => name.text === person.parts.map((part) => written(part, one)).join(' ')))
    if (answer.candidates.some(({ child }) => child && same(child.names))) found.shown += 1
    if (answer.candidates[0]?.child && same(answer.candidates[0].child.names)) found.first += 1
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Number(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1))
  return { milliseconds: { p50: at(0.5), p95: at(0.95), p99: at(0.99) }, foundAmongShown: found.shown / searches, foundFirst: found.first / searches }
}

function zipf<Item>(items: readonly Item[]): Item {
  return items[Math.min(items.length - 1, Math.floor(items.length ** random()) - 1)]!
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!
}

/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
function repeatable(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
