import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { isRefusal } from '../refusal.ts'
import { testNode } from '../../../tests/node.ts'
import { signIn } from './sessions.ts'

const node = await testNode()
const right = 'correct horse'

interface From {
  address: string
  mark?: string
}

async function attempt(id: string, password: string, from: From): Promise<{ mark: string } | undefined> {
  const answer = await signIn(node, { email: `${id}@example.org`, password }, from, node.clock.now())
  return isRefusal(answer) ? undefined : answer
}

async function guess(id: string, times: number, from: (round: number) => From): Promise<void> {
  for (let round = 0; round < times; round += 1) assert.equal(await attempt(id, 'wrong', from(round)), undefined)
}

test('after six wrong passwords signing in waits at that place for half an hour, the right password included', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const here = { address: '198.51.100.7' }
  await guess(id, 6, () => here)
  assert.equal(await attempt(id, right, here), undefined)
  node.clock.advance(29 * 60_000)
  assert.equal(await attempt(id, right, here), undefined)
  node.clock.advance(2 * 60_000)
  assert.ok(await attempt(id, right, here))
})

test('a stranger who guesses elsewhere does not keep a teacher out', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  await guess(id, 12, () => ({ address: '203.0.113.9' }))
  assert.ok(await attempt(id, right, { address: '198.51.100.7' }))
})

test('a colleague at the next desk, behind the same address, does not keep her out of her own phone', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const office = { address: '198.51.100.7' }
  const phone = await attempt(id, right, office)
  assert.ok(phone)
  await guess(id, 12, () => office)
  assert.equal(await attempt(id, right, office), undefined)
  const again = await attempt(id, right, { ...office, mark: phone.mark })
  assert.equal(again?.mark, phone.mark)
})

test('many machines together may guess no more than sixty times, and her phone still opens', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const phone = await attempt(id, right, { address: '198.51.100.7' })
  await guess(id, 60, (round) => ({ address: `203.0.113.${round}` }))
  assert.equal(await attempt(id, right, { address: '192.0.2.1' }), undefined)
  assert.ok(await attempt(id, right, { address: '192.0.2.1', mark: phone!.mark }))
})

test('a stolen phone gets six guesses like any place, and the mark of another person’s phone is worth nothing', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const { id: other } = await node.person('MER-SCHOOL', ['worker'])
  const address = '198.51.100.7'
  const phone = await attempt(id, right, { address })
  await guess(id, 6, () => ({ address, mark: phone!.mark }))
  assert.equal(await attempt(id, right, { address, mark: phone!.mark }), undefined)
  const foreign = await attempt(other, right, { address: '192.0.2.44' })
  await guess(id, 6, () => ({ address: '192.0.2.44' }))
  for (const mark of [foreign!.mark, 'made.up', '.', 'ü'.repeat(400)])
    assert.equal(await attempt(id, right, { address: '192.0.2.44', mark }), undefined)
})

test('whoever changes the free half of an IPv6 address is still at the same place', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  await guess(id, 6, (round) => ({ address: `2001:db8:0:7::${round + 1}` }))
  assert.equal(await attempt(id, right, { address: '2001:db8::7:1:2:3:4' }), undefined)
  assert.ok(await attempt(id, right, { address: '2001:db8:0:8::1' }))
})

test('neither the e-mail nor the address can be found in what is kept, and it is gone when its time is over', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const address = '198.51.100.99'
  await guess(id, 2, () => ({ address }))
  const kept = await node.asOwner(
    async (client) => (await client.query<{ digest: Buffer }>('select * from kernel.sign_in_try')).rows,
  )
  assert.ok(kept.length > 0)
  const guesses = [address, `${id}@example.org`, JSON.stringify([`${id}@example.org`, 'place', address])].map((text) =>
    createHash('sha256').update(text).digest('hex').slice(0, 32),
  )
  for (const { digest } of kept) assert.ok(digest.length === 16 && !guesses.includes(digest.toString('hex')))
  node.clock.advance(31 * 60_000)
  await guess(id, 1, () => ({ address: '198.51.100.100' }))
  const later = await node.asOwner(async (client) => (await client.query('select until from kernel.sign_in_try')).rows)
  assert.equal(later.length, 2)
  assert.ok(later.every(({ until }) => until > node.clock.now()))
})
