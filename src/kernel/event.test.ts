import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { defineEvent, type EventOf } from './event.ts'
import { newId } from './ids.ts'
import type { Decision } from './perform.ts'

const lanternLit = defineEvent(
  'LanternLit',
  'lantern',
  z.object({ roomId: z.uuid(), dueAt: z.iso.datetime().optional() }),
  { owesNothing: 'a lantern burns by itself' },
)
const lanternOut = defineEvent('LanternOut', 'lantern', z.object({ reason: z.enum(['oil', 'wind']) }), {
  owesNothing: 'a lantern burns by itself',
})
const context = { now: new Date('2026-03-02T08:00:00Z'), newId }

test('an event is made as it was declared, and what is not known is not in it', () => {
  const [lantern, roomId] = [newId(), newId()]
  const event = lanternLit.of(lantern, { roomId, dueAt: undefined }, context)
  assert.deepEqual(event, {
    type: 'LanternLit',
    id: event.id,
    at: '2026-03-02T08:00:00.000Z',
    aggregate: { kind: 'lantern', id: lantern },
    data: { roomId },
  })
  assert.deepEqual(lanternLit.schema.parse(event), event)
})

test('an event says when it happened, also if it was written later', () => {
  const event = lanternOut.of(newId(), { reason: 'oil' }, context, '2026-03-01T20:00:00.000Z')
  assert.equal(event.at, '2026-03-01T20:00:00.000Z')
})

test('data that an event does not declare, and an event that a decision does not name, do not compile', () => {
  // @ts-expect-error -- an unknown code
  const unknownCode = lanternOut.of(newId(), { reason: 'rain' }, context)
  assert.equal(lanternOut.schema.safeParse(unknownCode).success, false)
  // @ts-expect-error -- the room is missing
  const withoutRoom = lanternLit.of(newId(), {}, context)
  assert.equal(lanternLit.schema.safeParse(withoutRoom).success, false)
  const lit = lanternLit.of(newId(), { roomId: newId() }, context)
  const decision: Decision<never, object, EventOf<typeof lanternOut>> = {
    changes: [],
    // @ts-expect-error -- the decision may only put it out
    events: [lit],
    answer: {},
  }
  assert.equal(decision.events.length, 1)
})
