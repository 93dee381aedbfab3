import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Refusal } from '#kernel/refusal'
import {
  apart,
  change as changeChild,
  linkFamily,
  mergeChildren,
  notePath,
  register,
  share,
  timeline,
  undo,
  unlinkFamily,
  viewChild,
} from './api.ts'
import type { Relation } from './family-codes.ts'
import { emptyRegister, ok, time } from './register.test-data.ts'
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

/** The code of a refusal, or `done`. */
function told(answer: object | Refusal): string {
  return 'code' in answer ? (answer as Refusal).code : 'done'
}

const as = (actor: Actor) => ({ actor, commandId: newId() })

async function child(by = supervisor): Promise<string> {
  const input = { id: newId(), facts: { sex: 'female' as const }, followed: { kind: 'no-network' as const }, time }
  return ok(await register.run(node, input, as(by))).id
}

async function merge(keptId: string, mergedId: string, id = newId()): Promise<string> {
  return told(await mergeChildren.run(node, { id, keptId, mergedId, reason: 'Same child.' }, as(supervisor)))
}

async function takeApart(keptId: string, id: string): Promise<string> {
  return told(await undo.run(node, { id, keptId, reason: 'Two children after all.' }, as(supervisor)))
}

async function link(id: string, relation: Relation, childId: string, linkId = newId()): Promise<string> {
  return told(await linkFamily.run(node, { id, linkId, relation, relative: { childId } }, as(supervisor)))
}

async function remove(id: string, linkId: string, reason = 'They are one child.'): Promise<string> {
  return told(await unlinkFamily.run(node, { id, linkId, reason }, as(supervisor)))
}

async function page(id: string, actor = supervisor) {
  return ok(await viewChild.run(node, { id }, { actor }))
}

describe('the relatives of a child', () => {
  test('who were noted by mistake are removed on both records, with a reason that stays in the history, and then the two are merged', async () => {
    const [a, b, linkId] = [await child(), await child(), newId()]
    assert.equal(await link(a, 'sister', b, linkId), 'done')
    assert.equal(await merge(a, b), 'children-related')
    assert.equal(await remove(a, linkId), 'done')
    assert.equal(await remove(b, linkId), 'family-removed')
    const [one, other] = [await page(a), await page(b)]
    assert.deepEqual([one.family, other.family], [[], []])
    assert.deepEqual(
      [one.formerFamily, other.formerFamily].map(([former]) => [former?.reason, former?.removedBy]),
      [
        ['They are one child.', supervisor.id],
        [null, supervisor.id],
      ],
    )
    assert.equal(await merge(a, b), 'done')
    assert.equal((await page(a)).formerFamily.length, 2)
  })

  test('are removed only by who sees the child, and a person who is only named here too', async () => {
    const [a, linkId] = [await child(), newId()]
    const relative = { name: 'Idris Sol', contact: 'no' as const }
    ok(await linkFamily.run(node, { id: a, linkId, relation: 'father', relative }, as(supervisor)))
    assert.equal(told(await unlinkFamily.run(node, { id: a, linkId, reason: 'x' }, as(nurse))), 'record-not-found')
    assert.equal(await remove(a, newId()), 'record-not-found')
    assert.equal(await remove(a, linkId, 'He is not the father.'), 'done')
    const { family, formerFamily } = await page(a)
    assert.deepEqual(
      [family.length, formerFamily[0]?.name, formerFamily[0]?.reason],
      [0, 'Idris Sol', 'He is not the father.'],
    )
  })

  test('are looked at on everything that was merged: nobody becomes their own sister', async () => {
    const [a, b, c] = [await child(), await child(), await child()]
    assert.equal(await link(a, 'sister', c), 'done')
    assert.equal(await merge(b, a), 'done')
    assert.equal(await merge(b, c), 'children-related')
    assert.equal(await merge(c, b), 'children-related')
    assert.equal(await link(b, 'brother', a), 'child-same')
    assert.equal(await link(b, 'cousin', c), 'family-linked')
    const [linkId] = (await page(b)).family.map((relative) => relative.linkId)
    assert.equal(await remove(b, linkId!), 'done', 'the link of a merged record is removed on the one that stands')
    assert.equal(await merge(b, c), 'done')
  })

  test('noted under a merged record are noted under the one that stands', async () => {
    const [a, b, c, mergeId] = [await child(), await child(), await child(), newId()]
    assert.equal(await merge(b, a, mergeId), 'done')
    assert.equal(await link(c, 'brother', a), 'done')
    assert.equal((await page(c)).family[0]?.childId, b)
    const d = await child()
    assert.equal(await link(d, 'sister', b), 'done')
    assert.equal(await takeApart(b, mergeId), 'done')
    assert.deepEqual((await page(b)).family.length, 2)
  })

  test('form no circle of parents, however they were noted, nor by a merge', async () => {
    const [a, b, c, d] = [await child(), await child(), await child(), await child()]
    assert.equal(await link(a, 'mother', b), 'done')
    assert.equal(await link(c, 'child-of', b), 'done', 'c is the mother or father of b')
    assert.equal(await link(c, 'mother', a), 'family-circle')
    assert.equal(await link(c, 'grandparent', a), 'family-circle')
    assert.equal(await link(a, 'child-of', c), 'family-circle')
    assert.equal(await merge(a, c), 'children-related')
    assert.equal(await merge(c, d), 'done')
    assert.equal(await link(d, 'mother', a), 'child-merged')
    assert.equal(await link(a, 'father', d), 'done', 'c stands for d, and c may be above a twice')
  })
})

