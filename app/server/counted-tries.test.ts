import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { CountedTries } from './counted-tries.ts'

function tried(tries: CountedTries, caller: string, windowMs: number): number {
  let count = 0
  tries.incr(caller, (_error, result) => (count = result!.current), windowMs)
  return count
}

test('a school whose minute is over is let in again, also when the clock of the node was set back meanwhile', async (t) => {
  const tries = new CountedTries()
  assert.deepEqual([tried(tries, 'school', 30), tried(tries, 'school', 30), tried(tries, 'camp', 30)], [1, 2, 1])
  t.mock.method(Date, 'now', () => 0)
  // Time is what is tested: the window of 30 ms is over.
  await sleep(60)
  assert.equal(tried(tries, 'school', 30), 1)
})

test('the callers that were not seen for longest are forgotten first, so that many cannot fill the memory', () => {
  const tries = new CountedTries()
  tried(tries, 'early', 60_000)
  for (let number = 0; number < 4_999; number += 1) tried(tries, `caller ${number}`, 60_000)
  tried(tries, 'early', 60_000)
  for (let number = 5_000; number < 9_998; number += 1) tried(tries, `caller ${number}`, 60_000)
  assert.equal(tried(tries, 'early', 60_000), 3)
  assert.equal(tried(tries, 'caller 0', 60_000), 1)
})
