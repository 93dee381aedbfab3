import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectedCache, memoryOfMachine, sharedBuffers } from './postgres-memory.ts'

const gibibyte = 2 ** 30

test('a small machine keeps what PostgreSQL needs at least, a large one leaves memory to others', () => {
  assert.deepEqual(
    [1, 4, 8, 24, 256].map((size) => sharedBuffers(size * gibibyte)),
    ['171MB', '683MB', '1365MB', '4096MB', '8192MB'],
  )
  assert.deepEqual(
    [0.25, 24].map((size) => expectedCache(size * gibibyte)),
    ['256MB', '12288MB'],
  )
})

test('a machine has memory', () => {
  assert.ok(memoryOfMachine() > 64 * 2 ** 20 && Number.isFinite(memoryOfMachine()))
})
