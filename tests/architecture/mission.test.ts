import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '#kernel/db/package-root'
import { roomFolders } from '#kernel/room-folders'
import { routes } from '../../app/server/modules.ts'
import { mission } from '../../src/mission.ts'

const root = packageRoot()
const folders = new Map(roomFolders(root).map(({ name, folder }) => [name, folder]))

function catalogue(language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, 'locales', language, 'about.json'), 'utf8')) as Record<string, string>
}

test('the ten actions are all there, in order, and each says honestly what it cannot do yet', () => {
  assert.deepEqual(
    mission.map((action) => action.number),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  )
  for (const action of mission)
    assert.ok(action.works.length > 0 || action.notYet.length > 0, `action ${action.number} says nothing`)
})

test('every room of the house serves an action, and every action names only rooms that are there', () => {
  const named = new Set(mission.flatMap((action) => action.modules))
  for (const name of named) assert.ok(folders.has(name), `${name} is named and missing`)
  assert.deepEqual(
    [...folders.keys()].filter((folder) => folder !== 'kernel' && !named.has(folder)),
    [],
  )
})

test('an action that claims something works has a room with a route or a screen behind it', () => {
  for (const action of mission.filter(({ works }) => works.length > 0)) {
    const lived = action.modules.some((name) =>
      ['api.ts', 'web'].some((part) => existsSync(join(root, folders.get(name)!, part))),
    )
    assert.ok(lived, `action ${action.number} claims what nothing does`)
  }
  assert.ok(routes.length > 30)
})

test('what is said of the ten actions is said in every language', () => {
  for (const language of readdirSync(join(root, 'locales'))) {
    const texts = catalogue(language)
    for (const id of mission.flatMap(({ title, works, notYet }) => [title, ...works, ...notYet]))
      assert.ok(texts[id], `${language}: ${id}`)
    for (const name of mission.flatMap(({ modules }) => modules))
      assert.ok(texts[`about.module.${name}`], `${language}: about.module.${name}`)
  }
})
