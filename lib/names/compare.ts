import { isOneLetterApart } from './distance.ts'
import { nicknameClassesOf } from './nicknames.ts'
import { bestPairing } from './pairing.ts'
import { joinParts, nameReader, partsOf, type Part } from './parts.ts'
import { hasOtherVowels, type PartRelation, relate } from './relate.ts'
import { isServantForm } from './short-forms.ts'

/** The reasons shown to a person who compares two names. */
export type NameReason = PartRelation | 'order-changed' | 'joined-differently' | 'part-missing'

export interface NameComparison {
  /**
   * - `match`: the other name has every part of the shorter one (at least two)
   * - `close`: it has all parts, some of them only similar; or both names are the same single part
   * - `partly`: it has at least one part; others differ, or there was only one to compare
   * - `differs`: it has no part
   * - `blank`: one of the names has no letter
   */
  outcome: 'match' | 'close' | 'partly' | 'differs' | 'blank'
  /** Each once, in the order of the types above. */
  reasons: readonly NameReason[]
  parts: readonly { a?: string; b?: string; relation: PartRelation }[]
  /** 0 to 1, only to sort candidates. Never shown, and never a threshold for a decision about a child. */
  nearness: number
}

const NEARNESS: Readonly<Record<PartRelation, number>> = {
  same: 1,
  'another-script': 0.97,
  'one-letter-apart': 0.85,
  'sounds-alike': 0.85,
  nickname: 0.8,
  'short-form': 0.65,
  initial: 0.4,
  similar: 0.4,
  differs: 0,
}
const FOUND = 0.8
// Joined parts are long, and a short part resembles a piece of almost any of them.
const WEAK: ReadonlySet<NameReason> = new Set(['short-form', 'initial', 'similar', 'differs'])
/** A part that one name lacks weighs more than one that is only similar, less than one that differs. */
const MISSING = 0.8
const ALL_REASONS: readonly NameReason[] = [
  'same',
  'another-script',
  'one-letter-apart',
  'sounds-alike',
  'nickname',
  'short-form',
  'initial',
  'similar',
  'differs',
  'order-changed',
  'joined-differently',
  'part-missing',
]

/**
 * Compares two names in any scripts and any order of parts. Symmetric, except that `a` and `b` in `parts` are swapped.
 */
export function compareNames(a: string, b: string): NameComparison {
  return compareParts(partsOf(a), partsOf(b))
}

/** Compares many names that share parts. It caches names in memory, so drop it with the search. */
export interface NameComparer {
  /** The parts of a name. Before `compare`, a caller may leave parts out or add parts of another name. */
  read(name: string): readonly Part[]
  compare(a: readonly Part[], b: readonly Part[]): NameComparison
}

export function nameComparer(): NameComparer {
  const { partsOf: read, joinParts: join } = nameReader()
  const relations = new Map<Part, Map<Part, PartRelation>>()
  const relateOnce = (a: Part, b: Part): PartRelation => {
    const known = relations.get(a) ?? new Map<Part, PartRelation>()
    const before = known.get(b)
    if (before !== undefined) return before
    const relation = relate(a, b)
    relations.set(a, known.set(b, relation))
    return relation
  }
  return { read, compare: (a, b) => compareParts(a, b, { relate: relateOnce, join }) }
}

interface Means {
  relate(a: Part, b: Part): PartRelation
  join(first: Part, second: Part): Part
}

/** Takes the first of equally good pairings, in an order that does not depend on which name comes first. */
function compareParts(
  a: readonly Part[],
  b: readonly Part[],
  means: Means = { relate, join: joinParts },
): NameComparison {
  return spelled(b) < spelled(a) ? mirrored(compareInOrder(b, a, means)) : compareInOrder(a, b, means)
}

function spelled(parts: readonly Part[]): string {
  return parts.map(({ written }) => written).join(' ')
}

function compareInOrder(a: readonly Part[], b: readonly Part[], means: Means): NameComparison {
  if (a.length === 0 || b.length === 0) return { outcome: 'blank', reasons: [], parts: [], nearness: 0 }
  const [left, right] = [a.slice(0, 6), b.slice(0, 6)]
  let best = describe(left, right, false, means)
  if (left.length === right.length || best.nearness >= 0.95) return best
  const [longer, shorter] = left.length > right.length ? [left, right] : [right, left]
  for (const fewer of withNeighboursJoined(longer, shorter, means)) {
    const other = longer === left ? describe(fewer, right, true, means) : describe(left, fewer, true, means)
    if (other.nearness > best.nearness + 0.05 && !other.reasons.some((reason) => WEAK.has(reason))) best = other
  }
  return best
}

function mirrored(comparison: NameComparison): NameComparison {
  return { ...comparison, parts: comparison.parts.map(({ a, b, relation }) => ({ a: b, b: a, relation })) }
}

function* withNeighboursJoined(
  parts: readonly Part[],
  others: readonly Part[],
  { join }: Means,
): Generator<readonly Part[]> {
  for (let index = 0; index + 1 < parts.length; index += 1) {
    const bones = bonesOf(parts[index]!) + bonesOf(parts[index + 1]!)
    if (others.every((other) => Math.abs(bonesOf(other) - bones) > MOST_BONES_APART)) continue
    yield [...parts.slice(0, index), join(parts[index]!, parts[index + 1]!), ...parts.slice(index + 2)]
  }
}

