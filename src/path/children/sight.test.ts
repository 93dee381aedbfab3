import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { mergeChildren, register, share, undo, viewChild } from './api.ts'
import { emptyRegister, ok, time } from './register.test-data.ts'

const { node, teacher, nurse, supervisor } = await emptyRegister()
const boss = await node.person('MER-CLINIC', ['supervisor'], 'Rui')
const officer = await node.person('MER-CARE', ['authority'], 'Sol')
const people: readonly Actor[] = [teacher, nurse, supervisor, boss, officer]

/** What should hold: a record has its own grants, and after a merge those of what it absorbed. Nothing else. */
interface Model {
  id: string
  own: Set<number>
  mergedInto: Model | undefined
  absorbed: { mergeId: string; record: Model }[]
}

function sightOf({ own, absorbed }: Model): Set<number> {
  return new Set([...own, ...absorbed.flatMap(({ record }) => [...sightOf(record)])])
}

function sees(actor: Actor, record: Model): boolean {
  return actor.scopes.some((scope) => sightOf(record).has(scope))
}

const place = fc.nat({ max: 3 })
const person = fc.nat({ max: people.length - 1 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('merge' as const), by: person, kept: place, merged: place }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('undo' as const), by: person, which: fc.nat({ max: 9 }) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('grant' as const), to: person, on: place }) },
)

async function registered(by: Actor): Promise<Model> {
  const id = newId()
  const input = { id, facts: { sex: 'female' as const }, followed: { kind: 'no-network' as const }, time }
  ok(await register.run(node, input, { actor: by, commandId: newId() }))
  return { id, own: (await stored([id])).get(id)!.own, mergedInto: undefined, absorbed: [] }
}

async function stored(ids: readonly string[]): Promise<Map<string, { own: Set<number>; sight: Set<number> }>> {
  const rows = await openTx(node, nodeActor, (tx) =>
    tx.db
      .selectFrom('children.child')
      .select(['id', 'scopes', 'own_scopes'])
      .where('id', 'in', [...ids])
      .execute(),
  )
  return new Map(rows.map(({ id, scopes, own_scopes }) => [id, { own: new Set(own_scopes), sight: new Set(scopes) }]))
}

async function merge(by: Actor, kept: Model, merged: Model): Promise<void> {
  const mergeId = newId()
  const answer = await mergeChildren.run(
    node,
    { id: mergeId, keptId: kept.id, mergedId: merged.id, reason: 'Same child.' },
    { actor: by, commandId: newId() },
  )
  const may =
    kept !== merged &&
    !kept.mergedInto &&
    !merged.mergedInto &&
    sees(by, kept) &&
    sees(by, merged) &&
    by.roles.some((role) => role === 'supervisor' || role === 'authority')
  assert.equal(!isRefusal(answer), may, JSON.stringify(answer))
  if (!may) return
  kept.absorbed.push({ mergeId, record: merged })
  merged.mergedInto = kept
}

async function takeApart(records: readonly Model[], by: Actor, which: number): Promise<void> {
  const merges = records.flatMap((kept) => kept.absorbed.map((one) => ({ kept, ...one })))
  if (merges.length === 0) return
  const { kept, mergeId, record } = merges[which % merges.length]!
  const answer = await undo.run(
    node,
    { id: mergeId, keptId: kept.id, reason: 'Two children after all.' },
    { actor: by, commandId: newId() },
  )
  const may =
    !kept.mergedInto && sees(by, kept) && by.roles.some((role) => role === 'supervisor' || role === 'authority')
  assert.equal(!isRefusal(answer), may, JSON.stringify(answer))
  if (!may) return
  kept.absorbed = kept.absorbed.filter((one) => one.mergeId !== mergeId)
  record.mergedInto = undefined
}

test('whoever was given a child keeps exactly that child, through merges, undone merges and grants of several people', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(person, person, person, person),
      fc.array(step, { minLength: 4, maxLength: 12 }),
      async (by, steps) => {
        const records: Model[] = []
        for (const one of by) records.push(await registered(people[one]!))
        for (const one of steps) {
          if (one.act === 'merge') await merge(people[one.by]!, records[one.kept]!, records[one.merged]!)
          if (one.act === 'undo') await takeApart(records, people[one.by]!, one.which)
          if (one.act === 'grant') {
            const scope = people[one.to]!.personalScope!
            const record = records[one.on]!
            ok(await share.run(node, { id: record.id, scopes: [scope] }, { actor: nodeActor, commandId: newId() }))
            record.own.add(scope)
          }
          const now = await stored(records.map(({ id }) => id))
          for (const record of records)
            assert.deepEqual(now.get(record.id), { own: record.own, sight: sightOf(record) }, JSON.stringify(one))
        }
        for (const record of records)
          for (const actor of people) {
            const page = await viewChild.run(node, { id: record.id }, { actor })
            assert.equal(!isRefusal(page), sees(actor, record))
          }
      },
    ),
    { numRuns: 4 },
  )
})