describe('an id that was used before', () => {
  test('for a link, a merge or a child is refused in words, whoever has it', async () => {
    const [a, b, c, d] = [await child(), await child(), await child(), await child()]
    const [linkId, mergeId] = [newId(), newId()]
    assert.equal(await link(a, 'cousin', b, linkId), 'done')
    assert.equal(await link(a, 'cousin', c, linkId), 'id-taken')
    assert.equal(await link(c, 'cousin', d, linkId), 'id-taken')
    assert.equal(await merge(a, d, mergeId), 'done')
    assert.equal(await merge(b, c, mergeId), 'id-taken')
    assert.equal(await takeApart(a, mergeId), 'done')
    assert.equal(await merge(a, d, mergeId), 'id-taken')
    const hidden = await child(nurse)
    const again = async (id: string) =>
      register.run(node, { id, facts: { sex: 'male' }, followed: { kind: 'no-network' }, time }, as(teacher))
    const taken = await again(hidden)
    assert.equal(told(taken), 'id-taken')
    const { searchId } = await look(teacher, { names: named('Nobody Atall') })
    assert.deepEqual(await again(searchId), taken, 'the id of a hidden child tells what any other taken id tells')
  })
})

describe('the list of possible duplicates', () => {
  async function parked(id: string): Promise<number> {
    const { rows } = await node.asOwner((client) =>
      client.query<{ likely: number }>(
        `select distinct (summary->>'likely')::int as likely from kernel.worklist where list = 'duplicates' and record_id = $1`,
        [id],
      ),
    )
    return rows[0]?.likely ?? 0
  }

  async function alike(name: string): Promise<[string, string]> {
    const facts = { names: named(name), ageAtRegistration: { age: { about: 11 } } }
    const known = await registerAs(supervisor, facts)
    const id = newId()
    ok(await register.run(node, { id, facts, followed: { kind: 'no-network' }, time }, as(supervisor)))
    assert.equal(await parked(id), 1)
    return [known, id]
  }

  test('follows a merge either way, and its undoing', async () => {
    for (const [index, name] of ['Vasco Ilunga', 'Mirel Quandt'].entries()) {
      const [known, late] = await alike(name)
      const [kept, merged, mergeId] = index === 0 ? [known, late, newId()] : [late, known, newId()]
      assert.equal(await merge(kept, merged, mergeId), 'done')
      assert.deepEqual([await parked(known), await parked(late)], [0, 0])
      assert.equal(await takeApart(kept, mergeId), 'done')
      assert.deepEqual([await parked(known), await parked(late)], [0, 1])
    }
  })

  test('keeps a child who was merged with a third, until somebody has decided', async () => {
    const [known, late] = await alike('Lumi Ostrander')
    const third = await child()
    assert.equal(await merge(third, late), 'done')
    assert.deepEqual([await parked(third), await parked(late)], [1, 0])
    assert.equal(told(await apart.run(node, { id: third }, as(supervisor))), 'done')
    assert.deepEqual([await parked(third), await parked(known)], [0, 0])
    ok(await share.run(node, { id: third, scopes: [...nurse.scopes] }, as(nodeActor)))
    assert.equal(await parked(third), 0, 'a decision is not forgotten with the next change')
  })
})

test('before a merge is undone a person reads what was written since, and where it will stay', async () => {
  const [a, b, mergeId] = [await child(), await child(), newId()]
  node.clock.advance(60_000)
  assert.equal(await merge(a, b, mergeId), 'done')
  node.clock.advance(60_000)
  const change = { id: newId(), field: 'sex', baseVersion: (await page(a)).row.versions['sex'], value: 'male', time }
  ok(await changeChild.run(node, { id: a, changes: [change] }, as(supervisor)))
  for (const childId of [a, b])
    ok(
      await notePath.run(
        node,
        {
          childId,
          eventId: newId(),
          at: node.clock.now().toISOString(),
          kind: 'CaseOpened',
          subject: { kind: 'case', id: newId() },
        },
        as(nodeActor),
      ),
    )
  const [written] = (await page(a)).merges
  assert.deepEqual(written?.since.changes, [change.id])
  assert.deepEqual(written?.since.steps.map(({ kind, staysWith }) => `${kind} ${staysWith}`).sort(), [
    'CaseOpened kept',
    'CaseOpened restored',
  ])
  const { doubleWork } = ok(await timeline.run(node, { id: a }, { actor: supervisor }))
  assert.deepEqual(
    doubleWork.map(({ kind, records }) => [kind, records.length, records.some(({ mayOpen }) => mayOpen)]),
    [['case', 2, false]],
  )
  const undone = ok(await undo.run(node, { id: mergeId, keptId: a, reason: 'Two children after all.' }, as(supervisor)))
  assert.deepEqual(undone.conflicts, ['sex'])
  assert.deepEqual((await page(a)).merges[0]?.since, { changes: [], steps: [] })
})
