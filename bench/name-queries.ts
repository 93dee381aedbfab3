import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Child,
  childAt,
  recordAt,
  registeredIn,
  truthOf,
  writeName,
} from '../app/demonstration/country/children.ts'
import { type Dice, diceFor, pick } from '../app/demonstration/country/dice.ts'
import { misspelt } from '../app/demonstration/country/misspelling.ts'
import type { Script, World } from '../app/demonstration/country/name-lists.ts'

export const queryKinds = ['misspelt', 'reordered', 'nickname', 'cross-script'] as const
export type QueryKind = (typeof queryKinds)[number]

/** A worker's search for a registered child, and the right child. */
export interface NameQuery {
  readonly kind: QueryKind | 'listed, misspelt' | 'listed, reordered'
  readonly text: string
  readonly ageAbout: number
  readonly sex: 'female' | 'male'
  /** The child, to count others who match the same query; see `countAlike`. */
  readonly child?: Child
  /** Whether record `index` belongs to the right child: their record, or their second one. */
  isRight(index: number): boolean
}

/** Query `number`: the kinds in turn, a random child, with the name as a person who heard it would write it. */
export function queryAt(seed: number, children: number, number: number): NameQuery {
  const kind = queryKinds[number % queryKinds.length]!
  const dice = diceFor(seed, 'query', number)
  for (;;) {
    const index = Math.floor(dice() * children)
    const text = asked(dice, kind, seed, index)
    if (text === undefined) continue
    const truth = truthOf(seed, index)
    const child = childAt(seed, truth)
    return {
      kind,
      text,
      child,
      ageAbout: heardAge(dice, child.birthYear),
      sex: child.sex,
      isRight: (found) => found >= 0 && found < firstListed && truthOf(seed, found) === truth,
    }
  }
}

/**
 * Counts the children with the same name in any script, the same sex, and a birth year at most one apart. With more
 * than five such children no search can find the right one among its first five. It counts at the first call, because a
 * million names in memory would slow down other measurements.
 */
export function countAlike(seed: number, children: number): (child: Child) => number {
  let counts: ReadonlyMap<string, number> | undefined
  return (child) => {
    counts ??= countNamesakes(seed, children)
    return [-1, 0, 1].reduce((sum, years) => sum + (counts!.get(keyOf(child, child.birthYear + years)) ?? 0), 0)
  }
}

function keyOf({ names, sex }: Child, year: number): string {
  return `${names.map(({ latn }) => latn[0]).join(' ')} ${sex} ${year}`
}

function countNamesakes(seed: number, children: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let index = 0; index < children; index += 1) {
    if (truthOf(seed, index) !== index) continue
    const child = childAt(seed, index)
    const key = keyOf(child, child.birthYear)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function asked(dice: Dice, kind: QueryKind, seed: number, index: number): string | undefined {
  const { child, name, script } = recordAt(seed, index)
  const words = name.split(' ')
  if (kind === 'misspelt') return misspelt(dice, name, script)
  if (kind === 'reordered') return (dice() < 0.5 ? [...words.slice(1), words[0]!] : words.toReversed()).join(' ')
  if (kind === 'cross-script') return writeName(dice, child, script === 'latn' ? ownScript[child.world] : 'latn')
  const short = child.names[0]!.short
  return short && short.length > 0
    ? [pick(dice, short), ...child.names.slice(1).map(({ latn }) => latn[0]!)].join(' ')
    : undefined
}

/** The script of clerks among the child's people. If that is Latin, the script of a neighbouring country. */
const ownScript: Readonly<Record<World, Script>> = {
  arab: 'arab',
  horn: 'ethi',
  slavic: 'cyrl',
  turkic: 'cyrl',
  westafrica: 'arab',
  latin: 'cyrl',
}

function heardAge(dice: Dice, birthYear: number): number {
  return Math.max(0, registeredIn - birthYear + Math.floor(dice() * 3) - 1)
}

export interface ListedPerson {
  readonly name: string
  readonly birthYear: number
  readonly sex: 'female' | 'male'
}

/** Record numbers from here on are people with names from lists. No country has so many records. */
export const firstListed = 4_000_000_000

/** People with names from the lists in shared/data/names; none if the folder is absent. */
export function listedPeople(count: number): ListedPerson[] {
  const folder = join(process.cwd(), '../shared/data/names')
  if (!existsSync(folder)) return []
  const read = (file: string): string[] =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > 2)
      .map((line) => (line === line.toUpperCase() ? line[0] + line.slice(1).toLowerCase() : line))
  const lists = ['arabic', 'spanish', 'english'].map((language) => ({
    given: read(`${language}_names.csv`),
    family: read(`${language}_surnames.csv`),
  }))
  return Array.from({ length: count }, (_, number) => {
    const dice = diceFor('listed', number)
    const { given, family } = pick(dice, lists)
    return {
      name: `${pick(dice, given)} ${pick(dice, family)}`,
      birthYear: 2010 + Math.floor(dice() * 16),
      sex: dice() < 0.5 ? 'female' : 'male',
    }
  })
}

export function queryForListed(people: readonly ListedPerson[], number: number): NameQuery {
  const dice = diceFor('listed query', number)
  const person = Math.floor(dice() * people.length)
  const { name, birthYear, sex } = people[person]!
  const [given, ...family] = name.split(' ')
  const kind = number % 2 === 0 ? 'listed, misspelt' : 'listed, reordered'
  const text = kind === 'listed, misspelt' ? misspelt(dice, name, 'latn') : [...family, given].join(' ')
  return { kind, text, ageAbout: heardAge(dice, birthYear), sex, isRight: (found) => found === firstListed + person }
}
