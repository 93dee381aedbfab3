import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '#kernel/db/package-root'
import { roomFolders } from '#kernel/room-folders'
import { kinds, rooms } from '../../app/rooms.ts'

const root = packageRoot()
const folders = new Map(roomFolders(root).map(({ name, folder }) => [name, folder]))

interface EventSchema {
  properties: { aggregate: { properties: { kind: { const?: string } } } }
}

/** The events of each room. The deadline that was missed is the kernel's own event, of any kind of record. */
const eventsOf = new Map<string, string[]>(rooms.map(({ name }) => [name, []]))
const contract = JSON.parse(readFileSync(join(root, 'contracts/events.json'), 'utf8')) as Record<string, EventSchema>
for (const [type, { properties }] of Object.entries(contract)) {
  const kind = properties.aggregate.properties.kind.const
  if (kind !== undefined) eventsOf.get(kinds[kind]?.room ?? '')?.push(type)
}

test('every event is about a kind of record that a room has', () => {
  assert.deepEqual(
    [...eventsOf.values()].flat().sort(),
    Object.keys(contract)
      .filter((type) => type !== 'DeadlineMissed')
      .sort(),
  )
})

test('the words of an event are with its room, and no other room has words for it', () => {
  const said = readdirSync(join(root, 'locales/en'))
    .flatMap((file) => Object.keys(JSON.parse(readFileSync(join(root, 'locales/en', file), 'utf8')) as object))
    .filter((id) => /\.step\.[A-Z]/.test(id))
  const declared = [...eventsOf].flatMap(([room, events]) => events.map((type) => `${room}.step.${type}`))
  assert.deepEqual(said.sort(), declared.sort())
})

test('no room of the path names an event of a later room', () => {
  const names: string[] = []
  for (const [index, { name }] of rooms.entries()) {
    const later = rooms.slice(index + 1).flatMap((room) => eventsOf.get(room.name)!)
    if (later.length === 0) continue
    const named = new RegExp(`['"\`](?:${later.join('|')})['"\`]`, 'g')
    for (const file of codeOf(folders.get(name)!))
      for (const [event] of readFileSync(join(root, file), 'utf8').matchAll(named)) names.push(`${file} names ${event}`)
  }
  assert.deepEqual(names, [])
})

function codeOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test|test-data|testing\//.test(file))
    .map((file) => join(folder, file))
}
