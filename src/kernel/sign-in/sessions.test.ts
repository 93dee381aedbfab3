import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '../refusal.ts'
import { testNode } from '../../../tests/node.ts'
import { findSession, signIn } from './sessions.ts'

const hour = 3_600_000

test('a pause after wrong tries that began under a clock that was ahead is over when the clock is set right', async () => {
  const node = await testNode()
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const attempt = (password: string) =>
    signIn(node, { email: `${id}@example.org`, password }, { address: '192.0.2.7' }, node.clock.now())
  for (let tries = 0; tries < 6; tries += 1) assert.ok(isRefusal(await attempt('guess')))
  assert.ok(isRefusal(await attempt('correct horse')), 'the pause holds while the clock goes on')
  node.clock.advance(-10 * hour)
  assert.ok(!isRefusal(await attempt('correct horse')))
})

test('a session seen under a clock that was ahead ends half an hour after its last use all the same', async () => {
  const node = await testNode()
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const answer = await signIn(
    node,
    { email: `${id}@example.org`, password: 'correct horse' },
    { address: '192.0.2.7' },
    node.clock.now(),
  )
  assert.ok(!isRefusal(answer))
  const session = () => findSession(node.database, answer.token, node.clock.now())
  node.clock.advance(-10 * hour)
  assert.ok(await session())
  node.clock.advance(0.4 * hour)
  assert.ok(await session())
  node.clock.advance(0.6 * hour)
  assert.equal(await session(), undefined)
})
