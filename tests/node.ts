import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import type { z } from 'zod'
import { handClock } from '#kernel/clock'
import type { DatabaseAddress } from '#kernel/db/database'
import type { DomainEvent } from '#kernel/event'
import { migrate } from '#kernel/db/migrate'
import { inTransaction } from '#kernel/db/transaction'
import { newId } from '#kernel/ids'
import { type Actor, nodeActor } from '#kernel/actor'
import { type Node, openNode } from '#kernel/node'
import type { Refusal } from '#kernel/refusal'
import type { Room } from '#kernel/room'
import type { RoomFolder } from '#kernel/room-folders'
import { type Policies, readPolicies } from '#kernel/access/policies'
import type { Role } from '#kernel/roles'
import { addAccount, addAgency, findActor } from '#kernel/sign-in/accounts'
import { addAgencyKey, keyFor } from '#kernel/sign-in/agency-keys'
import { hashPassword } from '#kernel/sign-in/password'
import { timeZoneOf } from '#standards'
import type { AgencyKind } from '#standards/codes'
import { madeOnce } from './made-once.ts'
import { rooms } from '../app/rooms.ts'

/**
 * A node on a real, newly cloned database. Its clock stays at 2026-03-02 08:00 UTC (a Monday) until a test moves it.
 */
export interface TestNode extends Node {
  readonly clock: ReturnType<typeof handClock>
  readonly address: DatabaseAddress
  /** Adds a person at an agency. The first use of a code makes the agency. */
  person(agencyCode: string, roles: readonly Role[], name?: string): Promise<Actor>
  agencyId(code: string, kind?: AgencyKind): Promise<string>
  /** Makes an access key for a system of an agency. */
  accessKey(agencyCode: string, limits?: { perMinute?: number; days?: number }): Promise<string>
  /** Runs `work` as the owner of the database, to read what is stored. */
  asOwner<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result>
}

/** One key for the whole run: the cluster shares its login roles, so all cloned databases need the same passwords. */
export const nodeKey = Buffer.alloc(32, 7)

function server(): { socketDir: string; port: number; superuser: string } {
  const text = process.env['TENFOLD_TEST_PG']
  if (!text) throw new Error('Run tests with: npm test (or node scripts/test.mjs <folder>)')
  return JSON.parse(text) as { socketDir: string; port: number; superuser: string }
}

export function addressOf(database: string): DatabaseAddress {
  const { socketDir, port, superuser } = server()
  return { host: socketDir, port, database, user: superuser }
}

async function asSuperuser<Result>(database: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(addressOf(database))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The rooms of a node, and the database with their tables that is cloned for each test. */
export interface House {
  /** The cloned databases share one set of login roles, named after the template. */
  template: string
  rooms: readonly Room[]
  folders?: readonly RoomFolder[]
  policies?: Policies
}

const realHouse: House = { template: 'tenfold', rooms }

async function prepareTemplate({ template, rooms, folders }: House): Promise<string> {
  await asSuperuser('postgres', (client) => client.query(`create database ${template}`))
  await migrate(addressOf(template), nodeKey, rooms, { ...(folders && { folders }) })
  return template
}

/** The nodes of a process share the policies, and what Cedar has prepared of them. */
let policiesOfAll: Policies | undefined

/** Everyone has one password here, so it is hashed once in a process. */
let hashOfAll: Promise<string> | undefined

/** Copies the files of a database, which takes a third of the time of copying through the log. */
export async function cloneDatabase(name: string, template?: string, house = realHouse): Promise<void> {
  await madeOnce(`database ${house.template}`, () => prepareTemplate(house))
  await asSuperuser('postgres', (client) =>
    client.query(`create database ${name} template ${template ?? house.template} strategy file_copy`),
  )
}

/** Throws if an event has other data than its declaration says. The kernel's own tests make events of no room. */
async function declaredEvents(): Promise<(event: DomainEvent) => void> {
  const { events } = await import('../app/server/reactions.ts')
  const schemas = new Map<string, z.ZodType>(Object.values(events).map(({ type, schema }) => [type, schema]))
  return (event) => {
    const schema = schemas.get(event.type)
    if (schema) assert.deepEqual(schema.parse(event), event, `${event.type} has data that it does not declare`)
  }
}

/** Throws if a route of the contract refuses with a status that it does not declare. */
async function declaredStatuses(): Promise<(route: string, refusal: Refusal) => void> {
  const [{ routes }, { statusesOf }] = await Promise.all([
    import('../app/server/modules.ts'),
    import('../app/server/statuses.ts'),
  ])
  const statuses = new Map(routes.map((route) => [route.name, statusesOf(route)]))
  return (route, { code, status }) => {
    const declared = statuses.get(route)
    if (declared)
      assert.ok(declared.includes(status), `${route} refuses with ${status} (${code}), and does not declare it`)
  }
}

/** Opens a test node. It is closed, and its database dropped, when the test file ends. */
export async function testNode(
  options: { start?: string; template?: string | undefined; house?: House } = {},
): Promise<TestNode> {
  const { start = '2026-03-02T08:00:00Z', template, house = realHouse } = options
  // Register this before the first await. After awaiting work of another test, node:test attributes us to that test.
  const opened: { node?: TestNode } = {}
  after(() => opened.node?.close())
  const name = `t_${randomBytes(6).toString('hex')}`
  await cloneDatabase(name, template, house)
  const address = addressOf(name)
  const clock = handClock(start)
  const node = openNode({
    address,
    nodeKey,
    rooms: house.rooms,
    timeZone: timeZoneOf('XM'),
    clock,
    prefix: 'MER',
    roleNamespace: house.template,
    policies: house.policies ?? (policiesOfAll ??= readPolicies()),
  })
  const agencies = new Map<string, string>()
  const testing: TestNode = {
    ...node,
    clock,
    address,
    checkEvent: await declaredEvents(),
    checkRefusal: await declaredStatuses(),
    async agencyId(code, kind = 'child-protection') {
      const known = agencies.get(code)
      if (known) return known
      const id = newId()
      agencies.set(code, id)
      await inTransaction(node.compartment('care'), nodeActor, ({ db }) =>
        addAgency(db, { id, code, name: { en: code, ar: code }, kind, country: 'MER' }, clock.now()),
      )
      return id
    },
    async accessKey(agencyCode, limits) {
      const { key, digest } = keyFor(nodeKey, 'test', newId())
      const agencyId = await testing.agencyId(agencyCode)
      const usual = { perMinute: 600, days: 366 }
      await addAgencyKey(
        node.database,
        { digest, agencyId, label: 'case system', ...usual, ...limits },
        undefined,
        clock.now(),
      )
      return key
    },
    async person(agencyCode, roles, name = 'A colleague') {
      const id = newId()
      const account = {
        id,
        agencyId: await testing.agencyId(agencyCode),
        name,
        email: `${id}@example.org`,
        password: 'correct horse',
        passwordHash: await (hashOfAll ??= hashPassword('correct horse')),
        roles,
        language: 'en',
      }
      await inTransaction(node.compartment('care'), nodeActor, ({ db }) => addAccount(db, account, clock.now()))
      const actor = await findActor(node.database, id)
      if (!actor) throw new Error('The person was not stored.')
      return actor
    },
    asOwner: (work) => asSuperuser(name, work),
    async close() {
      await node.close()
      await asSuperuser('postgres', (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
  opened.node = testing
  return testing
}
