import { isSyllabic } from './heard.ts'
import { joinParts, type Part } from './parts.ts'
import { mandarinSpelling } from './scripts/han.ts'
import { koreanSpelling } from './scripts/hangul.ts'
import { isOneOrTwoSyllables, isOneSyllable } from './scripts/romanised-syllables.ts'
import { CLASSES_WITH_VOWELS, skeletonsOf, type Sounds, soundsOf } from './sounds.ts'

/** The keys with vowels of a name that may be Korean or Chinese. */
export interface SyllableKeys {
  /** A family and a given name. */
  readonly pairs: readonly string[]
  /** A given name alone. */
  readonly alone: readonly string[]
}

const none: SyllableKeys = { pairs: [], alone: [] }

/**
 * Chinese and Korean names have few consonants, which thousands of other names have too. So in their own script they
 * have keys with their vowels, and Latin names that may be such names have these keys beside their others. Which of
 * three Latin syllables is the family name is not known, so both ends are tried.
 */
export function syllableKeysOf(parts: readonly Part[]): SyllableKeys {
  if (parts.length > 3 || parts.length === 0) return none
  const isLatin = parts.every(({ script }) => script === 'Latn')
  if (!isLatin && !parts.every(isSyllabic)) return none
  const { pairs, alone } = isLatin ? keysOfLatin(parts) : keysOfBlock(parts)
  return { pairs, alone: alone.filter((key) => key.length >= LEAST_ALONE) }
}

/** A shorter given name is in too many names to be a key alone. */
const LEAST_ALONE = 5

function keysOfBlock(parts: readonly Part[]): SyllableKeys {
  const [family, given] = parts
  if (parts.length === 1) return { pairs: [], alone: skeletons(family!) }
  return parts.length === 2 ? { pairs: crossed(family!, given!), alone: skeletons(given!) } : none
}

function keysOfLatin(parts: readonly Part[]): SyllableKeys {
  const words = parts.map(({ folded }) => folded.replace(/['’]/g, ''))
  if (!words.every(isOneOrTwoSyllables)) return none
  const single = words.map(isOneSyllable)
  const [first, second, third] = parts as [Part, Part, Part]
  if (parts.length === 1) return { pairs: [], alone: skeletons(first) }
  if (parts.length === 2) {
    const given = single[0] ? (single[1] ? joinParts(first, second) : second) : single[1] ? first : undefined
    return { pairs: crossed(first, second), alone: given ? skeletons(given) : [] }
  }
  if (!single[1]) return none
  const last = single[2] ? [[first, joinParts(second, third)] as const] : []
  const before = single[0] ? [[third, joinParts(first, second)] as const] : []
  return {
    pairs: [...last, ...before].flatMap(([family, given]) => crossed(family, given)),
    alone: [...last, ...before].flatMap(([, given]) => skeletons(given)),
  }
}

function crossed(one: Part, other: Part): string[] {
  const theirs = skeletons(other)
  return skeletons(one).flatMap((a) => theirs.map((b) => (a < b ? `${a}|${b}` : `${b}|${a}`)))
}

/** The skeletons of a part with one vowel for each syllable, in each reading. */
function skeletons({ script, folded, sounds }: Part): string[] {
  const readings =
    script === 'Latn'
      ? [koreanSpelling, mandarinSpelling].map((spell) => soundsOf(spell(folded.replace(/['’]/g, ''))))
      : [sounds]
  return [...new Set(readings.flatMap((reading) => skeletonsOf(withOneVowel(reading), 4, CLASSES_WITH_VOWELS)))]
}

/** a, e, i, and o for o and u: romanisations agree on no more (Jung and Jeong, Xue and Hsueh). */
function withOneVowel(sounds: Sounds): Sounds {
  return sounds.replace(VOWELS, (vowels) => {
    if (vowels.includes('a')) return 'a'
    if (/[eE]/.test(vowels)) return 'e'
    return /[ou]/.test(vowels) ? 'o' : 'i'
  })
}

const VOWELS = /[hwy']*[aeiouE][aeiouEhwy']*/g
