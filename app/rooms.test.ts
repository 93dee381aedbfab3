import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '#kernel/db/package-root'
import { roomFolders } from '#kernel/room-folders'
import { kinds, lists, ownLists, rooms } from './rooms.ts'

const root = packageRoot()

test('every room that has tables or routes is composed, and says its own name', () => {
  const found = roomFolders(root)
    .filter(({ name }) => name !== 'kernel')
    .filter(({ folder }) => ['api.ts', 'module.ts', 'store'].some((part) => existsSync(join(root, folder, part))))
  assert.deepEqual(rooms.map(({ name }) => name).sort(), found.map(({ name }) => name).sort())
})

test('a list that a room fills is a list that can be read', () => {
  const filled = rooms.flatMap(({ name }) => {
    const folder = join(root, roomFolders(root).find((room) => room.name === name)!.folder, 'store')
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : []
    return files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\blist: '([a-z-]+)'/g)])
  })
  const ids = [...new Set(filled.map(([, id]) => id!))]
  assert.ok(ids.length > 8, ids.join(' '))
  const known = new Set([...lists, ...ownLists].map(({ id }) => id))
  assert.deepEqual(
    ids.filter((id) => !known.has(id)),
    [],
  )
})

test('a list and a kind of record belong to one room, and two lists never have the same rank', () => {
  const once = (values: unknown[]) => assert.equal(new Set(values).size, values.length, values.join(' '))
  once(lists.map(({ id }) => id))
  once(lists.map(({ rank }) => rank))
  once(rooms.flatMap((room) => Object.keys(room.kinds ?? {})))
  assert.equal(kinds['case']?.room, 'case-management')
  // A child who is missing comes before every missed deadline.
  assert.deepEqual([lists[0]?.id, lists[1]?.id], ['missing', 'escalations'])
})
