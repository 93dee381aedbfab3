import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { lookupsOf, tokensOfChild } from './store/tokens.ts'
import { childWith, facts, named } from './test-child.ts'

const vault = { token: (kind: string, word: string) => createHmac('sha256', kind).update(word).digest() }
const today = '2026-03-02'
const parts = ['Абдельрахман', 'Мухаммадшариф', 'Александрович', 'Христофорович', 'Вишневецкий', 'Шарапудинович']

/** Names with six long parts, no two alike. */
const longNames = Array.from({ length: 11 }, (_, turn) =>
  parts.map((part, place) => parts[(turn + place) % 6]!.slice(0, 4 + ((turn + place) % 6)) + part.slice(2)).join(' '),
)
const known = (...names: string[]) => ({ names: named(...names), ageAtRegistration: { age: { about: 13 } } })
const searched = (...names: string[]): string[] =>
  lookupsOf(vault, facts(known(...names)), today).map(({ token }) => token.toString('hex'))

test('a search of eleven long names costs no more than one of a few, and no name among them is left out', () => {
  const all = new Set(searched(...longNames, 'Ilva Quastor'))
  assert.equal(all.size, 4000)
  for (const name of longNames) assert.ok(searched(name).filter((token) => all.has(token)).length > 100, name)
  for (const token of searched('Ilva Quastor')) assert.ok(all.has(token))
})

test('a child with eleven long names is found by each of them, and has no more tokens than a search', () => {
  const tokens = tokensOfChild(vault, childWith(known(...longNames)), today).map((token) => token.toString('hex'))
  const stored = new Set(tokens)
  assert.ok(stored.size > 1000 && stored.size <= 4000)
  for (const name of longNames)
    assert.ok(
      searched(name).some((token) => stored.has(token)),
      name,
    )
})
