import { keysAcross, keysAlone, keysOf, type NameKey, partsOf } from '#lib/names'
import type { Vault } from '#kernel/vault/vault'
import { type BirthRange, birthRange } from '../age.ts'
import type { ChildRow } from '../child-row.ts'
import { phoneEnds, plainNumber } from '../identifiers.ts'
import { rowOfFacts } from '../match.ts'
import type { ChildFacts } from '../values.ts'

export interface Lookup {
  readonly token: Buffer
  /** Weight for a child with this token. */
  readonly weight: number
  /** If more children share it, it is used only when the search has nothing rarer. */
  readonly most: number
  /** A decisive token. If too many children share all of these, the person should add facts. */
  readonly decisive: boolean
  /** From a phone, document or card. Children with it are compared in addition to those with closer names. */
  readonly number?: true
}

/** The part of the vault that tokens need. */
type TokenMaker = Pick<Vault, 'token'>

/** The same for all kinds of names, because rarity decides the weight. */
const nameWeight = 3
const phoneWeight = 6
const numberWeight = 10
/** Weight by the difference in years: a person who says 9 mostly means 8 to 10. */
const yearWeights: readonly number[] = [1, 0.9, 0.6, 0.4, 0.3]
const unknownYearWeight = 0.5

/**
 * With this many parts two are right even if one is misspelt, short or missing. So single parts and initials need not
 * be searched.
 */
const manyParts = 3

const most = 200
/** A single part is the last resort. Thousands of children share a common one. */
const mostPerPart = 50

/** Two workers may estimate ages that differ by this many years. */
const yearsAround = 1
/** Tokens that tolerate errors in the name are searched for this many years around the likeliest. */
const yearsNear = 1

interface Known {
  readonly names: readonly string[]
  readonly phones: readonly string[]
  readonly documents: readonly string[]
  readonly identifiers: readonly string[]
}

/** Increase it when the same child would get other tokens. The next start then writes all tokens again. */
export const tokenScheme = 5

export function tokensOfChild(vault: TokenMaker, row: ChildRow, today: string): Buffer[] {
  const known = {
    names: row.names.map(({ value }) => value.text),
    phones: row.phones.map(({ value }) => value.number),
    documents: row.documents.map(({ value }) => value.number),
    identifiers: row.identifiers.map(({ value }) => value.value),
  }
  const born = birthRange(row, today)
  const year = born ? String(middleYear(born)) : unknownYear
  return once([
    ...namesOfChild(known.names).flatMap((key) => [...plainTokens(vault, key), ...yearTokens(vault, key, year)]),
    ...numberLookups(vault, known).map(({ token }) => token),
  ])
}

/** Combines a short name with the rest of the full name, because people search for both together. */
function namesOfChild(names: readonly string[]): NameKey[] {
  const short = names.filter((name) => partsOf(name).length === 1)
  const full = names.filter((name) => partsOf(name).length > 1)
  return [...names.flatMap(keysOf), ...short.flatMap((one) => full.flatMap((other) => keysAcross(one, other)))]
}

export function lookupsOf(vault: TokenMaker, facts: ChildFacts, today: string): Lookup[] {
  const known = {
    names: facts.names.map(({ text }) => text),
    phones: facts.phones.map(({ number }) => number),
    documents: facts.documents.map(({ number }) => number),
    identifiers: facts.identifiers.map(({ value }) => value),
  }
  const born = birthRange(rowOfFacts(facts), today)
  return rarest([
    ...known.names.flatMap((name) => nameLookups(vault, name, born, today)),
    ...numberLookups(vault, known),
  ])
}

/** Tokens of the searched names, because a registration may use only names that were searched. */
export function nameTokens(vault: TokenMaker, name: string): Buffer[] {
  return keysOf(name)
    .filter(({ kind }) => kind === 'part' || kind === 'whole')
    .map(({ kind, key }) => shortToken(vault, `children.${kind}`, key))
}

/**
 * Two whole parts are rare enough alone. All other tokens are combined with the possible years of birth. Without an
 * age, these are the years of everyone who is a child or was one recently.
 */
