import assert from 'node:assert/strict'
import test from 'node:test'
import { newId } from '#kernel/ids'
import { openTx } from '#kernel/tx'
import { testNode } from '../../../../tests/node.ts'
import type { Referral } from '../model.ts'
import { scopesOf } from './scopes.ts'

test('a connection that dies while it is worked out who sees a referral fails that work, and nothing else of the node', async () => {
  const node = await testNode()
  const officer = await node.person('MER-CPL', ['worker'])
  const escalated = {
    senderId: newId(),
    senderAgencyId: newId(),
    escalatedTo: 'coordinator',
    clocks: [],
  } as unknown as Referral
  const work = openTx(node, officer, async (tx) => {
    await tx.scopes.of([])
    await node.asOwner((owner) =>
      owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tenfold' and datname = current_database()`,
      ),
    )
    await scopesOf(tx, escalated)
  })
  await assert.rejects(work, /terminat|not queryable/)
  assert.equal(await openTx(node, officer, async (tx) => tx.actor.id), officer.id)
})