/** Allows for silent consonants, an article or a doubled letter. */
const MOST_BONES_APART = 2

function bonesOf(part: Part): number {
  return part.skeletons[0]!.length
}

function describe(a: readonly Part[], b: readonly Part[], joined: boolean, means: Means): NameComparison {
  const relations = relationsOf(a, b, means)
  const pairs = bestPairing(relations.map((row) => row.map(pairValue))).filter(
    ([i, j]) => relations[i]![j] !== 'differs',
  )
  const paired = pairs.map(([i, j]) => ({ a: a[i]!.written, b: b[j]!.written, relation: relations[i]![j]! }))
  const alone = [
    ...a
      .filter((_, i) => pairs.every(([one]) => one !== i))
      .map((part) => ({ a: part.written, relation: 'differs' as const })),
    ...b
      .filter((_, j) => pairs.every(([, other]) => other !== j))
      .map((part) => ({ b: part.written, relation: 'differs' as const })),
  ]
  const reasons = new Set<NameReason>(paired.map(({ relation }) => relation))
  const fewer = Math.min(a.length, b.length)
  if (pairs.length < fewer) reasons.add('differs')
  if (a.length !== b.length) reasons.add('part-missing')
  if (joined) reasons.add('joined-differently')
  const isTurned = !isAscending(pairs)
  if (isTurned) reasons.add('order-changed')
  const told = paired.map(({ relation }) => relation)
  const isExchanged = isTurned && parentAndChildExchanged(a, b, pairs)
  return {
    outcome: isExchanged ? 'partly' : outcomeOf(told, a.length, b.length),
    reasons: ALL_REASONS.filter((reason) => reasons.has(reason)),
    parts: [...paired, ...alone],
    // Whole hundredths, so that the order of the parts does not change the sum.
    nearness:
      (told.reduce((sum, relation) => sum + Math.round(100 * NEARNESS[relation]), 0) * (isExchanged ? 0.5 : 1)) /
      (100 * fewer + 100 * MISSING * Math.abs(a.length - b.length)),
  }
}

/**
 * How each part relates to each. Short forms are of given names: at the end of a name, after another part, there is the
 * family name, and Marino is not Maroni.
 */
function relationsOf(a: readonly Part[], b: readonly Part[], { relate: relateParts }: Means): PartRelation[][] {
  const relations = a.map((one) => b.map((other) => relateParts(one, other)))
  const [lastOfA, lastOfB] = [a.length - 1, b.length - 1]
  if (lastOfA === 0 || lastOfB === 0) return relations
  for (let j = 1; j <= lastOfB; j += 1) relations[lastOfA]![j] = asFamily(relations[lastOfA]![j]!, a, lastOfA, b, j)
  for (let i = 1; i < lastOfA; i += 1) relations[i]![lastOfB] = asFamily(relations[i]![lastOfB]!, a, i, b, lastOfB)
  return relations
}

function asFamily(relation: PartRelation, a: readonly Part[], i: number, b: readonly Part[], j: number): PartRelation {
  if (relation !== 'short-form' && relation !== 'similar') return relation
  const [one, other] = [a[i]!, b[j]!]
  if (isOneLetterApart(one.folded, other.folded) || isServantForm(one, other)) return relation
  if (isGivenNameLast([a[0]!, b[0]!], [one, other])) return relation
  return relation === 'similar' && !hasOtherVowels(one, other) ? relation : 'differs'
}

/** Nagy Ilona: a known given name comes after a part that is none. */
function isGivenNameLast(first: readonly Part[], last: readonly Part[]): boolean {
  return last.some(isKnownGivenName) && !first.some(isKnownGivenName)
}

function isKnownGivenName(part: Part): boolean {
  return nicknameClassesOf(part).length > 0
}

/** Salim bin Karim is a son of Karim, and Karim bin Salim his father or a stranger. */
function parentAndChildExchanged(a: readonly Part[], b: readonly Part[], pairs: readonly [number, number][]): boolean {
  const places = new Map(pairs)
  return pairs.some(([i, j]) => {
    const ofChild = a[i]!.isParent ? places.get(i - 1) : undefined
    return ofChild !== undefined && b[ofChild]!.isParent && ofChild - 1 === j
  })
}

function outcomeOf(relations: readonly PartRelation[], a: number, b: number): NameComparison['outcome'] {
  const fewer = Math.min(a, b)
  const found = relations.filter((relation) => NEARNESS[relation] >= FOUND).length
  if (found === fewer && fewer > 1) return 'match'
  if (found > 0 && relations.length === fewer && (fewer > 1 || a === b)) return 'close'
  return found > 0 ? 'partly' : 'differs'
}

function isAscending(pairs: readonly [number, number][]): boolean {
  const inOrder = [...pairs].sort(([a], [b]) => a - b)
  return inOrder.every(([, j], index) => index === 0 || inOrder[index - 1]![1] < j)
}

/** Whole thousands, so that equal pairings have equal values. */
function pairValue(relation: PartRelation): number {
  const nearness = NEARNESS[relation]
  if (nearness === 0) return 0
  return Math.round(nearness * 100) * 1000 + (nearness >= FOUND ? 100 : 10)
}
