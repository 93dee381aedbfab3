import { nicknameClassesOf } from './nicknames.ts'
import { joinParts, partsOf, type Part } from './parts.ts'

/**
 * A coarse key. Two spellings of one name share at least one key; most pairs of different names share none.
 * - `pair`: the skeletons of two parts, in no order: precise, for looking up
 * - `opening`: how two parts begin and how long they are: forgives an error late in both
 * - `part`: one part alone: common names bring many, so use it with something else or with a limit
 * - `whole`: all parts as one: the only key when a name has one part or is written without spaces
 */
export interface NameKey {
  kind: 'pair' | 'opening' | 'part' | 'whole'
  key: string
}

// More parts than a name needs would only make keys; longer texts are cut here and nowhere else.
const MOST_PARTS = 6

/** All coarse keys of a written name in any script, each once, in no meaningful order. */
export function keysOf(name: string): NameKey[] {
  const parts = partsOf(name).slice(0, MOST_PARTS)
  const byText = new Map<string, NameKey>()
  for (const key of [...partKeys(parts), ...pairKeys(parts), ...wholeKeys(parts)]) byText.set(`${key.kind} ${key.key}`, key)
  return [...byText.values()]
}

/** The keys of one part: its skeletons, and the classes of names it may stand for. */
export function keysOfPart(part: Part): string[] {
  return [...part.skeletons, ...nicknameClassesOf(part).map((name) => `=${name}`)]
}

function partKeys(parts: readonly Part[]): NameKey[] {
  return parts.flatMap((part) => keysOfPart(part).map((key) => ({ kind: 'part' as const, key })))
}

function pairKeys(parts: readonly Part[]): NameKey[] {
  const keys: NameKey[] = []
  for (const [first, second] of pairsOf(parts)) {
    for (const key of crossed(keysOfPart(first), keysOfPart(second))) keys.push({ kind: 'pair', key })
    for (const key of crossed(openingsOf(first), openingsOf(second))) keys.push({ kind: 'opening', key })
  }
  return keys
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

function openingsOf(part: Part): string[] {
  return [...new Set(part.skeletons.slice(0, 2).map((skeleton) => `${skeleton.slice(0, 2)}${skeleton.length < 3 ? '-' : '+'}`))]
}

function wholeKeys(parts: readonly Part[]): NameKey[] {
  if (parts.length === 0) return []
  const whole = parts.map((part) => part.skeletons[0]!.replace('~', '')).join('') || '~'
  return [{ kind: 'whole', key: whole }]
}
