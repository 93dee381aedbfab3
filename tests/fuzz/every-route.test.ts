import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/ids'
import { verifyLedger } from '#kernel/ledger/check'
import type { AnyRoute } from '#kernel/perform'
import { workUntilQuiet } from '#kernel/work'
import type { z } from 'zod'
import { readCatalogue } from '../../app/server/catalogue.ts'
import { routes } from '../../app/server/modules.ts'
import { duties } from '../../app/server/reactions.ts'
import { problemSchema } from '../../app/server/routes.ts'
import { statusesOf } from '../../app/server/statuses.ts'
import { kinds, lists, ownLists } from '../../app/rooms.ts'
import { activePeople, openRecords, whoHas } from '../architecture/duty-world.ts'
import type { WorkRow } from '../../ui/records/work-list.tsx'
import { type Caller, type FuzzWorld, fuzzWorld, type Known, readKnown } from './fuzz-world.ts'
import { knock } from './other-doors.ts'
import { type Drawn, drawn, inputOf } from './requests.ts'
import { walkPath } from './walked-path.ts'

/*
 * Every route of the contract, with inputs made from its own schema, by people of every role, by nobody and by a system
 * with a key. A thousand each day; thirty times as many in the lane `long`, where the last line says what was seen.
 */

const INPUTS = Number(process.env['TENFOLD_TEST_INPUTS'] ?? 1_000)
const BATCH = 50
const BATCHES = Math.ceil(INPUTS / BATCH)
/** Every list and record is opened after so many batches. */
const DEEP = 20
/** The same choices each day: what was found once stays found, and other work is not stopped by luck. */
const seed = process.env['TENFOLD_TEST_SEED'] === undefined ? { seed: 20_261_129 } : {}

/** Asked at the beginning: somebody may go on working while it runs. */
const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
const catalogue = readCatalogue()
const routeOf = new Map(routes.map((route) => [route.name, route]))
const declared = new Map(routes.map((route) => [route.name, statusesOf(route)]))

interface Sent {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  payload?: string
}

interface Seen {
  inputs: number
  statuses: Map<number, number>
  /** `route status` of every answer. */
  met: Set<string>
  /** Inputs without a twist, and how many of them their route's schema takes. */
  untwisted: number
  valid: number
  answered: Set<string>
  cursors: string[]
  commandIds: string[]
  /** Who got further than a refusal for not being allowed, by route. */
  able: Map<string, Set<Caller>>
}

function requestOf(
  route: AnyRoute,
  input: Record<string, unknown>,
  { raw }: Pick<Drawn, 'raw'>,
): Pick<Sent, 'method' | 'url' | 'payload'> {
  const rest = { ...input }
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = textOf(rest[name]).replace(/^\.*$/, 'x')
    delete rest[name]
    return encodeURIComponent(value.toWellFormed())
  })
  const { method } = route
  if (method === 'POST') return { method, url: path, payload: raw ?? JSON.stringify(rest) }
  const query = new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, textOf(value)]))
  return { method, url: `${path}?${query}` }
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function headersOf(caller: Caller, { key, version, odd }: Drawn, { commandIds }: Seen): Record<string, string> {
  const used = commandIds.at(-1) ?? newId()
  const keys = { new: newId(), used, capitals: newId().toUpperCase(), none: undefined, unreadable: 'x y' }
  const id = keys[key]
  if (key === 'new') commandIds.push(id!)
  return {
    'content-type': 'application/json',
    ...caller.headers,
    ...(id !== undefined && { 'idempotency-key': id }),
    ...(version !== undefined && { 'if-match': version }),
    ...odd,
  }
}

/** Mostly somebody who got further before, or has access to the record, so that the path is walked and not only refused. */
function callerOf(
  { callers }: FuzzWorld,
  { route, number }: Drawn,
  { able }: Seen,
  scopes: readonly number[] = [],
): Caller {
  const seeing = callers.filter((caller) => caller.scopes.some((scope) => scopes.includes(scope)))
  const before = able.get(route) ?? new Set()
  const both = seeing.filter((caller) => before.has(caller))
  const further = [both, seeing, [...before]].find((some) => some.length > 0) ?? []
  if (further.length > 0 && number % 5 > 1) return further[number % further.length]!
  return callers[number % callers.length]!
}

