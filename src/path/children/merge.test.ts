import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Refusal } from '#kernel/refusal'
import { linkFamily, mergeChildren, share, undo, viewChild } from './api.ts'
import { emptyRegister, ok } from './register.test-data.ts'
import { named } from './test-child.ts'

const { node, teacher, nurse, supervisor, look, registerAs } = await emptyRegister()

describe('two records of one child', () => {
  test('read as one when merged, and as before when taken apart', async () => {
    const [a, b] = [
      await registerAs(teacher, { names: named('Ilko Brandt'), birth: { iso: '2011-05-02' } }),
      await registerAs(teacher, { names: named('Илко Брандт'), birth: { iso: '2012-05-02' } }),
    ]
    const pages = async () =>
      Promise.all(
        [a, b].map(async (id) => {
          const {
            version: _,
            merges: __,
            people: ___,
            ...page
          } = ok(await viewChild.run(node, { id }, { actor: teacher }))
          return JSON.stringify(page)
        }),
      )
    const before = await pages()
    const mergeId = newId()
    assert.equal(
      (
        (await mergeChildren.run(
          node,
          { id: mergeId, keptId: a, mergedId: b, reason: 'Same child.' },
          { actor: teacher, commandId: newId() },
        )) as Refusal
      ).code,
      'action-not-permitted',
    )
    const merged = ok(
      await mergeChildren.run(
        node,
        { id: mergeId, keptId: a, mergedId: b, reason: 'Same child.' },
        { actor: supervisor, commandId: newId() },
      ),
    )
    assert.deepEqual(merged.conflicts, ['birth'])
    const page = ok(await viewChild.run(node, { id: a }, { actor: teacher }))
    assert.deepEqual([page.row.names.length, page.row.conflicts[0]?.competing.length, page.merges.length], [2, 2, 1])
    assert.equal(ok(await viewChild.run(node, { id: b }, { actor: teacher })).mergedInto, a)
    assert.deepEqual(
      (await look(teacher, { names: named('Илко Брандт') })).candidates.map(({ child }) => child?.id),
      [a],
    )
    ok(
      await undo.run(
        node,
        { id: mergeId, keptId: a, reason: 'Two children after all.' },
        { actor: supervisor, commandId: newId() },
      ),
    )
    assert.deepEqual(await pages(), before)
    assert.equal((await look(teacher, { names: named('Илко Брандт') })).candidates.length, 2)
  })

  test('brought before a desk under the merged record come with the record that stands', async () => {
    const [a, b] = [
      await registerAs(supervisor, { names: named('Oriel Tanaba') }),
      await registerAs(supervisor, { names: named('Oriel Tanabe') }),
    ]
    ok(
      await mergeChildren.run(
        node,
        { id: newId(), keptId: a, mergedId: b, reason: 'Same child.' },
        { actor: supervisor, commandId: newId() },
      ),
    )
    ok(await share.run(node, { id: b, scopes: [...nurse.scopes] }, { actor: nodeActor, commandId: newId() }))
    assert.equal(ok(await viewChild.run(node, { id: b }, { actor: nurse })).mergedInto, a)
    assert.equal(ok(await viewChild.run(node, { id: a }, { actor: nurse })).row.names.length, 2)
  })

  test('linked as sisters are not merged, and neither opens the other to a stranger', async () => {
    const [a, b] = [
      await registerAs(teacher, { names: named('Nadira Oyelle') }),
      await registerAs(teacher, { names: named('Samira Oyelle') }),
    ]
    ok(
      await linkFamily.run(
        node,
        { id: a, linkId: newId(), relation: 'sister', relative: { childId: b } },
        { actor: teacher, commandId: newId() },
      ),
    )
    assert.equal(
      (
        (await mergeChildren.run(
          node,
          { id: newId(), keptId: a, mergedId: b, reason: 'Alike.' },
          { actor: supervisor, commandId: newId() },
        )) as Refusal
      ).code,
      'children-related',
    )
    ok(await share.run(node, { id: a, scopes: [...nurse.scopes] }, { actor: nodeActor, commandId: newId() }))
    const [relative] = ok(await viewChild.run(node, { id: a }, { actor: nurse })).family
    assert.deepEqual(
      [relative?.relation, relative?.hidden, relative?.name, relative?.childId],
      ['sister', true, null, null],
    )
    assert.equal(ok(await viewChild.run(node, { id: b }, { actor: teacher })).family[0]?.name, 'Nadira Oyelle')
  })
})
