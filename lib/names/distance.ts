import type { Part } from './parts.ts'
import { classesOf, isVowel, type Sounds } from './sounds.ts'

/**
 * How alike two parts sound, from 0 to 1 (1: no difference that can be heard).
 * A weighted edit distance over sounds: b/p or s/z cost little, h and ayn little, a short vowel that the other
 * script does not write almost nothing. Symmetric. For ranking within the engine, never to be shown as a score.
 */
export function alikeness(a: Part, b: Part): number {
  if (a.sounds === b.sounds) return 1
  const unwritten = a.vowelled !== b.vowelled
  const weight = Math.max(weightOf(a, unwritten), weightOf(b, unwritten))
  if (weight === 0) return 0
  return Math.max(0, 1 - soundDistance(a, b, unwritten) / weight)
}

/**
 * How alike `typed` is to the way `whole` begins, from 0 to 1: for a name that is still being typed. Not symmetric.
 */
export function openingAlikeness(typed: Spoken, whole: Spoken): number {
  const unwritten = typed.vowelled !== whole.vowelled
  const weight = weightOf(typed, unwritten)
  if (weight === 0) return 0
  return Math.max(0, 1 - Math.min(...distancesToOpenings(typed, whole, unwritten)) / weight)
}

/** What is compared of a part. */
export type Spoken = Pick<Part, 'sounds' | 'vowelled'>

function weightOf(part: Spoken, unwritten: boolean): number {
  let weight = 0
  for (const sound of part.sounds) weight += absent(sound, unwritten && part.vowelled)
  return weight
}

/** The cost of a sound that the other word does not have. */
function absent(sound: string, unwritten: boolean): number {
  if (isVowel(sound)) return unwritten ? 0.08 : 0.45
  if (sound === "'") return 0.1
  if (sound === 'h') return 0.4
  if (sound === 'w' || sound === 'y') return 0.45
  return classesOf(sound).includes('') ? 0.6 : 1
}

const OPEN = 'ae'
const FRONT = 'iey'
const BACK = 'ouwv'

// Sounds one language hears as another's: Spanish j, French and Slavic zh, Amharic and Spanish b and v, Somali c and x.
const NEIGHBOURS: ReadonlySet<string> = new Set(['hK', 'yj', 'jK', 'jh', 'jx', 'Jx', 'bv', 'bw', 'vw', "3'", 'Xh', 'XK', 'Hh', 'HK'])

function exchanged(a: string, b: string): number {
  if (a === b) return 0
  for (const group of [OPEN, FRONT, BACK]) if (group.includes(a) && group.includes(b)) return 0.05
  if (isVowel(a) && isVowel(b)) return 0.35
  const classes = classesOf(b)
  if (classesOf(a).some((one) => one !== '' && classes.includes(one))) return 0.12
  if (NEIGHBOURS.has(a + b) || NEIGHBOURS.has(b + a)) return 0.15
  if (isVowel(a) !== isVowel(b)) return a === "'" || b === "'" ? 0.1 : 1
  return 1
}

function soundDistance(a: Spoken, b: Spoken, unwritten: boolean): number {
  return distancesToOpenings(a, b, unwritten).at(-1)!
}

/** The distance of `a` to each beginning of `b`, the empty one first and the whole of it last. */
function distancesToOpenings(a: Spoken, b: Spoken, unwritten: boolean): number[] {
  const absentFromB = [...a.sounds].map((sound) => absent(sound, unwritten && a.vowelled))
  const absentFromA = [...b.sounds].map((sound) => absent(sound, unwritten && b.vowelled))
  let above = [0]
  for (const cost of absentFromA) above.push(above.at(-1)! + cost)
  let twoAbove: number[] = []
  for (let i = 1; i <= a.sounds.length; i += 1) {
    const row = [above[0]! + absentFromB[i - 1]!]
    for (let j = 1; j <= b.sounds.length; j += 1) {
      let least = Math.min(
        above[j]! + absentFromB[i - 1]!,
        row[j - 1]! + absentFromA[j - 1]!,
        above[j - 1]! + exchanged(a.sounds[i - 1]!, b.sounds[j - 1]!),
      )
      if (i > 1 && j > 1 && swapped(a.sounds, b.sounds, i, j)) least = Math.min(least, twoAbove[j - 2]! + 0.7)
      row.push(least)
    }
    twoAbove = above
    above = row
  }
  return above
}

function swapped(a: Sounds, b: Sounds, i: number, j: number): boolean {
  return a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
}

/** How many letters must be put in, left out, replaced or swapped with their neighbour to turn `a` into `b`. */
export function letterDistance(a: string, b: string): number {
  const [first, second] = [[...a], [...b]]
  const rows: number[][] = [Array.from({ length: second.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= first.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= second.length; j += 1) {
      const same = first[i - 1] === second[j - 1] ? 0 : 1
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same)
      if (i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1]) {
        least = Math.min(least, rows[i - 2]![j - 2]! + 1)
      }
      row.push(least)
    }
    rows.push(row)
  }
  return rows[first.length]![second.length]!
}
