/**
 * node scripts/anywhere.mjs [--json] [names…]: runs Tenfold in environments that people have and prints a line for
 * each: passed, failed, or not possible here with the reason. Without names it runs all of them; --list prints the
 * names. It fetches Node 20.19 and 24 from npm into .cache/nodes once. Nothing else needs a network.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { backUpAndRestore, upgradeFromHistory } from './anywhere/data.mjs'
import { NotPossible } from './anywhere/machine.mjs'
import { ordinaryUser, readOnlyTree, offline, onNode, pathWithSpaces, testsOn } from './anywhere/places.mjs'

const here = {
  node: process.versions.node,
  database: 'embedded',
  user: userInfo().username,
  path: 'plain',
  network: 'there',
}
const debian15 = '/usr/lib/postgresql/15/bin'
const places = {
  path: [{ ...here, path: 'spaces, apostrophe, accents, Arabic, %' }, pathWithSpaces],
  user: [{ ...here, user: 'an ordinary one, HOME unset' }, ordinaryUser],
  'read-only': [{ ...here, user: 'an ordinary one', path: 'a tree it cannot write' }, readOnlyTree],
  offline: [{ ...here, network: 'none' }, offline],
  'node-20.19': [{ ...here, node: '20.19.0' }, onNode('20.19.0')],
  'node-24': [{ ...here, node: '24' }, onNode('24')],
  'postgres-15': [
    { ...here, database: 'PostgreSQL 15' },
    testsOn(
      ['src/kernel', 'src/path/signals', 'src/path/children', 'src/path/referral', 'tests/journeys', 'tests/upgrade'],
      debian15,
    ),
  ],
  tls: [{ ...here, database: 'external over TLS' }, testsOn(['tests/platform/external-database.test.ts'])],
  upgrade: [{ ...here, path: 'data of 0.1.0' }, upgradeFromHistory('364d76a', '0.1.0')],
  backup: [{ ...here, database: 'PostgreSQL 15, dumped and restored' }, backUpAndRestore(debian15)],
}

const words = process.argv.slice(2)
const asked = words.filter((word) => !word.startsWith('-'))
const unknown = asked.filter((name) => !(name in places))
if (words.includes('--list') || unknown.length > 0) {
  console.log(Object.keys(places).join('\n'))
  process.exit(unknown.length > 0 ? 1 : 0)
}

// Every user may enter: the database and the ordinary user do not run as root.
const folder = mkdtempSync(join(tmpdir(), 'tenfold-anywhere-'))
chmodSync(folder, 0o755)
const results = []
try {
  for (const [name, [place, tried]] of Object.entries(places)) {
    if (asked.length === 0 || asked.includes(name)) results.push(await tryPlace(name, place, tried))
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
if (words.includes('--json')) console.log(JSON.stringify(results, null, 2))
const count = (result) => results.filter((one) => one.result === result).length
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('not possible here')} not possible here`)
process.exit(count('failed') > 0 || count('passed') === 0 ? 1 : 0)

async function tryPlace(name, place, tried) {
  const began = Date.now()
  let outcome = { result: 'passed' }
  try {
    const more = await tried(join(folder, name))
    if (more) Object.assign(place, more)
  } catch (error) {
    outcome = { result: error instanceof NotPossible ? 'not possible here' : 'failed', why: error.message }
  }
  const seconds = Math.round((Date.now() - began) / 1000)
  if (!words.includes('--json')) {
    console.log(
      `${outcome.result.padEnd(17)} ${name.padEnd(11)} Node ${place.node} · database ${place.database} · user ${place.user} · path ${place.path} · network ${place.network}  (${seconds} s)`,
    )
    if (outcome.why)
      console.log(
        outcome.why
          .split('\n')
          .map((line) => `    ${line}`)
          .join('\n'),
      )
  }
  return { name, ...place, ...outcome, seconds }
}
