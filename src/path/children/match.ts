import { nameComparer, type NameComparer, type NameComparison, type Part } from '#lib/names'
import { addDays, type Ages, type BirthRange, birthRange } from './age.ts'
import type { ChildRow } from './child-row.ts'
import { type ComparedField, comparedFields, nameOf } from './fields.ts'
import {
  type Compared,
  documentNumbers,
  identifierNumbers,
  matchNumbers,
  matchPhones,
  phonesOf,
} from './identifiers.ts'
import type { MatchField } from './match-codes.ts'
import type { ChildFacts } from './values.ts'

/** The result of one field. `blank`: not known on one side, which counts neither for nor against. */
export interface FieldMatch extends Compared {
  readonly field: MatchField
}

/**
 * The comparison of a registered child with a search: in words for each field, never one number. A person decides about
 * a likely match; the match itself merges or rejects nothing.
 */
export interface Match {
  readonly likelihood: 'likely' | 'possible' | 'none'
  readonly fields: readonly FieldMatch[]
}

interface Ranked extends Match {
  /** Only to sort candidates. It never leaves the node. */
  readonly order: number
}

/** `agreement` is the weight of equal tokens, more for rare ones. It only helps to sort candidates. */
type Matcher = (child: ChildRow, agreement?: number) => Ranked

/**
 * Compares a search with one registered child after another. Ages count from `today` (ISO). Telephone numbers without a
 * country code are read in `country` first.
 */
export function matcherFor(asked: ChildFacts, today: string, country: string): Matcher {
  const comparer = nameComparer()
  const names = asked.names.map(({ text }) => comparer.read(text)).filter((parts) => parts.length > 0)
  const born = aroundOf(birthRange(rowOfFacts(asked), today))
  const phones = phonesOf(asked.phones, country)
  const documents = documentNumbers(asked.documents)
  const identifiers = identifierNumbers(asked.identifiers)
  return (child, agreement = 0) => {
    const name = matchNames(names, child, comparer)
    const theirs = birthRange(child, today)
    const fields = [
      name.field,
      matchAge(born, theirs),
      ...comparedFields.map((field) => matchCode(field, asked, child)),
      matchLanguages(
        asked.languages,
        valuesOf(child.languages).map(({ code }) => code),
      ),
      { field: 'phone' as const, ...matchPhones(phones, phonesOf(valuesOf(child.phones), country)) },
      { field: 'document' as const, ...matchNumbers(documents, documentNumbers(valuesOf(child.documents))) },
      { field: 'identifier' as const, ...matchNumbers(identifiers, identifierNumbers(valuesOf(child.identifiers))) },
    ]
    const result = Object.fromEntries(fields.map((field) => [field.field, field.result])) as Record<
      MatchField,
      FieldMatch['result']
    >
    const beside = fields.reduce((sum, one) => sum + (weightOf[one.field] ?? 0) * agreementOf(one), 0)
    const order = 6 * name.best.nearness + beside + yearsCloser(born, theirs) + 0.6 * Math.log2(1 + agreement)
    return { likelihood: likelihoodOf(result, name.best), fields, order }
  }
}

/** A field whose difference counts for nothing. */
const onlyAgrees: ReadonlySet<string> = new Set(comparedFields.map(({ key }) => key))

const agreeing: Readonly<Record<FieldMatch['result'], number>> = { match: 1, near: 0.5, blank: 0, differs: -0.7 }

function agreementOf({ field, result }: FieldMatch): number {
  return result === 'differs' && onlyAgrees.has(field) ? 0 : agreeing[result]
}

/** Weight of each matching field for sorting. The name counts by nearness, the age by years. */
const weightOf: Readonly<Record<string, number>> = {
  ...Object.fromEntries(comparedFields.map(({ key, compare }) => [key, compare.weight])),
  name: 0,
  age: 0,
  language: 1,
  phone: 6,
  document: 12,
  identifier: 12,
}

/** One year of difference counts almost as much as none, three count nothing, more count against. */
function yearsCloser(mine: BirthRange | undefined, theirs: BirthRange | undefined): number {
  if (!mine || !theirs) return 0
  return [1, 0.8, 0.4, 0][Math.round(Math.abs(middleOf(mine) - middleOf(theirs)) / yearMillis)] ?? -1
}

const yearMillis = 365.25 * 86_400_000

function middleOf({ from, to }: BirthRange): number {
  return (Date.parse(from) + Date.parse(to)) / 2
}

/** The best matches first; rare agreement counts more. Children who do not match are left out. */
export function rankMatches<Candidate>(
  matched: readonly { candidate: Candidate; match: Ranked }[],
): { candidate: Candidate; match: Match }[] {
  return matched
    .filter(({ match }) => match.likelihood !== 'none')
    .sort((a, b) => b.match.order - a.match.order)
    .map(({ candidate, match: { likelihood, fields } }) => ({ candidate, match: { likelihood, fields } }))
}

function likelihoodOf(result: Record<MatchField, FieldMatch['result']>, name: NameComparison): Match['likelihood'] {
  const against = result.age === 'differs'
  const agrees = (field: MatchField): boolean => result[field] === 'match' || result[field] === 'near'
  const byNumber = likelihoodByNumber(result, name, against)
  if (byNumber) return byNumber
  if (name.outcome === 'match') {
    return agrees('age') ? 'likely' : 'possible'
  }
  if (name.outcome === 'close') {
    if (result.age === 'match' && result.language === 'match' && isStrong(name)) return 'likely'
    return against ? 'none' : 'possible'
  }
  if (name.outcome === 'partly' && agrees('age')) return 'possible'
  return nearNumber(result, against)
}

