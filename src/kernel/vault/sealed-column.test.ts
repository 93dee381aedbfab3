import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor } from '../actor.ts'
import { newId } from '../ids.ts'
import { openTx } from '../tx.ts'
import { testNode } from '../../../tests/node.ts'
import { sealedData, sealedText } from './sealed-column.ts'

const note = sealedText('test.note')
const facts = sealedData<{ item: string }[]>('test.facts')

test('what is sealed in a column opens in its own row and in no other, and nothing is sealed for nothing', async () => {
  const node = await testNode()
  const [child, row, other] = [newId(), newId(), newId()]
  await openTx(node, nodeActor, async (tx) => {
    const sealed = await note.seal(tx, child, row, 'He draws boats.')
    assert.equal(await note.open(tx, child, row, sealed), 'He draws boats.')
    await assert.rejects(note.open(tx, child, other, sealed))
    await assert.rejects(facts.open(tx, child, row, sealed))
    const data = await facts.seal(tx, child, row, [{ item: 'name' }])
    assert.deepEqual(await facts.open(tx, child, row, data), [{ item: 'name' }])
    for (const nothing of ['', null, undefined]) assert.equal(await note.sealIfAny(tx, child, row, nothing), null)
    assert.equal(await note.open(tx, child, row, null), undefined)
    assert.deepEqual(
      await note.openAll(tx, child, [
        { id: other, sealed: null },
        { id: row, sealed },
      ]),
      [undefined, 'He draws boats.'],
    )
    await tx.vault.destroyKey(child)
  })
})
