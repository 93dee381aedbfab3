import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { handClock } from '#kernel/clock'
import type { DatabaseAddress } from '#kernel/db/database'
import { migrate } from '#kernel/db/migrate'
import { packageRoot } from '#kernel/db/package-root'
import { makeCheckpoint, verifyLedger } from '#kernel/ledger/check'
import { newId } from '#kernel/ids'
import { openNode } from '#kernel/node'
import { programVersion } from '#kernel/version'
import { workUntilQuiet } from '#kernel/work'
import type { Checkpoint } from '#lib/ledger'
import { timeZoneOf } from '#standards'
import { demonstrationAccounts } from '../../app/demonstration/accounts.ts'
import { checkLedgers } from '../../app/server/checkpoints.ts'
import { buildServer } from '../../app/server/http.ts'
import { comparedRows } from '../compared-rows.ts'
import { duties } from '../../app/server/reactions.ts'
import { runNode } from '../platform/running-node.ts'
import { temporaryFolder } from '../platform/temporary-folder.ts'
import { restoredDatabase } from './restored-database.ts'
import { rooms } from '../../app/rooms.ts'

/** What people could read with the old version (scripts/upgrade-fixture.mjs). */
interface Kept {
  nodeKey: string
  lines: number
  checkpoint: Checkpoint
  /** The concern nobody had looked at: its events were not delivered, its deadline was still to come. */
  waiting: string
  answers: {
    path: string
    email: string
    answer: { words?: string; raisedAt?: string; row?: { names: { value: { text: string } }[] } }
  }[]
}

const folder = join(packageRoot(), 'tests/upgrade')