async function sendOne(world: FuzzWorld, known: Known, draw: Drawn, seen: Seen): Promise<void> {
  const route = routeOf.get(draw.route)!
  const input = inputOf(draw, { ...known, ids: { ...known.ids, cursor: seen.cursors } })
  const caller = callerOf(world, draw, seen, known.scopes.get(String(input['id'])))
  const headers = headersOf(caller, draw, seen)
  const sent = { headers, ...requestOf(route, input, draw) }
  if (draw.twists.length === 0 && draw.raw === undefined) {
    seen.untwisted += 1
    if (route.input.safeParse(input).success) seen.valid += 1
  }
  const answer = await world.server.inject(sent)
  const { statusCode: status } = answer
  seen.inputs += 1
  seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1)
  seen.met.add(`${route.name} ${status}`)
  const about = `${route.name} by ${caller.name} → ${status} ${answer.body.slice(0, 300)}\n${JSON.stringify(sent).slice(0, 2_000)}\n`
  assert.ok(status < 500, about + world.logged())
  assert.ok(declared.get(route.name)!.includes(status), `not declared: ${about}`)
  if (status === 200) checkAnswer(route, answer.json(), about, seen)
  else checkProblem(answer.headers['content-type'], answer.json(), status, about)
  if (status === 200 || status === 409 || status === 422) {
    const able = seen.able.get(route.name) ?? new Set()
    if (!('authorization' in draw.odd) && !('cookie' in draw.odd)) seen.able.set(route.name, able.add(caller))
  }
}

/** The answer is what the contract says, with nothing more. */
function checkAnswer(route: AnyRoute, answer: unknown, about: string, seen: Seen): void {
  const parsed = (route.answer as z.ZodType).safeParse(answer)
  assert.ok(parsed.success, `${about}${parsed.error?.message}`)
  assert.deepEqual(parsed.data, answer, about)
  seen.answered.add(route.name)
  const { next } = answer as { next?: unknown }
  if (typeof next === 'string') seen.cursors.push(next)
}

function checkProblem(type: unknown, problem: unknown, status: number, about: string): void {
  assert.match(String(type), /^application\/problem\+json/, about)
  const parsed = problemSchema.parse(problem)
  assert.equal(parsed.status, status, about)
  assert.ok(catalogue.has('en', `refusal.${parsed.code}.title`), `no words for it: ${about}`)
}

/** What was done follows: events, deadlines and jobs. Nothing of it fails, and somebody has each open record. */
async function settle(world: FuzzWorld): Promise<void> {
  const { node } = world
  await workUntilQuiet(node, duties)
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ problem: string }>(`
      select event->>'type' || ': ' || last_error as problem from kernel.outbox where last_error is not null
      union all select kind || ': ' || last_error from kernel.job where last_error is not null`),
  )
  assert.deepEqual(
    rows.map(({ problem }) => problem),
    [],
  )
  const active = await activePeople(world)
  for (const record of await openRecords(world))
    assert.ok(
      whoHas(active, record).length > 0,
      `nobody has the ${record.kind} ${record.id} (${record.state}) before them`,
    )
}

/** Whatever was stored, each person still sees their day, their lists and the records in them. */
async function lookAround(world: FuzzWorld, deep: boolean): Promise<void> {
  const read = async (caller: Caller, url: string, from = ''): Promise<{ rows?: WorkRow[] }> => {
    const answer = await world.server.inject({ url, headers: caller.headers })
    assert.equal(answer.statusCode, 200, `${caller.name} ${url} ${from} ${answer.body} ${world.logged()}`)
    return answer.json()
  }
  for (const caller of world.callers.filter(({ headers }) => 'cookie' in headers)) {
    await read(caller, '/api/my-day')
    if (!deep) continue
    const records = new Map<string, string>()
    for (const { id } of [...lists, ...ownLists]) {
      const { rows = [] } = await read(caller, `/api/worklists/${id}?limit=200`)
      // A form that was filled in has no screen of its own.
      for (const { href, recordKind } of rows) if (recordKind in kinds) records.set(href, id)
    }
    // A screen and the route that it reads have the same address.
    for (const [href, list] of [...records].slice(-15)) await read(caller, `/api${href}`, `of the list ${list}`)
  }
}