function likelihoodByNumber(
  result: Record<MatchField, FieldMatch['result']>,
  name: NameComparison,
  against: boolean,
): 'likely' | 'possible' | undefined {
  if (result.document === 'match' || result.identifier === 'match')
    return result.name === 'differs' && against ? 'possible' : 'likely'
  if (result.phone === 'match')
    return (name.outcome === 'match' || name.outcome === 'close') && !against ? 'likely' : 'possible'
  return undefined
}

/** A number that is perhaps the same is shown if nothing speaks against it, and lifts nobody. */
function nearNumber(result: Record<MatchField, FieldMatch['result']>, against: boolean): 'possible' | 'none' {
  const near = [result.phone, result.document, result.identifier].includes('near')
  return near && !against ? 'possible' : 'none'
}

function isStrong(name: NameComparison): boolean {
  return name.nearness >= 0.8
}

function matchNames(
  asked: readonly (readonly Part[])[],
  child: ChildRow,
  { read, compare }: NameComparer,
): { field: FieldMatch; best: NameComparison } {
  const known = waysToCall(child.names.map(({ value }) => read(value.text)).filter((parts) => parts.length > 0))
  let best: NameComparison =
    asked.length > 0 && known.length > 0 ? differing : { ...differing, outcome: 'blank', reasons: [] }
  for (const mine of asked) {
    for (const theirs of known) {
      const found = compare(mine, theirs)
      if (rank(found) > rank(best)) best = found
    }
  }
  return { field: { field: 'name', result: nameResult[best.outcome], reasons: best.reasons }, best }
}

/**
 * All names of the child, and each short name in place of one part of each full name: "Chepe" for "José Duval" gives
 * "Chepe Duval".
 */
function waysToCall(names: readonly (readonly Part[])[]): readonly (readonly Part[])[] {
  const short = names.filter((parts) => parts.length === 1)
  const full = names.filter((parts) => parts.length > 1)
  return [
    ...names,
    ...short.flatMap(([one]) => full.flatMap((parts) => parts.map((_, place) => parts.with(place, one!)))),
  ]
}

const differing: NameComparison = { outcome: 'differs', reasons: ['differs'], parts: [], nearness: 0 }

const nameResult: Readonly<Record<NameComparison['outcome'], FieldMatch['result']>> = {
  match: 'match',
  close: 'near',
  partly: 'near',
  differs: 'differs',
  blank: 'blank',
}

function rank({ outcome, nearness }: NameComparison): number {
  return outcomeRank[outcome] + nearness
}

const outcomeRank: Readonly<Record<NameComparison['outcome'], number>> = {
  match: 30,
  close: 20,
  partly: 10,
  differs: 0,
  blank: 0,
}

const nearDays = 2 * 365

/** The searched range of birth, with the range that counts as near. */
interface Around extends BirthRange {
  readonly near: BirthRange
}

function aroundOf(born: BirthRange | undefined): Around | undefined {
  return born && { ...born, near: { from: addDays(born.from, -nearDays), to: addDays(born.to, nearDays) } }
}

function matchAge(mine: Around | undefined, theirs: BirthRange | undefined): FieldMatch {
  if (!mine || !theirs) return { field: 'age', result: 'blank', reasons: [] }
  if (mine.from === mine.to && theirs.from === theirs.to) {
    if (mine.from === theirs.from) return { field: 'age', result: 'match', reasons: ['same-day-of-birth'] }
    if (isSwapped(mine.from, theirs.from)) return { field: 'age', result: 'near', reasons: ['day-and-month-swapped'] }
  }
  if (overlap(mine, theirs)) return { field: 'age', result: 'match', reasons: ['ages-overlap'] }
  if (overlap(mine.near, theirs)) return { field: 'age', result: 'near', reasons: ['ages-near'] }
  return { field: 'age', result: 'differs', reasons: ['ages-apart'] }
}

function overlap(a: BirthRange, b: BirthRange): boolean {
  return a.from <= b.to && b.from <= a.to
}

function isSwapped(a: string, b: string): boolean {
  return a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8, 10) && a.slice(8, 10) === b.slice(5, 7)
}

/** The ages of a search, in the form of a row. */
export function rowOfFacts({ birth, ageAtExploitation, ageAtRegistration }: ChildFacts): Ages {
  return {
    birth: birth ? [birth] : [],
    ageAtExploitation: ageAtExploitation ? [ageAtExploitation] : [],
    ageAtRegistration: ageAtRegistration ? [ageAtRegistration] : [],
  }
}

type Codes = Readonly<Record<string, unknown>>

function matchCode(field: ComparedField, asked: Codes, known: Codes): FieldMatch {
  const [mine, theirs] = [asked[nameOf(field)], known[nameOf(field)]]
  if (mine === 'unknown' || theirs === 'unknown') return { field: field.key, result: 'blank', reasons: [] }
  return mine === theirs
    ? { field: field.key, result: 'match', reasons: [`same-${field.key}`] }
    : { field: field.key, result: 'differs', reasons: [`other-${field.key}`] }
}

function matchLanguages(asked: readonly string[], known: readonly string[]): FieldMatch {
  if (asked.length === 0 || known.length === 0) return { field: 'language', result: 'blank', reasons: [] }
  const spoken = known.map(withoutRegion)
  return asked.some((one) => spoken.includes(withoutRegion(one)))
    ? { field: 'language', result: 'match', reasons: ['same-language'] }
    : { field: 'language', result: 'differs', reasons: ['other-language'] }
}

function withoutRegion(language: string): string {
  return language.split('-')[0]!
}

function valuesOf<Value>(items: readonly { value: Value }[]): Value[] {
  return items.map(({ value }) => value)
}
