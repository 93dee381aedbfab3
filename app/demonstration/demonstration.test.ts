import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNode } from '../../tests/node.ts'
import { duties } from '../server/reactions.ts'
import { loadDemonstration } from './index.ts'

const node = await testNode({ start: '2026-11-22T09:00:00Z' })

test('measure', async () => {
  const began = performance.now()
  await loadDemonstration(node, duties)
  console.log('loaded in', Math.round(performance.now() - began), 'ms')
  await node.asOwner(async (client) => {
    const show = async (sql: string) => console.log(JSON.stringify((await client.query(sql)).rows))
    await show('select count(*) from kernel.command')
    await show('select type, count(*), sum(attempts) a, count(*) filter (where delivered_at is null) w, max(last_error) e from kernel.outbox group by 1 order by 1')
    await show('select status, count(*) from signals.signal group by 1')
    await show('select count(*), status from children.child group by 2')
    await show('select state, count(*), count(*) filter (where escalated_to <> \'nobody\') esc from referral.referral group by 1')
    await show('select outcome, count(*) from identification.screening group by 1')
    await show('select state, count(*), count(worker_id) w from case_management.care_case group by 1')
    await show('select list, count(distinct record_id) from kernel.worklist group by 1')
    await show('select clock_id, count(*) n, count(met_at) met, count(missed_at) missed, count(stopped_at) st from kernel.deadline where level = 0 group by 1 order by 1')
  })
  assert.ok(true)
})
