import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { migrate } from '#kernel/db/migrate'
import { packageRoot } from '#kernel/db/package-root'
import { verifyLedger } from '#kernel/ledger/check'
import { openNode } from '#kernel/node'
import { programVersion } from '#kernel/version'
import type { Checkpoint } from '#lib/ledger'
import { demonstrationAccounts } from '../../app/demonstration/accounts.ts'
import { buildServer } from '../../app/server/http.ts'
import { runNode } from '../platform/running-node.ts'
import { temporaryFolder } from '../platform/temporary-folder.ts'
import { restoredDatabase } from './restored-database.ts'

/** What people could read with the old version (scripts/upgrade-fixture.mjs). */
interface Kept {
  nodeKey: string
  lines: number
  checkpoint: Checkpoint
  answers: { path: string; email: string; answer: { words?: string; row?: { names: { value: { text: string } }[] } } }[]
}

const folder = join(packageRoot(), 'tests/upgrade')

for (const version of readdirSync(folder).filter((name) => /^\d/.test(name))) {
  const kept = JSON.parse(readFileSync(join(folder, version, 'kept.json'), 'utf8')) as Kept
  const nodeKey = Buffer.from(kept.nodeKey, 'base64')
  const dump = gunzipSync(readFileSync(join(folder, version, 'database.sql.gz'))).toString('utf8')

  test(`a database of Tenfold ${version} is brought up to date; every name and story its people could read they still read`, async () => {
    const { address } = await restoredDatabase(dump)
    const report = await migrate(address, nodeKey)
    assert.deepEqual([report.from, report.to], [version, programVersion()])
    assert.ok(report.applied.length > 0)
    const node = openNode({ address, nodeKey })
    after(() => node.close())
    const verdict = await verifyLedger(node.database, nodeKey, [kept.checkpoint])
    assert.deepEqual([verdict.ok, verdict.ok && verdict.lines], [true, kept.lines])
    const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
    after(() => server.close())
    const password = demonstrationAccounts()[0]!.password
    let read = 0
    for (const { path, email, answer } of kept.answers) {
      const entered = await server.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } })
      const now = await server.inject({
        method: 'GET',
        url: path,
        cookies: Object.fromEntries(entered.cookies.map(({ name, value }) => [name, value])),
      })
      assert.equal(now.statusCode, 200, now.body)
      const texts = [answer.words, ...(answer.row?.names ?? []).map(({ value }) => value.text)].filter(
        (text) => text !== undefined,
      )
      for (const text of texts)
        assert.ok(now.body.includes(JSON.stringify(text)), `${path} does not say what it said before`)
      read += texts.length
    }
    assert.ok(read >= 4)
    assert.equal((await verifyLedger(node.database, nodeKey, [kept.checkpoint])).ok, true)
    assert.deepEqual(await migrate(address, nodeKey), {
      applied: [],
      already: report.applied.length + report.already,
      from: programVersion(),
      to: programVersion(),
    })
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
  })

  test(`a database that a newer version wrote is refused in one line, and stays as it was (${version})`, async () => {
    const { address } = await restoredDatabase(dump)
    await migrate(address, nodeKey, { to: '0.99.0' })
    await assert.rejects(migrate(address, nodeKey), (error: Error) => {
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
      migrate(address, nodeKey),
      /a later state of Tenfold [\d.]+, with 1 change this one does not know \(kernel\/2099/,
    )
  })

  test(`a database of Tenfold ${version} is not opened with another node key, so nothing is written that the right one cannot read`, async () => {
    const { address } = await restoredDatabase(dump)
    await assert.rejects(
      migrate(address, Buffer.alloc(32, 8)),
      /^Error: TENFOLD_NODE_KEY_FILE: this is not the key this database was sealed with/,
    )
    assert.equal((await migrate(address, nodeKey)).from, version)
  })
}
