import type { Part } from './parts.ts'
import { absentCost, exchangeCost } from './sound-costs.ts'

/** The fields of a part that are compared. */
export type Spoken = Pick<Part, 'sounds' | 'vowelled'>

/**
 * How alike two parts sound, from 0 to 1 (1: no audible difference). A weighted edit distance over sounds: b/p, s/z, h
 * and ayn cost little, a short vowel that the other script does not write almost nothing. Symmetric. Only for ranking
 * inside the engine; never show it as a score. A value below `least` may come back as 0, which is faster.
 */
export function alikeness(a: Spoken, b: Spoken, least = 0): number {
  if (a.sounds === b.sounds) return 1
  const unwritten = a.vowelled !== b.vowelled
  const weight = Math.max(weightOf(a, unwritten), weightOf(b, unwritten))
  if (weight === 0) return 0
  // A little more than the bound, so that rounding never drops a value on it.
  const distances = distancesToOpenings(a, b, unwritten, (1 - least) * weight + 1e-6)
  return distances ? Math.max(0, 1 - distances[b.sounds.length]! / weight) : 0
}

/**
 * How alike `typed` is to the beginning of `whole`, from 0 to 1, while a person is still typing. Not symmetric.
 */
export function openingAlikeness(typed: Spoken, whole: Spoken): number {
  const unwritten = typed.vowelled !== whole.vowelled
  const weight = weightOf(typed, unwritten)
  if (weight === 0) return 0
  const distances = distancesToOpenings(typed, whole, unwritten, Infinity)!
  let nearest = Infinity
  for (let length = 0; length <= whole.sounds.length; length += 1) nearest = Math.min(nearest, distances[length]!)
  return Math.max(0, 1 - nearest / weight)
}

function weightOf({ sounds, vowelled }: Spoken, unwritten: boolean): number {
  let weight = 0
  for (let index = 0; index < sounds.length; index += 1)
    weight += absentCost(sounds.charCodeAt(index), unwritten && vowelled)
  return weight
}

// Every comparison reuses these three rows. Allocating them again would cost more than filling them.
let rows = [new Float64Array(64), new Float64Array(64), new Float64Array(64)] as [
  Float64Array,
  Float64Array,
  Float64Array,
]

/**
 * The distance of `a` to each beginning of `b`, from the empty one to all of `b`. The result is valid until the next
 * call. Undefined when the distance to all of `b` is certainly more than `most`.
 */
function distancesToOpenings(a: Spoken, b: Spoken, unwritten: boolean, most: number): Float64Array | undefined {
  const [mine, theirs] = [a.sounds, b.sounds]
  const width = theirs.length
  if (width >= rows[0].length)
    rows = [new Float64Array(2 * width), new Float64Array(2 * width), new Float64Array(2 * width)]
  let [twoAbove, above, row] = rows
  above[0] = 0
  for (let j = 1; j <= width; j += 1)
    above[j] = above[j - 1]! + absentCost(theirs.charCodeAt(j - 1), unwritten && b.vowelled)
  let leastAbove = 0
  for (let i = 1; i <= mine.length; i += 1) {
    const sound = mine.charCodeAt(i - 1)
    const before = i > 1 ? mine.charCodeAt(i - 2) : -1
    const alone = absentCost(sound, unwritten && a.vowelled)
    let leastHere = (row[0] = above[0]! + alone)
    for (let j = 1; j <= width; j += 1) {
      const other = theirs.charCodeAt(j - 1)
      let least = Math.min(
        above[j]! + alone,
        row[j - 1]! + absentCost(other, unwritten && b.vowelled),
        above[j - 1]! + exchangeCost(sound, other),
      )
      if (i > 1 && j > 1 && before === other && sound === theirs.charCodeAt(j - 2))
        least = Math.min(least, twoAbove[j - 2]! + swapCost)
      row[j] = least
      if (least < leastHere) leastHere = least
    }
    // Every path to the end crosses one of two neighbouring rows, and no step reduces the distance.
    if (leastHere > most && leastAbove > most) return undefined
    leastAbove = leastHere
    ;[twoAbove, above, row] = [above, row, twoAbove]
  }
  return above
}

/** Cost of two neighbouring sounds in the other order. */
const swapCost = 0.7

/** Whether exactly one insertion, deletion, replacement or swap of neighbouring letters turns `a` into `b`. */
export function isOneLetterApart(a: string, b: string): boolean {
  const [first, second] = [lettersOf(a), lettersOf(b)]
  if (Math.abs(first.length - second.length) > 1) return false
  let from = 0
  while (from < first.length && from < second.length && first[from] === second[from]) from += 1
  let [firstTo, secondTo] = [first.length, second.length]
  while (firstTo > from && secondTo > from && first[firstTo - 1] === second[secondTo - 1]) {
    firstTo -= 1
    secondTo -= 1
  }
  const [left, right] = [firstTo - from, secondTo - from]
  if (left === 2 && right === 2) return first[from] === second[from + 1] && first[from + 1] === second[from]
  return left <= 1 && right <= 1 && left + right > 0
}

/** Letters beyond the first Unicode plane take two code units of a string. */
export function lettersOf(text: string): string | readonly string[] {
  return /[\uD800-\uDFFF]/.test(text) ? [...text] : text
}
