import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const testCommand = fileURLToPath(new URL('../../scripts/test.mjs', import.meta.url))
let begun = 0

before(() => {
  begun += 1
})
after(() => assert.equal(begun, 1))

test('a run in which no test ran has failed', () => {
  const { status, stdout } = spawnSync(process.execPath, [testCommand, 'no/such/place'], { encoding: 'utf8' })
  assert.equal(status, 1)
  assert.equal(stdout.trim().split('\n').at(-1), '0 passed, 0 failed')
})

test('what a file does before its tests is done for that file alone', () => {
  assert.equal(begun, 1)
})
