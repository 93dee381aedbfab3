import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import type { DatabaseAddress } from '#kernel/db/database'
import { migrate } from '#kernel/db/migrate'
import { packageRoot } from '#kernel/db/package-root'
import { rooms } from '../../app/rooms.ts'
import { readPacks } from '../../src/path/identification/store/packs.ts'
import { concernKind, mandateKind } from '../../src/path/referral/codes.ts'
import { restoredDatabase } from './restored-database.ts'

const folder = join(packageRoot(), 'tests/upgrade/0.1.0')
const { nodeKey } = JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8')) as { nodeKey: string }
const before = [
  'forced-labour',
  'domestic-work',
  'begging',
  'sexual-exploitation',
  'forced-crime',
  'forced-marriage',
  'armed-group',
  'sold-or-moved',
]

test('after an upgrade every stored kind of concern is a form of exploitation, no mandate covers less, and every stored sign is still there', async () => {
  const { address } = await restoredDatabase(gunzipSync(readFileSync(join(folder, 'database.sql.gz'))).toString('utf8'))
  await ask(
    address,
    `update referral.authority set mandates = jsonb_set(mandates, '{0,concerns}', to_jsonb($1::text[])) where agency_code = 'MER-POL'`,
    [[...before, 'Street work']],
  )
  const [one, two] = await ask(address, `select id from referral.referral where concerns = '{}' order by id`)
  await ask(address, `update referral.referral set concerns = $2 where id = $1`, [one!['id'], before])
  await migrate(address, Buffer.from(nodeKey, 'base64'), rooms)

  const concernsOf = async (code: string): Promise<string[]> => {
    const [found] = await ask(
      address,
      `select mandates -> 0 -> 'concerns' as concerns from referral.authority where agency_code = $1`,
      [code],
    )
    return found!['concerns'] as string[]
  }
  const declared = mandateKind.values as readonly string[]
  const police = await concernsOf('MER-POL')
  assert.deepEqual(
    police.filter((kind) => !declared.includes(kind)),
    ['Street work'],
    'what nobody declared waits for the administrator',
  )
  for (const kind of ['forced-work', 'hazardous-work', 'servitude', 'unlawful-acts', 'gang', 'marriage', 'sale'])
    assert.ok(police.includes(kind), kind)
  const labour = (await concernsOf('MER-LAB')).filter((kind) => declared.includes(kind))
  assert.deepEqual(labour.sort(), ['forced-work', 'hazardous-work', 'parents-debt', 'under-age-work'])
  assert.equal(await concernsOf('MER-CPN'), 'any')

  const rows = await ask(address, `select id, concerns from referral.referral order by id`)
  const known = concernKind.values as readonly string[]
  for (const { concerns } of rows) for (const kind of concerns as string[]) assert.ok(known.includes(kind), kind)
  const concernsIn = (id: unknown) => rows.find((row) => row['id'] === id)!['concerns'] as string[]
  assert.deepEqual([...concernsIn(one!['id'])].sort(), [
    'armed-group',
    'begging',
    'forced-work',
    'marriage',
    'other',
    'sale',
    'servitude',
    'sexual-exploitation',
    'unlawful-acts',
  ])
  assert.deepEqual(concernsIn(two!['id']), [])

  const signs = new Set(
    readPacks().flatMap((pack) => pack.families.flatMap(({ indicators }) => indicators.map(({ id }) => id))),
  )
  const answers = await ask(address, `select distinct indicator_id from identification.answer`)
  assert.ok(answers.length > 3)
  for (const { indicator_id } of answers) assert.ok(signs.has(String(indicator_id)), String(indicator_id))
})

async function ask(address: DatabaseAddress, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}