function nameLookups(vault: TokenMaker, name: string, born: BirthRange | undefined, today: string): Lookup[] {
  const keys = keysOf(name)
  const parts = partsOf(name).length
  const dateable = keys.filter(({ kind }) => parts < manyParts || kind === 'pair' || kind === 'stem')
  const plain = (key: NameKey, decisive: boolean): Lookup[] =>
    plainTokens(vault, key).map((token) => ({ token, weight: nameWeight, most, decisive }))
  const dated = (key: NameKey, year: string, weight: number, atMost: number): Lookup[] =>
    yearTokens(vault, key, year).map((token) => ({
      token,
      weight: nameWeight * weight,
      most: atMost,
      decisive: key.kind === 'pair',
    }))
  return [
    ...(parts > 1 ? keysAlone(name).flatMap((key) => plain(key, false)) : []),
    ...keys.flatMap((key) => plain(key, true)),
    ...(born
      ? yearsFrom(born).flatMap(({ year, weight, near }) =>
          dateable
            .filter(({ kind }) => near || kind === 'pair')
            .flatMap((key) => dated(key, year, weight, parts > 1 && key.kind === 'part' ? mostPerPart : most)),
        )
      : anyYear(today).flatMap((year) =>
          dateable
            .filter(({ kind }) => kind === 'stem' || kind === 'part')
            .flatMap((key) => dated(key, year, 1, mostPerPart)),
        )),
  ]
}

function plainTokens(vault: TokenMaker, { kind, key }: NameKey): Buffer[] {
  return kind === 'pair' || kind === 'whole' ? [shortToken(vault, `children.${kind}`, key)] : []
}

function yearTokens(vault: TokenMaker, { kind, key }: NameKey, year: string): Buffer[] {
  return kind === 'whole' ? [] : [shortToken(vault, `children.${kind}-year`, `${key} ${year}`)]
}

function numberLookups(vault: TokenMaker, { phones, documents, identifiers }: Known): Lookup[] {
  const lookup = (kind: 'phone' | 'document' | 'identifier', number: string, weight: number): Lookup => ({
    token: shortToken(vault, `children.${kind}`, number),
    weight,
    most,
    decisive: true,
    number: true,
  })
  return [
    ...phoneEnds(phones).map((end) => lookup('phone', end, phoneWeight)),
    ...documents.flatMap((text) => plainNumber(text) ?? []).map((plain) => lookup('document', plain, numberWeight)),
    ...identifiers.flatMap((text) => plainNumber(text) ?? []).map((plain) => lookup('identifier', plain, numberWeight)),
  ]
}

/**
 * Eight bytes, so that tens of millions of tokens fit into memory. A rare collision only adds a candidate to compare.
 */
function shortToken(vault: TokenMaker, kind: string, word: string): Buffer {
  return vault.token(kind, word).subarray(0, 8)
}

function middleYear({ from, to }: BirthRange): number {
  return Math.round((Number(from.slice(0, 4)) + Number(to.slice(0, 4))) / 2)
}

const unknownYear = '?'

interface AskedYear {
  readonly year: string
  readonly weight: number
  readonly near: boolean
}

function yearsFrom(born: BirthRange): AskedYear[] {
  const [first, last, middle] = [
    Number(born.from.slice(0, 4)) - yearsAround,
    Number(born.to.slice(0, 4)) + yearsAround,
    middleYear(born),
  ]
  const years = Array.from({ length: Math.min(12, last - first + 1) }, (_, index) => first + index).map((year) => ({
    year,
    away: Math.abs(year - middle),
  }))
  return [
    ...years.map(({ year, away }) => ({
      year: String(year),
      weight: yearWeights[away] ?? yearWeights.at(-1)!,
      near: away <= yearsNear,
    })),
    { year: unknownYear, weight: unknownYearWeight, near: true },
  ]
}

const oldest = 25

function anyYear(today: string): string[] {
  const year = Number(today.slice(0, 4))
  return [...Array.from({ length: oldest + 1 }, (_, age) => String(year - age)), unknownYear]
}

function once(tokens: readonly Buffer[]): Buffer[] {
  return [...new Map(tokens.map((token) => [token.toString('latin1'), token])).values()]
}

/** Each token once. The later one wins, which has more weight. */
function rarest(lookups: readonly Lookup[]): Lookup[] {
  return [...new Map(lookups.map((lookup) => [lookup.token.toString('latin1'), lookup])).values()]
}
