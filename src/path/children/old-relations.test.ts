import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '#kernel/db/package-root'
import { newId } from '#kernel/ids'
import { linkFamily, viewChild } from './api.ts'
import { emptyRegister, ok } from './register.test-data.ts'

const { node, supervisor, registerAs } = await emptyRegister()

test('a relative from before stays, is only said and not looked at, and is no longer "other" seen from the other side', async () => {
  const [child, relative] = [await registerAs(supervisor, {}), await registerAs(supervisor, {})]
  const linkId = newId()
  const link = { id: child, linkId, relation: 'grandparent', relative: { childId: relative } }
  ok(await linkFamily.run(node, link, { actor: supervisor, commandId: newId() }))
  const migration = readFileSync(
    join(packageRoot(), 'src/path/children/store/migrations/2026-11-30-01-standing-of-relatives.sql'),
    'utf8',
  )
  const mends = migration.slice(migration.indexOf('alter table children.family_link no force'))
  await node.asOwner(async (owner) => {
    await owner.query('alter table children.family_link no force row level security')
    const { rowCount } = await owner.query(
      `update children.family_link set relation = 'other' where id = $1 and child_id = $2`,
      [linkId, relative],
    )
    assert.equal(rowCount, 1)
    await owner.query(mends)
  })
  const { family } = ok(await viewChild.run(node, { id: relative }, { actor: supervisor }))
  assert.deepEqual(
    family.map(({ relation, standing }) => [relation, standing.verified, standing.concern, standing.contact]),
    [['grandchild', 'claimed', 'unknown', 'unknown']],
  )
})
