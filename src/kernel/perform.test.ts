import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { newId } from './ids.ts'
import { look } from './perform.ts'
import { testNode } from '../../tests/node.ts'

test('of ten workers who look at once two are served at a time, about in the order they came, also after one whose look failed', async () => {
  const node = await testNode()
  const workers = await Promise.all(
    Array.from({ length: 10 }, (_, number) => node.person('CP-CENTRAL', ['worker'], `Worker ${number}`)),
  )
  const begun: number[] = []
  let together = 0
  let most = 0
  const slow = look({
    method: 'POST',
    path: '/api/slow',
    name: 'look-slowly',
    summary: 'A look that takes a while',
    input: z.object({ number: z.int() }),
    action: 'child.search',
    purpose: 'protect',
    concurrency: 2,
    load: async () => ({}),
    resource: () => ({ kind: 'child-search', id: newId(), personal: true }),
    async show(_, { number }) {
      begun.push(number)
      together += 1
      most = Math.max(most, together)
      for (let turns = 0; turns < 20; turns += 1) await turn()
      together -= 1
      if (number === 3) throw new Error('this one fails')
      return { number }
    },
    answer: z.object({ number: z.int() }),
  })
  const numbers = workers.map((_, number) => number)
  const answers = await Promise.allSettled(
    numbers.map((number) => slow.run(node, { number }, { actor: workers[number]! })),
  )
  assert.equal(most, 2)
  // Both are served at the same time, and either may reach the record first.
  assert.deepEqual(
    begun.filter((number, place) => Math.abs(number - place) > 1),
    [],
  )
  assert.deepEqual(
    answers.map((answer) => answer.status === 'fulfilled'),
    numbers.map((number) => number !== 3),
  )
})