const world = await fuzzWorld()
await walkPath(world)
await world.signIn()

/** The whole batch would be pages long. The seed repeats it. */
async function sayBriefly<Drew>({ failed, seed, numRuns, errorInstance }: fc.RunDetails<Drew>): Promise<void> {
  if (failed) throw new Error(`In round ${numRuns} from seed ${seed}`, { cause: errorInstance })
}

test('whatever anybody sends, each route answers as its contract says, and every list still opens', async () => {
  const seen: Seen = {
    inputs: 0,
    statuses: new Map(),
    met: new Set(),
    untwisted: 0,
    valid: 0,
    answered: new Set(),
    cursors: [],
    commandIds: [],
    able: new Map(),
  }
  let batches = 0
  let known: Known = { ids: {}, together: {}, scopes: new Map() }
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: BATCH, maxLength: BATCH }), fc.nat(3), async (batch, hours) => {
      for (const [index, draw] of batch.entries()) {
        if (index % 10 === 0) known = await readKnown(world)
        await sendOne(world, known, draw, seen)
      }
      world.node.clock.advance(hours ** 4 * 600_000)
      await settle(world)
      await world.signIn()
      batches += 1
      await lookAround(world, batches % DEEP === 0)
    }),
    { numRuns: BATCHES, endOnFailure: true, asyncReporter: sayBriefly, ...seed },
  )
  const statuses = [...seen.statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, times]) => `${times} × ${status}`)
  process.stdout.write(
    `every route: commit ${commit}, seed ${process.env['TENFOLD_TEST_SEED'] ?? seed.seed}, ${seen.inputs} inputs to ${declared.size} routes, ${Math.round((100 * seen.valid) / seen.untwisted)} % of the untwisted valid, ${seen.answered.size} answered 200 (not ${[...declared.keys()].filter((name) => !seen.answered.has(name)).join(', ')}), ${seen.met.size} of ${[...declared.values()].flat().length} declared statuses met; ${statuses.join(', ')}\n`,
  )
  assert.ok((await verifyLedger(world.node.compartment('care'), world.node.nodeKey)).ok, 'the ledger is whole')
  // Otherwise only refusals would be tried.
  assert.ok(seen.valid / seen.untwisted > 0.6, `${seen.valid} of ${seen.untwisted} inputs were valid`)
  assert.ok(seen.answered.size > declared.size / 2, `only ${[...seen.answered].join(', ')} answered`)
})

test('whatever anybody sends to sign in, to look up a place or to tell of a child, the node does not fail', async () => {
  await fc.assert(
    fc.asyncProperty(knock, async ({ method, url, payload, type, caller }) => {
      const { headers } = world.callers[caller % world.callers.length]!
      const answer = await world.server.inject({
        method,
        url,
        headers: { ...headers, 'content-type': type },
        // From many places: each has a limit.
        remoteAddress: `198.51.100.${caller % 250}`,
        ...(payload !== undefined && { payload }),
      })
      assert.ok(answer.statusCode < 500, `${method} ${url} ${payload} → ${answer.body.slice(0, 300)} ${world.logged()}`)
      if (url.startsWith('/api/') && answer.statusCode !== 200)
        checkProblem(answer.headers['content-type'], answer.json(), answer.statusCode, `${method} ${url} ${payload}`)
    }),
    { numRuns: Math.ceil(INPUTS / 4), endOnFailure: true, asyncReporter: sayBriefly, ...seed },
  )
})
