import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNode, type TestNode } from '../../../tests/node.ts'
import type { Actor } from '../actor.ts'
import { barrableBy, nodeActor } from '../actor.ts'
import { newId } from '../ids.ts'
import { refuse, Refused } from '../refusal.ts'
import { openTx, type Tx } from '../tx.ts'

function job(tx: Tx, id: string) {
  return tx.db.insertInto('kernel.job').values({ id, kind: 'test', run_at: tx.now, payload: '{}' })
}

async function jobs(node: TestNode): Promise<string[]> {
  return (await node.database.selectFrom('kernel.job').select('id').orderBy('id').execute()).map(({ id }) => id)
}

test('what nobody waits for is read back in the same command, and stays when it ends', async () => {
  const node = await testNode()
  const id = newId()
  const attempts = await openTx(node, nodeActor, async (tx) => {
    tx.write(job(tx, id))
    tx.write(tx.db.updateTable('kernel.job').set({ attempts: 3 }).where('id', '=', id))
    const row = await tx.db.selectFrom('kernel.job').select('attempts').where('id', '=', id).executeTakeFirstOrThrow()
    tx.write(tx.db.updateTable('kernel.job').set({ attempts: 4 }).where('id', '=', id))
    return row.attempts
  })
  assert.equal(attempts, 3)
  assert.equal((await node.database.selectFrom('kernel.job').select('attempts').executeTakeFirstOrThrow()).attempts, 4)
})

test('when a write that nobody waited for fails, nothing of the command stays, wherever in the command it stood', async () => {
  const node = await testNode()
  const there = newId()
  await openTx(node, nodeActor, async (tx) => tx.write(job(tx, there)))
  for (const last of [false, true]) {
    await assert.rejects(
      openTx(node, nodeActor, async (tx) => {
        tx.write(job(tx, newId()))
        tx.write(job(tx, there))
        tx.write(job(tx, newId()))
        if (!last) await tx.db.selectFrom('kernel.job').selectAll().execute()
      }),
      { code: '23505' },
    )
  }
  assert.deepEqual(await jobs(node), [there])
})

test('a person whose record is there already is told so in words, and the connection serves the next person', async () => {
  const node = await testNode()
  const id = newId()
  await openTx(node, nodeActor, async (tx) => tx.write(job(tx, id)))
  const again = openTx(node, nodeActor, async (tx) => tx.write(job(tx, id), refuse('id-taken')))
  await assert.rejects(again, (error) => error instanceof Refused && error.refusal.code === 'id-taken')
  assert.deepEqual(await jobs(node), [id])
})

test('an id that belongs to a child can never become a concern, though nobody waits for the answer', async () => {
  const node = await testNode()
  const id = newId()
  await openTx(node, nodeActor, (tx) => tx.create(id, 'child'))
  await openTx(node, nodeActor, (tx) => tx.create(id, 'child'))
  const taken = openTx(node, nodeActor, async (tx) => {
    await tx.create(id, 'concern')
    return tx.db.selectFrom('children.child').selectAll().execute()
  })
  await assert.rejects(taken, (error) => error instanceof Refused && error.refusal.code === 'id-taken')
  await assert.rejects(
    openTx(node, nodeActor, (tx) => tx.create(id, 'concern')),
    Refused,
  )
})

test('what one person began and did not wait for is never asked with the rights of the next', async () => {
  const node = await testNode()
  const [first, second] = [await node.person('MER-CPA', ['triage']), await node.person('MER-POLICE', ['triage'])]
  const left: Promise<unknown>[] = []
  let kept: Tx | undefined
  const scopesOf = (tx: Tx) =>
    tx.db
      .selectNoFrom((row) => row.fn<string>('current_setting', [row.val('tenfold.scopes')]).as('scopes'))
      .executeTakeFirstOrThrow()
  const begin = (actor: Actor) =>
    openTx(node, actor, async (tx) => {
      kept ??= tx
      left.push(scopesOf(tx).catch((error: Error) => error.message))
      throw new Error('left early')
    })
  await assert.rejects(begin(first), /left early/)
  const seen = openTx(node, second, async (tx) => {
    left.push(scopesOf(kept!).catch((error: Error) => error.message))
    return scopesOf(tx)
  })
  assert.deepEqual(await seen, { scopes: barrableBy(second).join(',') })
  assert.deepEqual(await Promise.all(left), ['The transaction is over.', 'The transaction is over.'])
})
