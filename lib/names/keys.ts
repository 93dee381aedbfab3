import { isSyllabic } from './heard.ts'
import { nicknameClassesOf } from './nicknames.ts'
import { joinParts, partsOf, type Part } from './parts.ts'
import { syllableKeysOf } from './syllable-keys.ts'

/**
 * A coarse key. Two spellings of one name share at least one key; most pairs of different names share none.
 * - `pair`: the skeletons of two parts, in no order. Precise.
 * - `stem`: the beginning or end of one part with all of another. Tolerates an error anywhere in the first, and short forms.
 * - `initial`: the first consonant of one part with all of another. Many names share it, so combine it with a year of birth.
 * - `part`: one part alone. Common names have many hits, so combine it with something else or set a limit.
 * - `whole`: all parts as one, for a name of one part or one written without spaces.
 */
export interface NameKey {
  kind: 'pair' | 'stem' | 'initial' | 'part' | 'whole'
  key: string
}

// Limits the number of keys. This is the only place that cuts longer texts.
const MOST_PARTS = 6

/** All coarse keys of a written name in any script, without repeats, in no particular order. */
export function keysOf(name: string): NameKey[] {
  const parts = partsOf(name).slice(0, MOST_PARTS)
  const { pairs, alone } = syllableKeysOf(parts)
  return once([
    ...partKeys(parts),
    ...pairKeys(parts),
    ...wholeKeys(parts),
    ...pairs.map((key) => ({ kind: 'pair' as const, key })),
    ...alone.map((key) => ({ kind: 'whole' as const, key })),
  ])
}

/** The keys of one part: its skeletons and its nickname classes. */
export function keysOfPart(part: Part): string[] {
  return [...part.skeletons, ...nicknameClassesOf(part).map((name) => `=${name}`)]
}

/**
 * Keys of two parts, one from each name. They find a child registered with a full name and a short name when a worker
 * searches for the short name with the family name.
 */
export function keysAcross(one: string, other: string): NameKey[] {
  const [mine, theirs] = [partsOf(one), partsOf(other)].map((parts) => parts.slice(0, MOST_PARTS)) as [Part[], Part[]]
  return once(mine.flatMap((first) => theirs.flatMap((second) => keysOfPair(first, second))))
}

export function keysAlone(name: string): NameKey[] {
  return once(partsOf(name).slice(0, MOST_PARTS).flatMap(keysOfOnly))
}

function keysOfOnly(part: Part): NameKey[] {
  return keysOfPart(part).map((key) => ({ kind: 'whole', key }))
}

function once(keys: readonly NameKey[]): NameKey[] {
  return [...new Map(keys.map((one) => [`${one.kind} ${one.key}`, one])).values()]
}

function partKeys(parts: readonly Part[]): NameKey[] {
  return parts.flatMap((part) => keysOfPart(part).map((key) => ({ kind: 'part' as const, key })))
}

function pairKeys(parts: readonly Part[]): NameKey[] {
  return [...pairsOf(parts)].flatMap(([first, second]) => keysOfPair(first, second))
}

function keysOfPair(first: Part, second: Part): NameKey[] {
  return [
    ...(isSyllabic(first) && isSyllabic(second) ? [] : crossed(keysOfPart(first), keysOfPart(second))).map((key) => ({
      kind: 'pair' as const,
      key,
    })),
    ...[...stemsWith(first, second), ...stemsWith(second, first)].map((key) => ({ kind: 'stem' as const, key })),
    ...[...initialsWith(first, second), ...initialsWith(second, first)].map((key) => ({
      kind: 'initial' as const,
      key,
    })),
  ]
}

function* pairsOf(parts: readonly Part[]): Generator<[Part, Part]> {
  for (const [index, first] of parts.entries()) {
    for (const second of parts.slice(index + 1)) yield [first, second]
  }
  for (let index = 0; index + 1 < parts.length; index += 1) {
    const compound = joinParts(parts[index]!, parts[index + 1]!)
    for (const [other, part] of parts.entries()) if (other !== index && other !== index + 1) yield [compound, part]
  }
}

function crossed(first: readonly string[], second: readonly string[]): string[] {
  return first.flatMap((a) => second.map((b) => (a < b ? `${a}|${b}` : `${b}|${a}`)))
}

/** A part with more readings (foreign names in Katakana) has pairs enough. */
const MOST_READINGS = 4

/**
 * `^rs` begins with r and s, `ln$` ends with l and n; each combined with every reading of the other part. Not of Chinese
 * and Korean names: two consonants are all of them (`syllable-keys.ts`).
 */
function stemsWith(part: Part, other: Part): string[] {
  if (isSyllabic(part) || isSyllabic(other) || other.skeletons.length > MOST_READINGS) return []
  const stems = new Set(longOnes(part).flatMap((skeleton) => [`^${skeleton.slice(0, 2)}`, `${skeleton.slice(-2)}$`]))
  return [...stems].flatMap((stem) => longOnes(other).map((skeleton) => `${stem}|${skeleton}`))
}

/** A single consonant is too short to identify a part. */
function longOnes(part: Part): string[] {
  return part.skeletons.filter((skeleton) => skeleton.length > 1)
}

function initialsWith(part: Part, other: Part): string[] {
  const initials = new Set(part.skeletons.map((skeleton) => skeleton[0]!))
  return [...initials].flatMap((initial) => longOnes(other).map((skeleton) => `${initial}|${skeleton}`))
}

function wholeKeys(parts: readonly Part[]): NameKey[] {
  if (parts.length === 0) return []
  if (parts.length === 1) return keysOfOnly(parts[0]!)
  if (parts.every(isSyllabic)) return []
  const whole = parts.map((part) => part.skeletons[0]!.replace('~', '')).join('') || '~'
  return [{ kind: 'whole', key: whole }]
}
