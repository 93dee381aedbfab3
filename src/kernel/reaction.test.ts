import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { testNode } from '../../tests/node.ts'
import type { DomainEvent } from './event.ts'
import { newId } from './ids.ts'
import { command } from './perform.ts'
import { commandIdFor, reactWith, tellApart } from './reaction.ts'

test('an event that was in delivery before an upgrade finds the ids of its consequences again', () => {
  const event = { id: '0193a1b2-0000-7000-8000-000000000001' } as DomainEvent
  assert.equal(commandIdFor(event, 'note-on-path'), '1d04fd93-3d84-8e66-96e9-5af22cb9cbe1')
  assert.notEqual(commandIdFor(event, 'note-on-path', 1), commandIdFor(event, 'note-on-path'))
})

test('of two consequences by one command both happen, and each once, however often the event is delivered', async () => {
  const node = await testNode()
  const happened: string[] = []
  const say = command({
    method: 'POST',
    path: '/api/said',
    name: 'say-it',
    summary: 'Something that follows from an event',
    input: z.object({ what: z.string() }),
    action: 'child.note-path',
    purpose: 'protect',
    load: async () => ({}),
    resource: () => ({ kind: 'said', id: newId() }),
    decide: (_, input) => ({ changes: [input], events: [], answer: {} }),
    save: async (_, { what }) => void happened.push(what),
    answer: z.object({}),
  })
  const id = newId()
  const event = { type: 'Test', id, at: node.clock.now().toISOString(), aggregate: { kind: 'test', id }, data: {} }
  const consequences = tellApart([reactWith(say, () => ({ what: 'one' })), reactWith(say, () => ({ what: 'other' }))])
  // The event is delivered twice.
  for (const consequence of [...consequences, ...consequences])
    await consequence.run(node, event, { compartment: 'care' })
  assert.deepEqual(happened, ['one', 'other'])
})
