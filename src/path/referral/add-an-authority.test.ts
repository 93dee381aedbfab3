import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '#kernel/db/package-root'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { testNode } from '../../../tests/node.ts'
import { authorities, keepAuthority } from './api.ts'
import { type Authority, authority } from './model.ts'
import { isOnCall } from './on-call.ts'
import { routeReferral } from './route-referral.ts'

const node = await testNode()
const page = readFileSync(join(packageRoot(), 'docs/how-to/add-an-authority.md'), 'utf8')
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!) as Authority

async function written(): Promise<Authority> {
  return authority.parse({ ...example, agencyId: await node.agencyId(example.agencyCode) })
}

test('the authority on the how-to page is taken from an administrator, changed by sending it again, and from nobody else', async () => {
  const wanted = await written()
  const administrator = await node.person('NODE', ['administrator'])
  const kept = await keepAuthority.run(node, wanted, { actor: administrator, commandId: newId() })
  assert.deepEqual(kept, { id: wanted.id })
  await keepAuthority.run(node, { ...wanted, active: false }, { actor: administrator, commandId: newId() })
  const { rows } = await node.asOwner((client) => client.query('select count(*)::int as count from referral.authority'))
  assert.equal(rows[0].count, 1)
  const refused = await keepAuthority.run(node, wanted, {
    actor: await node.person('MER-SCHOOL', ['worker']),
    commandId: newId(),
  })
  assert.ok(isRefusal(refused) && refused.code === 'action-not-permitted')
})

test('an authority whose agency and code do not belong together is kept from nobody', async () => {
  const administrator = await node.person('NODE', ['administrator'])
  const slip = { ...(await written()), id: newId(), agencyId: await node.agencyId('MER-BOR') }
  const answer = await keepAuthority.run(node, slip, { actor: administrator, commandId: newId() })
  assert.ok(isRefusal(answer) && answer.code === 'agency-mismatched')
  const { rows } = await node.asOwner((client) =>
    client.query('select count(*)::int as count from referral.authority where id = $1', [slip.id]),
  )
  assert.equal(rows[0].count, 0)
})

test('a child below its place is sent there, with the reasons the page names, and on Friday night somebody answers', async () => {
  const wanted = await written()
  const friday = new Date('2026-11-27T19:00:00Z')
  const { routes } = routeReferral([wanted], {
    country: 'XM',
    places: ['XM0102', 'XM01', 'XM'],
    age: undefined,
    concerns: ['begging'],
    immediateDanger: true,
    at: friday,
    timeZone: 'Etc/GMT-3',
  })
  assert.deepEqual([routes[0]?.authority.id, routes[0]?.part], [wanted.id, 'lead'])
  assert.equal(isOnCall(wanted, friday, 'Etc/GMT-3'), true)
})

test('a mandate for a kind of concern that nobody declared is refused, and an older one waits for the administrator', async () => {
  const administrator = await node.person('NODE', ['administrator'])
  const wanted = { ...(await written()), id: newId() }
  const [mandate] = wanted.mandates
  const withKinds = (...concerns: string[]) => ({ ...wanted, mandates: [{ ...mandate!, concerns }] })
  const keep = (input: unknown) =>
    keepAuthority.run(node, input as Authority, { actor: administrator, commandId: newId() })
  const refused = await keep(withKinds('begging', 'Street work'))
  assert.ok(isRefusal(refused) && refused.status === 400)
  assert.deepEqual(await keep(withKinds('begging')), { id: wanted.id })
  await node.asOwner((client) =>
    client.query('update referral.authority set mandates = $2 where id = $1', [
      wanted.id,
      JSON.stringify(withKinds('begging', 'Street work').mandates),
    ]),
  )
  const listed = await authorities.run(node, {}, { actor: administrator })
  assert.ok(!isRefusal(listed))
  const found = listed.authorities.find(({ id }) => id === wanted.id)!
  assert.deepEqual(found.unknownConcerns, ['Street work'])
  assert.deepEqual(found.mandates[0]!.concerns, ['begging'])
})
