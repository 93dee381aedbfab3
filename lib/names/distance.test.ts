import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { alikeness, isOneLetterApart, openingAlikeness, type Spoken } from './distance.ts'
import { bestPairing } from './pairing.ts'
import { absent, exchanged } from './sound-costs.ts'
import { isVowel, knownSounds } from './sounds.ts'

const spoken = fc.record({
  sounds: fc.oneof(
    fc.string({ unit: fc.constantFrom(...knownSounds), maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'abksm7é中'), maxLength: 8 }),
  ),
  vowelled: fc.boolean(),
})

describe('the sounds of two parts', () => {
  test('have the distance that the plain algorithm gives', () => {
    fc.assert(
      fc.property(spoken, spoken, (a, b) => {
        assert.equal(alikeness(a, b), plainAlikeness(a, b))
        assert.equal(openingAlikeness(a, b), plainOpening(a, b))
      }),
      { numRuns: 2_000 },
    )
  })

  test('have the same distance in either order', () => {
    fc.assert(fc.property(spoken, spoken, (a, b) => assert.ok(Math.abs(alikeness(a, b) - alikeness(b, a)) < 1e-12)))
  })

  test('have their exact alikeness, or 0 when it is less than asked for', () => {
    fc.assert(
      fc.property(spoken, spoken, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, least) => {
        const exact = alikeness(a, b)
        const told = alikeness(a, b, least)
        assert.ok(told === exact || (told === 0 && exact < least), `${told} for ${exact}, asked for ${least}`)
      }),
      { numRuns: 2_000 },
    )
  })

  test('cost what is said about each of them, and the same in either direction', () => {
    for (const a of knownSounds) {
      assert.ok(absent(a, false) > 0)
      assert.ok(absent(a, true) <= absent(a, false) && (isVowel(a) || absent(a, true) === absent(a, false)))
      for (const b of knownSounds) assert.equal(exchanged(a, b), exchanged(b, a), a + b)
    }
  })
})

test('one letter apart are words that differ by one letter put in, left out, replaced or swapped', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ñ', '𞤀', '𞤁'), maxLength: 6 })
  fc.assert(
    fc.property(word, word, (a, b) => assert.equal(isOneLetterApart(a, b), plainLetterDistance([...a], [...b]) === 1)),
    { numRuns: 3_000 },
  )
})

test('parts are paired for the highest total', () => {
  const values = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.array(
      fc.array(
        fc.nat({ max: 5 }).map((value) => 10 * value),
        { minLength: width, maxLength: width },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  const worth = (table: readonly (readonly number[])[], pairs: readonly (readonly [number, number])[]): number =>
    pairs.reduce((sum, [i, j]) => sum + table[i]![j]! + (i === j ? 1 : 0), 0)
  fc.assert(
    fc.property(values, (table) => {
      const pairs = bestPairing(table)
      assert.equal(new Set(pairs.map(([i]) => i)).size, pairs.length)
      assert.equal(new Set(pairs.map(([, j]) => j)).size, pairs.length)
      assert.ok(pairs.every(([i, j]) => table[i]![j]! > 0))
      assert.equal(worth(table, pairs), Math.max(...everyPairing(table).map((other) => worth(table, other))))
    }),
  )
})

function* pairingsFrom(
  table: readonly (readonly number[])[],
  i: number,
  taken: readonly number[],
): Generator<[number, number][]> {
  if (i === table.length) return yield []
  yield* pairingsFrom(table, i + 1, taken)
  for (const [j, value] of table[i]!.entries()) {
    if (value === 0 || taken.includes(j)) continue
    for (const rest of pairingsFrom(table, i + 1, [...taken, j])) yield [[i, j], ...rest]
  }
}

function everyPairing(table: readonly (readonly number[])[]): [number, number][][] {
  return [...pairingsFrom(table, 0, [])]
}

// The textbook version (Damerau and Levenshtein), which computes every cost where it needs it.
function plainDistances(a: Spoken, b: Spoken): number[] {
  const unwritten = a.vowelled !== b.vowelled
  const [mine, theirs] = [a.sounds.split(''), b.sounds.split('')]
  const rows: number[][] = [[0]]
  for (const [j, sound] of theirs.entries()) rows[0]!.push(rows[0]![j]! + absent(sound, unwritten && b.vowelled))
  for (const [i, sound] of mine.entries()) {
    const row = [rows[i]![0]! + absent(sound, unwritten && a.vowelled)]
    for (const [j, other] of theirs.entries()) {
      const ways = [
        rows[i]![j + 1]! + absent(sound, unwritten && a.vowelled),
        row[j]! + absent(other, unwritten && b.vowelled),
        rows[i]![j]! + exchanged(sound, other),
      ]
      if (i > 0 && j > 0 && sound === theirs[j - 1] && mine[i - 1] === other) ways.push(rows[i - 1]![j - 1]! + 0.7)
      row.push(Math.min(...ways))
    }
    rows.push(row)
  }
  return rows.at(-1)!
}

function plainWeight({ sounds, vowelled }: Spoken, unwritten: boolean): number {
  return sounds.split('').reduce((sum, sound) => sum + absent(sound, unwritten && vowelled), 0)
}

function plainAlikeness(a: Spoken, b: Spoken): number {
  if (a.sounds === b.sounds) return 1
  const unwritten = a.vowelled !== b.vowelled
  const weight = Math.max(plainWeight(a, unwritten), plainWeight(b, unwritten))
  return weight === 0 ? 0 : Math.max(0, 1 - plainDistances(a, b).at(-1)! / weight)
}

function plainOpening(typed: Spoken, whole: Spoken): number {
  const weight = plainWeight(typed, typed.vowelled !== whole.vowelled)
  return weight === 0 ? 0 : Math.max(0, 1 - Math.min(...plainDistances(typed, whole)) / weight)
}

function plainLetterDistance(a: readonly string[], b: readonly string[]): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (const [i, letter] of a.entries()) {
    const row = [i + 1]
    for (const [j, other] of b.entries()) {
      const ways = [rows[i]![j + 1]! + 1, row[j]! + 1, rows[i]![j]! + (letter === other ? 0 : 1)]
      if (i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === other) ways.push(rows[i - 1]![j - 1]! + 1)
      row.push(Math.min(...ways))
    }
    rows.push(row)
  }
  return rows.at(-1)!.at(-1)!
}
