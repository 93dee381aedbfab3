import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRounds } from '../resilience/rounds.ts'

const seed = Number(process.env['TENFOLD_TEST_SEED'] ?? 7)

test('after a hundred kills of server, worker and database under load, all that was acknowledged is there, once', {
  timeout: 2 * 3_600_000,
}, async () => {
  const result = await runRounds({ rounds: 100, seed })
  assert.deepEqual([result.lost, result.twice, result.deadlines.wrong, result.wrong], [[], [], [], []])
  assert.equal(result.ledger, 'ok')
  assert.ok(result.acknowledged > 1_000 && result.deadlines.fired > 0, JSON.stringify(result))
})
