import { fold, type Part, partsOfPlace, type Spoken } from '#lib/names'
import type { KeyKind } from './codes.ts'

/** Increase it when the rules below change. The next start then makes new keys for all places. */
export const KEYED = 2

const LONGEST_KEY = 80
const MOST_SOUND_KEYS = 12

/** Letters that do not decompose into a letter and a mark, with how people type them. */
const SPECIAL: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
}

export interface PlaceKey {
  kind: KeyKind
  key: string
}

/** A name for lookups: lower case, without accents, apostrophes and signs, one blank between words. */
export function plainName(text: string): string {
  return fold(text)
    .replace(/[øłđðþßæœıħŋə]/g, (letter) => SPECIAL[letter]!)
    .replace(/['’`ʿʾʻʼ]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

/** All search keys of a place: its code, each name from each word on, and their sounds. */
export function keysOfPlace(code: string, name: Readonly<Record<string, string>>): PlaceKey[] {
  const names = [...new Set(Object.values(name))]
  const whole = new Set([code, ...names].map((one) => plainName(one).slice(0, LONGEST_KEY)))
  const words = new Set(names.flatMap(fromLaterWords))
  const sounds = new Set(names.flatMap(soundsFromEachWord))
  return [
    ...[...whole].filter(Boolean).map((key) => ({ kind: 'whole' as const, key })),
    ...[...words].filter((key) => !whole.has(key)).map((key) => ({ kind: 'word' as const, key })),
    ...[...sounds].slice(0, MOST_SOUND_KEYS).map((key) => ({ kind: 'sounds' as const, key })),
  ]
}

function fromLaterWords(name: string): string[] {
  const words = plainName(name).split(' ')
  return words.slice(1).map((_, index) =>
    words
      .slice(index + 1)
      .join(' ')
      .slice(0, LONGEST_KEY),
  )
}

/** `kndr vkandahar`: the consonants for the lookup, then v (vowels are written) or u with the sounds for ranking. */
function soundsFromEachWord(name: string): string[] {
  const parts = partsOfPlace(name)
  return parts.flatMap((_, index) => {
    const rest = parts.slice(index)
    const { sounds, vowelled } = spoken(rest)
    return skeletonsOfAll(rest).map(
      (skeleton) => `${skeleton.slice(0, LONGEST_KEY / 2)} ${vowelled ? 'v' : 'u'}${sounds.slice(0, LONGEST_KEY / 2)}`,
    )
  })
}

/** The sounds in a key of the kind `sounds`. */
export function soundsInKey(key: string): Spoken {
  const at = key.indexOf(' ') + 1
  return { vowelled: key[at] === 'v', sounds: key.slice(at + 1) }
}

export interface TypedName {
  plain: string
  spoken: Spoken
  /** Its consonants, one skeleton for each reading; empty without consonants. */
  skeletons: string[]
}

/** The typed part of a name, in any script. */
export function typedName(text: string): TypedName {
  const parts = partsOfPlace(text)
  return { plain: plainName(text).slice(0, LONGEST_KEY), spoken: spoken(parts), skeletons: skeletonsOfAll(parts) }
}

/** Joins words, because people write "Ho Chi Minh" apart or together. */
function spoken(parts: readonly Part[]): Spoken {
  return { sounds: parts.map((part) => part.sounds).join(''), vowelled: parts.every((part) => part.vowelled) }
}

function skeletonsOfAll(parts: readonly Part[]): string[] {
  const [first, ...others] = parts
  if (!first) return []
  const rest = others.map((part) => part.skeletons[0]!).join('')
  return [...new Set(first.skeletons.map((skeleton) => `${skeleton}${rest}`.replaceAll('~', '')))].filter(Boolean)
}
