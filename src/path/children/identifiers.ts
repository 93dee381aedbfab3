import { fold } from '#lib/names'
import { comparePhones, isOneDigit, type Phone, type PhoneComparison, phonesIn, plainDigits } from '#lib/phones'
import { documentKind } from '#standards/codes'
import type { MatchReason } from './match-codes.ts'
import type { DocumentValue, IdentifierValue } from './values.ts'

/** The result of comparing one kind of number. `blank`: not known on one side. */
export interface Compared {
  readonly result: 'match' | 'near' | 'differs' | 'blank'
  readonly reasons: readonly MatchReason[]
}

const blank: Compared = { result: 'blank', reasons: [] }

const phoneResults: Readonly<Record<PhoneComparison, Compared>> = {
  same: { result: 'match', reasons: ['same-number'] },
  'same-digits': { result: 'near', reasons: ['same-digits'] },
  differs: { result: 'differs', reasons: ['other-number'] },
  unknown: blank,
}

/** Compares all numbers of two sides; numbers without a country code are read in `home` first. */
export function matchPhones(asked: readonly Phone[], known: readonly Phone[]): Compared {
  return bestOf(asked, known, (one, other) => phoneResults[comparePhones(one, other)])
}

export function phonesOf(values: readonly { number: string }[], home: string): Phone[] {
  return values.flatMap(({ number }) => phonesIn(number, home))
}

/** What the look-up goes by: the end of each number, which its national and international forms share. */
export function phoneEnds(texts: readonly string[]): string[] {
  return texts.flatMap((text) => phonesIn(text, '').map(({ end }) => end))
}

/** The number of a document or in another system, with what is known of who gave it. */
export interface GivenNumber {
  readonly plain: string
  readonly kind: string | undefined
  readonly country: string | undefined
}

export function documentNumbers(values: readonly DocumentValue[]): GivenNumber[] {
  return values.flatMap(({ number, kind, country }) => givenNumber(number, kind, country))
}

export function identifierNumbers(values: readonly IdentifierValue[]): GivenNumber[] {
  return values.flatMap(({ value, system }) => givenNumber(value, system))
}

function givenNumber(text: string, kind = '', country = ''): GivenNumber[] {
  const plain = plainNumber(text)
  const slug = fold(kind).replace(/[^\p{L}\p{N}]+/gu, '-')
  const known = slug.replaceAll('-', '') !== '' && slug !== 'other' && slug !== 'unknown'
  const given = { kind: known ? slug : undefined, country: country.trim().toUpperCase() || undefined }
  return plain === undefined ? [] : [{ plain, ...given }]
}

/**
 * A number without spaces and dashes, in one letter case. Undefined if it says nothing: a text without digits ("none",
 * "لا يوجد"), or one repeated digit.
 */
export function plainNumber(text: string): string | undefined {
  const plain = plainDigits(text)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return isOneDigit(plain.replace(/\P{N}/gu, '')) ? undefined : plain
}

/** A shorter number is of one child only within one kind of document or one system. */
const fewestLetters = 6

/** Compares all numbers of two sides. Equal numbers of two kinds, countries or systems are not the same. */
export function matchNumbers(asked: readonly GivenNumber[], known: readonly GivenNumber[]): Compared {
  return bestOf(asked, known, (one, other) => {
    const giver = compareGivers(one, other)
    if (giver !== 'same' && Math.min(one.plain.length, other.plain.length) < fewestLetters) return blank
    if (one.plain !== other.plain) return { result: 'differs', reasons: ['other-number'] }
    if (giver === 'other') return { result: 'differs', reasons: ['other-kind'] }
    return giver === 'perhaps-other'
      ? { result: 'near', reasons: ['other-kind'] }
      : { result: 'match', reasons: ['same-number'] }
  })
}

/** Two kinds in people's own words may be two words for one kind, in two languages for example. */
function compareGivers(one: GivenNumber, other: GivenNumber): 'same' | 'other' | 'perhaps-other' | 'unknown' {
  const [mine, theirs] = [one.country, other.country]
  // A code of two letters and one of three may name one country.
  if (mine && theirs && mine !== theirs && mine.length === theirs.length) return 'other'
  if (!one.kind || !other.kind) return 'unknown'
  if (one.kind === other.kind) return 'same'
  return [one, other].every(({ kind }) => documentKind.values.some((code) => code === kind)) ? 'other' : 'perhaps-other'
}

const order: readonly Compared['result'][] = ['match', 'near', 'differs', 'blank']

function bestOf<One>(asked: readonly One[], known: readonly One[], compare: (one: One, other: One) => Compared) {
  return asked
    .flatMap((one) => known.map((other) => compare(one, other)))
    .reduce((best, one) => (order.indexOf(one.result) < order.indexOf(best.result) ? one : best), blank)
}
