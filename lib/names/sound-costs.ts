import { classesOf, isVowel, knownSounds } from './sounds.ts'

const OPEN = 'aeE'
const FRONT = 'ieyE'
const BACK = 'ouwvU'

// Sounds that speakers of another language hear as their own: Spanish j, French and Slavic zh, Amharic and Spanish b
// and v, Somali c and x.
const NEIGHBOURS: ReadonlySet<string> = new Set([
  'yj',
  'jK',
  'jh',
  'jx',
  'Jx',
  'bv',
  'bw',
  'vw',
  "3'",
  'Xh',
  'XK',
  'Hh',
  'HK',
  'y8',
  ':l',
  'hv',
])

/** Letters that are mostly silent, or that only lengthen a vowel. */
const FAINT: Readonly<Record<string, number>> = { E: 0.05, W: 0.05, ':': 0.15, '8': 0.1, U: 0.4 }

/** The cost of a sound that the other word does not have. `unwritten`: the other script does not write vowels. */
export function absent(sound: string, unwritten: boolean): number {
  const faint = FAINT[sound]
  if (faint !== undefined) return faint
  if (isVowel(sound)) return unwritten ? 0.08 : 0.45
  if (sound === "'") return 0.1
  if (sound === 'h') return 0.4
  if (sound === 'w' || sound === 'y') return 0.45
  return classesOf(sound).includes('') ? 0.6 : 1
}

/** The cost of one sound in the place of another. Symmetric. */
export function exchanged(a: string, b: string): number {
  if (a === b) return 0
  for (const group of [OPEN, FRONT, BACK]) if (group.includes(a) && group.includes(b)) return 0.05
  if (isVowel(a) && isVowel(b)) return a === 'E' || b === 'E' ? 0.1 : 0.35
  if (a + b === 'hK' || a + b === 'Kh') return 0.08
  const classes = classesOf(b)
  if (classesOf(a).some((one) => one !== '' && classes.includes(one))) return 0.12
  if (NEIGHBOURS.has(a + b) || NEIGHBOURS.has(b + a)) return 0.15
  if (isVowel(a) !== isVowel(b)) return a === "'" || b === "'" ? 0.1 : 1
  return 1
}

// A search compares hundreds of parts and needs a cost for every two of their sounds, so all costs are computed once.
// Index 0 is for characters that are not sounds.
const placeOf = new Uint8Array(128)
const size = knownSounds.length + 1
const unknown = ['\0', '\u0001'] as const
const absentCosts = new Float64Array(2 * size)
const exchangeCosts = new Float64Array(size * size)

for (let i = 0; i < size; i += 1) {
  const sound = knownSounds[i - 1] ?? unknown[0]
  if (i > 0) placeOf[sound.charCodeAt(0)] = i
  absentCosts[i] = absent(sound, false)
  absentCosts[size + i] = absent(sound, true)
  for (let j = 0; j < size; j += 1) exchangeCosts[i * size + j] = exchanged(sound, knownSounds[j - 1] ?? unknown[1])
}

function placeOfCode(code: number): number {
  return code < 128 ? placeOf[code]! : 0
}

/** As `absent`, by the code of the sound. */
export function absentCost(code: number, unwritten: boolean): number {
  return absentCosts[(unwritten ? size : 0) + placeOfCode(code)]!
}

/** As `exchanged`, by the codes of the sounds. */
export function exchangeCost(a: number, b: number): number {
  return a === b ? 0 : exchangeCosts[placeOfCode(a) * size + placeOfCode(b)]!
}