for (const version of readdirSync(folder).filter((name) => /^\d/.test(name))) {
  const kept = JSON.parse(readFileSync(join(folder, version, 'kept.json'), 'utf8')) as Kept
  const nodeKey = Buffer.from(kept.nodeKey, 'base64')
  const dump = gunzipSync(readFileSync(join(folder, version, 'database.sql.gz'))).toString('utf8')

  test(`a database of Tenfold ${version} is brought up to date; every name and story its people could read they still read`, async () => {
    const { address } = await restoredDatabase(dump)
    const report = await migrate(address, nodeKey, rooms)
    assert.deepEqual([report.from, report.to], [version, programVersion()])
    assert.ok(report.applied.length > 0)
    const sight = await ask(
      address,
      `select child.id, array(select unnest(scopes) order by 1) as kept, array(
         select distinct unnest(part.own_scopes) from children.child as part
         where part.id = child.id or part.merged_into = child.id order by 1) as worked_out
       from children.child`,
    )
    for (const { id, kept: scopes, worked_out } of sight) assert.deepEqual(scopes, worked_out, String(id))
    const node = openNode({ address, nodeKey, rooms, timeZone: timeZoneOf('XM') })
    after(() => node.close())
    const verdict = await verifyLedger(node.compartment('care'), nodeKey, { copies: [kept.checkpoint] })
    assert.deepEqual([verdict.ok, verdict.ok && verdict.lines], [true, kept.lines])
    const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
    after(() => server.close())
    let read = 0
    for (const { path, email, answer } of kept.answers) {
      const now = await readAs(server, email, path)
      const texts = [answer.words, ...(answer.row?.names ?? []).map(({ value }) => value.text)].filter(
        (text) => text !== undefined,
      )
      for (const text of texts)
        assert.ok(now.includes(JSON.stringify(text)), `${path} does not say what it said before`)
      read += texts.length
    }
    assert.ok(read >= 4)
    const { path, remove } = await temporaryFolder()
    after(remove)
    const said: string[] = []
    await checkLedgers(node, path, (line) => said.push(line))
    assert.match(said.join('\n'), /^ {2}[1-9]\d* rows of before were noted in the ledger/)
    const copies = [kept.checkpoint, await makeCheckpoint(node.compartment('care'), nodeKey, new Date())]
    const { found, strange } = await comparedRows(node)
    assert.deepEqual([found > 0, strange], [true, []])
    await readAs(server, kept.answers[0]!.email, kept.answers[0]!.path)
    assert.equal((await verifyLedger(node.compartment('care'), nodeKey, { copies })).ok, true)
    await ask(address, `update kernel.ledger set mac = null where mac is not null`)
    const stripped = await verifyLedger(node.compartment('care'), nodeKey, { copies })
    assert.equal(!stripped.ok && stripped.broken.kind, 'forged-line')
    await ask(address, `update kernel.deadline set due_at = due_at + interval '10 years'`)
    assert.ok((await comparedRows(node)).strange.every(({ kind }) => kind === 'differs'))
    assert.notDeepEqual((await comparedRows(node)).strange, [])
    assert.deepEqual(await migrate(address, nodeKey, rooms), {
      applied: [],
      already: report.applied.length + report.already,
      from: programVersion(),
      to: programVersion(),
    })
  })

  test(`what Tenfold ${version} left undone is done after the update: a concern waits at its desk, its news arrives, its deadline is missed aloud`, async () => {
    const { address } = await restoredDatabase(dump)
    const count = async (what: string) => (await ask(address, `select count(*)::int ${what}`))[0]!.count as number
    // The old version may have stopped between a consequence and the note that its event was delivered: every event comes once more.
    const events = await count('from kernel.outbox')
    await ask(address, 'update kernel.outbox set delivered_at = null')
    // A case whose child was registered later is told so now, once.
    const entries = `from children.path_entry where kind <> 'CaseChildNamed'`
    const before = [await count('from case_management.care_case'), await count(entries)]
    await migrate(address, nodeKey, rooms)
    const raisedAt = kept.answers.find(({ path }) => path.endsWith(kept.waiting))!.answer.raisedAt!
    const clock = handClock(raisedAt)
    const node = openNode({ address, nodeKey, rooms, timeZone: timeZoneOf('XM'), clock })
    after(() => node.close())
    const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
    after(() => server.close())
    const row = new RegExp(`"recordKind":"concern","recordId":"${kept.waiting}"[^}]*"title":"Pell Ostrander"`)
    assert.match(await readAs(server, 'ivo@line.meridia.example', '/api/worklists/triage'), row)

    await workUntilQuiet(node, duties)
    assert.equal(await count(`from kernel.outbox where delivered_at is null or last_error is not null`), 0)
    assert.ok((await count('from kernel.outbox')) > events, 'the urgent referral is news of its own')
    assert.deepEqual([await count('from case_management.care_case'), await count(entries)], before)
    assert.equal(await count(`from children.path_entry where kind = 'CaseChildNamed'`), 1)
    assert.ok((await count(`from referral.referral where signal_id = '${kept.waiting}' and sender_id = 'node'`)) > 0)

    const supervisor = 'greta@line.meridia.example'
    assert.doesNotMatch(await readAs(server, supervisor, '/api/worklists/escalations'), row)
    clock.advance(86_400_000)
    await workUntilQuiet(node, duties)
    assert.match(await readAs(server, supervisor, '/api/worklists/escalations'), row)
    assert.equal(await count(`from kernel.outbox where delivered_at is null or last_error is not null`), 0)

    // The old version named this deadline differently. It is met when the desk looks, and stays missed.
    const deadline = `from kernel.deadline where subject_id = '${kept.waiting}' and missed_at is not null and met_at`
    assert.equal(await count(`${deadline} is null`), 1)
    await takeAs(server, 'ivo@line.meridia.example', kept.waiting)
    assert.equal(await count(`${deadline} = '${clock.now().toISOString()}'`), 1)
    assert.doesNotMatch(await readAs(server, supervisor, '/api/worklists/escalations'), row)
    for (const table of [
      'kernel.root',
      'kernel.deadline',
      'kernel.outbox',
      'children.path_entry',
      'accountability.hop',
    ])
      assert.equal(await count(`from ${table} r where r::text ~ 'signal'`), 0, table)
  })

  test(`the start on a database of Tenfold ${version} says from which version to which it went`, {
    timeout: 600_000,
  }, async (t) => {
    const { url } = await restoredDatabase(dump)
    const { path, remove } = await temporaryFolder()
    t.after(remove)
    await writeFile(join(path, 'node.key'), kept.nodeKey, { mode: 0o600 })
    const node = await runNode({ TENFOLD_DATA: path, DATABASE_URL: url })
    await node.address()
    assert.ok(node.printed().includes(`Updated from Tenfold ${version} to ${programVersion()}`), node.printed())
    node.child.kill('SIGTERM')
    assert.equal(await node.ended(), 0, node.printed())
    const settings = { TENFOLD_DATA: path, DATABASE_URL: url }
    const verified = await runNode(settings, { entry: 'cli', words: ['verify-ledger', '--rows'] })
    assert.equal(await verified.ended(), 0, verified.printed())
    assert.match(verified.printed(), /\d+ rows were there before the ledger followed rows[\s\S]*All \d+ rows/)
  })

  test(`a database that a newer version wrote is refused in one line, and stays as it was (${version})`, async () => {
    const { address } = await restoredDatabase(dump)
    await migrate(address, nodeKey, rooms, { to: '0.99.0' })
    await assert.rejects(migrate(address, nodeKey, rooms), (error: Error) => {
      assert.equal(
        error.message,
        `This database was written by Tenfold 0.99.0; this is ${programVersion()}. Start that version, or restore the backup from before the update.`,
      )
      return true
    })
    const client = new pg.Client(address)
    await client.connect()
    await client.query(`delete from migrations.version where version = '0.99.0'`)
    await client.query(`insert into migrations.version (number, version) values (2, '${programVersion()}')`)
    await client.query(`insert into migrations.applied (name, checksum) values ('kernel/2099-01-01-01-later.sql', 'x')`)
    await client.end()
    await assert.rejects(
      migrate(address, nodeKey, rooms),
      /a later state of Tenfold [\d.]+, with 1 change this one does not know \(kernel\/2099/,
    )
  })

  test(`a database of Tenfold ${version} is not opened with another node key, so nothing is written that the right one cannot read`, async () => {
    const { address } = await restoredDatabase(dump)
    await assert.rejects(
      migrate(address, Buffer.alloc(32, 8), rooms),
      /^Error: TENFOLD_NODE_KEY_FILE: this is not the key this database was sealed with/,
    )
    assert.equal((await migrate(address, nodeKey, rooms)).from, version)
  })
}

type Server = Awaited<ReturnType<typeof buildServer>>

async function signIn(server: Server, email: string): Promise<Record<string, string>> {
  const { password } = demonstrationAccounts()[0]!
  const entered = await server.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } })
  return Object.fromEntries(entered.cookies.map(({ name, value }) => [name, value]))
}

/** What a person of the demonstration country reads there. */
async function readAs(server: Server, email: string, url: string): Promise<string> {
  const { statusCode, body } = await server.inject({ method: 'GET', url, cookies: await signIn(server, email) })
  assert.equal(statusCode, 200, body)
  return body
}

async function takeAs(server: Server, email: string, concernId: string): Promise<void> {
  const { statusCode, body } = await server.inject({
    method: 'POST',
    url: `/api/concerns/${concernId}/take`,
    headers: { 'idempotency-key': newId() },
    cookies: await signIn(server, email),
    payload: {},
  })
  assert.equal(statusCode, 200, body)
}

async function ask(address: DatabaseAddress, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}
