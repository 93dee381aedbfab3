import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomBytes, randomUUID } from 'node:crypto'
import { deviceStoreKey } from '../../../src/kernel/vault/device-store-key.ts'
import { openerFrom, seal, unseal } from './sealing.ts'

const nodeKey = randomBytes(32)
const [vela, nerida] = [randomUUID(), randomUUID()]
const words = { answers: { words: 'He may not leave the yard.' } }

test('what a person wrote is opened with the keys of their next sign-in, and not with those of another person', async () => {
  const atDesk = await openerFrom({ ...deviceStoreKey(nodeKey, vela) })
  const sealed = await seal(atDesk.publicKey, 'one', words)
  const nextDay = await openerFrom({ ...deviceStoreKey(nodeKey, vela) })
  assert.deepEqual(await unseal(nextDay, 'one', sealed), words)
  const other = await openerFrom({ ...deviceStoreKey(nodeKey, nerida) })
  await assert.rejects(unseal(other, 'one', sealed))
  const elsewhere = await openerFrom({ ...deviceStoreKey(randomBytes(32), vela) })
  await assert.rejects(unseal(elsewhere, 'one', sealed))
})

test('what was sealed is not opened in another place, nor after a bit of it was changed', async () => {
  const opener = await openerFrom({ ...deviceStoreKey(nodeKey, vela) })
  const sealed = await seal(opener.publicKey, 'one', words)
  await assert.rejects(unseal(opener, 'two', sealed))
  for (const at of [3, 70, sealed.length - 1]) {
    const changed = sealed.slice()
    changed[at]! ^= 1
    await assert.rejects(unseal(opener, 'one', changed), `${at}`)
  }
  assert.ok(!Buffer.from(sealed).includes('yard'))
})

test('the private key cannot be read out again, and two sealings of one text differ', async () => {
  const opener = await openerFrom({ ...deviceStoreKey(nodeKey, vela) })
  await assert.rejects(crypto.subtle.exportKey('jwk', opener.privateKey))
  const [first, second] = [await seal(opener.publicKey, 'one', words), await seal(opener.publicKey, 'one', words)]
  assert.notDeepEqual(first, second)
})
