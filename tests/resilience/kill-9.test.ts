import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kinds, runRounds } from './rounds.ts'

test('after kill -9 of server, worker and database under load, all that was acknowledged is there, once, and every clock was heard once', {
  timeout: 600_000,
}, async () => {
  const result = await runRounds({ rounds: kinds.length, seed: 6, longestMs: 800 })
  assert.deepEqual([result.lost, result.twice, result.deadlines.wrong, result.wrong], [[], [], [], []])
  assert.equal(result.ledger, 'ok')
  assert.ok(result.acknowledged > 50 && result.deadlines.fired > 0, JSON.stringify(result))
})
