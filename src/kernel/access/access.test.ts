import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../actor.ts'
import { roles } from '../roles.ts'
import { openAccess, purposes } from './access.ts'
import { readPolicies } from './policies.ts'

const policies = readPolicies()
const actions = [...policies.permitted, 'an.action.nobody.permits']
const scope = fc.integer({ min: 1, max: 6 })
const actor: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('account' as const, 'public' as const, 'node' as const),
  id: fc.uuid(),
  agencyId: fc.constantFrom('north', 'south'),
  roles: fc.subarray([...roles]),
  scopes: fc.uniqueArray(scope, { maxLength: 3 }),
})
const resource = fc.record({
  kind: fc.constantFrom('concern', 'child', 'referral', 'case', 'worklist'),
  id: fc.uuid(),
  scopes: fc.uniqueArray(scope, { maxLength: 3 }),
  personal: fc.boolean(),
  attrs: fc.record({
    status: fc.constantFrom('current', 'merged'),
    state: fc.constantFrom('draft', 'sent'),
    senderAgency: fc.constantFrom('north', 'south'),
    authorityAgency: fc.constantFrom('north', 'south'),
  }),
})

test('whoever asks again, or asks after others, is answered as if they were the first to ask', () => {
  const busy = openAccess(policies)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(actor, fc.constantFrom(...actions), resource, fc.constantFrom(...purposes)), {
        minLength: 1,
        maxLength: 40,
      }),
      (questions) => {
        const first = openAccess(policies)
        for (const question of questions) {
          const answer = first.decide(...question)
          assert.deepEqual(busy.decide(...question), answer)
          assert.deepEqual(first.decide(...question), answer)
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('a policy about one person or one record does not let the node start', async (context) => {
  const root = await mkdtemp(join(tmpdir(), 'policies-'))
  context.after(() => rm(root, { recursive: true }))
  await mkdir(join(root, 'src/kernel/access'), { recursive: true })
  const policy = (resource: string) =>
    `@id("kernel.this-one")\npermit (principal, action == Action::"child.read", ${resource});`
  await writeFile(join(root, 'src/kernel/access/policies.cedar'), policy('resource'))
  assert.deepEqual([...readPolicies(root).permitted], ['child.read'])
  await writeFile(
    join(root, 'src/kernel/access/policies.cedar'),
    policy('resource').replace('principal', 'principal == ?principal'),
  )
  assert.throws(() => readPolicies(root), /\?principal or \?resource would be left out/)
  await writeFile(join(root, 'src/kernel/access/policies.cedar'), policy('resource == Record::"1f0c"'))
  assert.throws(() => readPolicies(root), /kernel\.this-one names a single person or record/)
})
