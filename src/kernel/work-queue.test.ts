import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as settled } from 'node:timers/promises'
import { isRefusal } from './refusal.ts'
import { openWorkQueue } from './work-queue.ts'

/** Work that ends on command and records the order of starts. */
function workshop() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<string>((done) => {
      begun.push(name)
      ends.set(name, () => done(name))
    })
  const end = async (name: string): Promise<void> => {
    ends.get(name)!()
    await settled()
  }
  return { begun, work, end }
}

test('so many are served at a time, and a person who asks ten times keeps nobody waiting ten times as long', async () => {
  const { begun, work, end } = workshop()
  const queue = openWorkQueue(2)
  const flood = Array.from({ length: 10 }, (_, number) => queue('flood', work(`flood ${number}`)))
  const others = ['Oda', 'Pell'].map((who) => queue(who, work(who)))
  await settled()
  assert.deepEqual(begun, ['flood 0', 'Oda'])
  await end('flood 0')
  await end('Oda')
  assert.deepEqual(begun, ['flood 0', 'Oda', 'Pell', 'flood 1'])
  await end('Pell')
  for (let number = 1; number < 10; number += 1) await end(`flood ${number}`)
  assert.deepEqual(await Promise.all(others), ['Oda', 'Pell'])
  assert.equal((await Promise.all(flood)).length, 10)
})

test('work that fails gives its turn to the next', async () => {
  const queue = openWorkQueue(1)
  const failing = queue('Oda', () => Promise.reject(new Error('gone')))
  const next = queue('Pell', () => Promise.resolve('served'))
  await assert.rejects(failing, /gone/)
  assert.equal(await next, 'served')
})

test('whoever waits too long is told to try again, and is never begun', async () => {
  const { begun, work, end } = workshop()
  const queue = openWorkQueue(1, 20)
  const slow = queue('Oda', work('slow'))
  const refused = await queue('Pell', work('late'))
  assert.ok(isRefusal(refused) && refused.code === 'queue-full' && refused.status === 503)
  await end('slow')
  assert.equal(await slow, 'slow')
  assert.equal(await queue('Pell', () => Promise.resolve('again')), 'again')
  assert.deepEqual(begun, ['slow'])
})
