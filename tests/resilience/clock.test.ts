import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../platform/running-node.ts'
import { verifiedLedger } from './checks.ts'
import { meridiaFolder, type DataFolder } from './meridia-folder.ts'
import { openSite, type Site } from './site.ts'

const PATIENCE = { timeout: 600_000 }
const minute = 60_000
const hour = 60 * minute
/** The evening before summer time ends in Europe, at 01:00 UTC. */
const evening = Date.parse('2026-10-24T22:30:00Z')

let folder: DataFolder
let site: Site

before(async () => {
  folder = await meridiaFolder()
  site = await openSite(folder, { settings: { TZ: 'Europe/Paris' } })
  await site.setClock(evening, 1)
  await site.start('first')
})
after(async () => {
  await site.stop()
  await folder.remove()
})

const base = (): string => site.addresses()[0]!

async function signIn(): Promise<string> {
  const response = await fetch(`${base()}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'tamsin@sch.meridia.example', password: 'meridia-demo' }),
  })
  assert.equal(response.status, 200, await response.clone().text())
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

async function signedIn(cookie: string): Promise<boolean> {
  return ((await (await fetch(`${base()}/api/session`, { headers: { cookie } })).json()) as { signedIn: boolean })
    .signedIn
}

/** Raises a concern about immediate danger. Its desk and the authority on call have a quarter of an hour. */
async function raise(): Promise<string> {
  const id = randomUUID()
  const headers = { cookie: await signIn(), 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const response = await fetch(`${base()}/api/concerns`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      id,
      words: 'They will take him over the pass tonight.',
      danger: 'immediate',
      place: { code: 'XM0201' },
      language: 'en',
    }),
  })
  assert.equal(response.status, 200, await response.text())
  // The authority gets it automatically at any hour.
  await eventually(
    () => rows(`select 1 from referral.referral where signal_id = '${id}'`),
    (found) => found.length > 0,
  )
  return id
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return folder.asOwner(async (client) => (await client.query(sql)).rows)
}

/** The missed deadlines of a concern and its referrals, with their number. */
async function heard(concernId: string): Promise<Record<string, number>> {
  const found = await rows(`
    select d.clock_id || '/' || d.level || ' of ' || d.subject_kind || ' ' || d.subject_id as clock, count(o.id)::int as times from kernel.deadline d
    join kernel.outbox o on o.type = 'DeadlineMissed' and o.event->'data'->>'deadlineId' = d.id::text
    where d.subject_id = '${concernId}' or d.subject_id in (select id from referral.referral where signal_id = '${concernId}') group by 1`)
  return Object.fromEntries(found.map(({ clock, times }) => [clock as string, times as number]))
}

/** Waits long enough for the node to check its deadlines several times. */
async function letItLook(): Promise<void> {
  // Time is what is tested: nothing says that a deadline was looked at and not found due.
  await sleep(1_600)
  await eventually(
    () => rows('select 1 from kernel.outbox where delivered_at is null'),
    (waiting) => waiting.length === 0,
  )
}

test(
  'however the clock jumps, a deadline is heard when its hour has come, not before, and once',
  PATIENCE,
  async () => {
    const first = await raise()
    await site.setClock(evening - 5 * hour, 1)
    const second = await raise()
    await letItLook()
    assert.deepEqual([await heard(first), await heard(second)], [{}, {}])

    await site.setClock(evening - 5 * hour + 16 * minute, 1)
    const early = await eventually(
      () => heard(second),
      (clocks) => Object.keys(clocks).length >= 3,
    )
    await letItLook()
    assert.deepEqual(await heard(first), {})

    await site.setClock(evening + 16 * minute, 1)
    await eventually(
      () => heard(first),
      (clocks) => Object.keys(clocks).length >= 3,
    )
    await letItLook()
    const [ofFirst, ofSecond] = [await heard(first), await heard(second)]
    for (const clock of Object.keys(early)) assert.equal(ofSecond[clock], 1)

    for (const at of [evening - 5 * hour, evening + 16 * minute, evening - 30 * 24 * hour, evening + 16 * minute]) {
      await site.setClock(at, 1)
      await letItLook()
    }
    assert.deepEqual([await heard(first), await heard(second)], [ofFirst, ofSecond])
    assert.ok(Object.values({ ...ofFirst, ...ofSecond }).every((times) => times === 1))
  },
)

test('a start under a clock that was set back says so, and what waits still goes out', PATIENCE, async () => {
  await site.kill('first')
  await site.setClock(evening - 3 * hour, 1)
  const node = await site.start('first')
  assert.match(node.printed(), /The clock of this machine is \d+ minutes behind the end of the last run/)
  await raise()
  assert.equal(await verifiedLedger(site), 'ok')
})

test('a quarter of an hour is a quarter of an hour in the night in which the clocks go back', PATIENCE, async () => {
  await site.setClock(Date.parse('2026-10-25T00:55:00Z'), 1)
  const id = await raise()
  const [clock] = await rows(
    `select extract(epoch from due_at - started_at)::int as seconds from kernel.deadline where subject_id = '${id}'`,
  )
  assert.equal(clock!['seconds'], 15 * 60)
  await site.setClock(Date.parse('2026-10-25T01:05:00Z'), 1)
  await letItLook()
  assert.deepEqual(await heard(id), {})
  await site.setClock(Date.parse('2026-10-25T01:11:00Z'), 1)
  await eventually(
    () => heard(id),
    (clocks) => Object.keys(clocks).length > 0,
  )
})

test('a session is neither ended nor made longer by a clock that is set back', PATIENCE, async () => {
  const now = Date.parse('2026-10-26T09:00:00Z')
  await site.setClock(now, 1)
  const cookie = await signIn()
  await site.setClock(now - 5 * hour, 1)
  assert.ok(await signedIn(cookie))
  await site.setClock(now - 5 * hour + 31 * minute, 1)
  assert.ok(!(await signedIn(cookie)), 'half an hour without use ends it, also before the hour in which it began')
})
