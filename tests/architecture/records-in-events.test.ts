import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { rooms } from '../../app/rooms.ts'
import { events } from '../../app/server/reactions.ts'

/** Ids in events that name no record about the same child, each with the reason. */
const noRecord = new Map([
  ...['agencyId', 'deskAgencyId', 'raisedByAgency', 'fromAgencyId', 'toAgencyId'].map(
    (name) => [name, 'an agency'] as const,
  ),
  ...['authorityAgencyId', 'senderAgencyId', 'keptBy'].map((name) => [name, 'an agency'] as const),
  ...['authorityId', 'nextAuthorityId'].map((name) => [name, 'an authority'] as const),
  ...['decidedBy', 'senderId', 'workerId'].map((name) => [name, 'a person who works here'] as const),
  ...['noteId', 'contactId', 'taskId', 'consentId', 'mergeId', 'linkId', 'deadlineId'].map(
    (name) => [name, 'a row below the record'] as const,
  ),
  // A brother is another child: who is barred from the one may be the only help of the other.
  ['relativeId', 'another child'] as const,
  ['restoredId', 'another child again, after a merge was undone'] as const,
])

const named = new Set(rooms.flatMap(({ kinds = {} }) => Object.values(kinds).flatMap((kind) => kind.named ?? [])))

/** The names in the data of an event that hold an id, or a list of ids. */
function idsIn(schema: z.ZodType): string[] {
  const { properties } = z.toJSONSchema(schema, { unrepresentable: 'any' }) as unknown as {
    properties: { data: { properties?: Record<string, unknown> } }
  }
  return Object.entries(properties.data.properties ?? {}).flatMap(([name, value]) =>
    JSON.stringify(value).includes('"format":"uuid"') ? [name] : [],
  )
}

test('every id in an event names a record about the child, from which the same people are barred, or says what it is', () => {
  const unknown = Object.values(events).flatMap(({ type, schema }) =>
    idsIn(schema as z.ZodType)
      .filter((name) => !named.has(name) && !noRecord.has(name))
      .map((name) => `${type}.${name}`),
  )
  assert.deepEqual(unknown, [])
})
