import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectedCache, memoryOfMachine, sharedBuffers } from './memory.ts'

const gibibyte = 2 ** 30

test('sharedBuffers() takes a sixth of the memory, 8 GB at most, and expectedCache() half of it', () => {
  assert.deepEqual(
    [1, 4, 8, 24, 256].map((size) => sharedBuffers(size * gibibyte)),
    ['171MB', '683MB', '1365MB', '4096MB', '8192MB'],
  )
  assert.deepEqual(
    [0.25, 24].map((size) => expectedCache(size * gibibyte)),
    ['256MB', '12288MB'],
  )
})

test('memoryOfMachine() returns a finite size of more than 64 MB', () => {
  assert.ok(memoryOfMachine() > 64 * 2 ** 20 && Number.isFinite(memoryOfMachine()))
})
