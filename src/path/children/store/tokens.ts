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

/** A lookup whose token is not made yet: making one takes as long as finding it. */
type Wanted = Omit<Lookup, 'token'> & Word

interface Word {
  readonly kind: string
  readonly word: string
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

/**
 * Tokens for the names of one search or one child. A usual search of four names has some 500, a usual child 37. Only many
 * names of many long parts have more: the most precise are kept, in a search in turns of each name.
 */
const mostForNames = 4000

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
    ...inTurns(keysOfChild(known.names).map((keys) => wordsOf(keys, year))).map(({ kind, word }) =>
      shortToken(vault, kind, word),
    ),
    ...numberLookups(vault, known).map(({ token }) => token),
  ])
}

/** The keys of each name, and those of each short name with the rest of a full one: people search for both together. */
function keysOfChild(names: readonly string[]): NameKey[][] {
  const short = names.filter((name) => partsOf(name).length === 1)
  const full = names.filter((name) => partsOf(name).length > 1)
  return [...names.map(keysOf), ...short.flatMap((one) => full.map((other) => keysAcross(one, other)))]
}

const precision = ['pair', 'whole', 'part', 'stem', 'initial'] as const

function wordsOf(keys: readonly NameKey[], year: string): Word[] {
  return precision
    .flatMap((kind) => keys.filter((key) => key.kind === kind))
    .flatMap((key) => [...plainWord(key), ...yearWord(key, year)])
}

export function lookupsOf(vault: TokenMaker, facts: ChildFacts, today: string): Lookup[] {
  const known = {
    names: facts.names.map(({ text }) => text),
    phones: facts.phones.map(({ number }) => number),
    documents: facts.documents.map(({ number }) => number),
    identifiers: facts.identifiers.map(({ value }) => value),
  }
  const born = birthRange(rowOfFacts(facts), today)
  const names = inTurns(known.names.map((name) => wantedOf(name, born, today)))
  return [
    // Each field by name: rest and spread take longer than making the token.
    ...names.map(({ kind, word, weight, most: many, decisive }) => ({
      token: shortToken(vault, kind, word),
      weight,
      most: many,
      decisive,
    })),
    ...numberLookups(vault, known),
  ]
}

/** Each word once. If there are too many, one of each name after the other. */
function inTurns<One extends Word>(names: readonly (readonly One[])[]): One[] {
  const inOrder = names.length === 1 ? names[0]! : turnsOf(names)
  const wanted = new Map<string, One>()
  for (const one of inOrder) {
    const text = `${one.kind} ${one.word}`
    if (!wanted.has(text)) wanted.set(text, one)
    if (wanted.size === mostForNames) break
  }
  return [...wanted.values()]
}

function turnsOf<One>(names: readonly (readonly One[])[]): One[] {
  const longest = Math.max(0, ...names.map(({ length }) => length))
  const turns: One[] = []
  for (let turn = 0; turn < longest; turn += 1)
    for (const name of names) if (turn < name.length) turns.push(name[turn]!)
  return turns
}

/** Tokens of the searched names, because a registration may use only names that were searched. */
export function nameTokens(vault: TokenMaker, name: string): Buffer[] {
  return keysOf(name)
    .filter(({ kind }) => kind === 'part' || kind === 'whole')
    .map(({ kind, key }) => shortToken(vault, `children.${kind}`, key))
}

/**
 * Two whole parts are rare enough alone. All other tokens are combined with the possible years of birth. Without an
 * age, these are the years of everyone who is a child or was one recently. The most precise come first.
 */
function wantedOf(name: string, born: BirthRange | undefined, today: string): Wanted[] {
  const keys = keysOf(name)
  const parts = partsOf(name).length
  const wanted = keys.flatMap((key) => plainOf(key, true))
  if (parts > 1) wanted.push(...keysAlone(name).flatMap((key) => plainOf(key, false)))
  const years = born ? yearsFrom(born) : anyYear(today)
  for (const kind of ['pair', 'part', 'stem', 'initial'] as const) {
    const isCommon = !born || (kind === 'part' && parts > 1)
    const isAsked = born ? parts < manyParts || kind === 'pair' || kind === 'stem' : isAskedAtAnyAge(kind, parts)
    if (!isAsked) continue
    const [named, many, decisive] = [`children.${kind}-year`, isCommon ? mostPerPart : most, kind === 'pair']
    const ofKind = keys.filter((key) => key.kind === kind)
    for (const { year, weight, near } of years) {
      // A search has some 500 of them, so this loop makes nothing but what it keeps.
      if (near || kind === 'pair')
        for (const { key } of ofKind)
          wanted.push({ kind: named, word: `${key} ${year}`, weight: nameWeight * weight, most: many, decisive })
      if (wanted.length >= mostForNames) return wanted
    }
  }
  return wanted
}

/** With many parts two are right even if one is misspelt, so a single part says nothing without an age. */
function isAskedAtAnyAge(kind: NameKey['kind'], parts: number): boolean {
  return kind === 'stem' || (kind === 'part' && parts < manyParts)
}

function plainOf(key: NameKey, decisive: boolean): Wanted[] {
  return plainWord(key).map((word) => ({ ...word, weight: nameWeight, most, decisive }))
}

function plainWord({ kind, key }: NameKey): Word[] {
  return kind === 'pair' || kind === 'whole' ? [{ kind: `children.${kind}`, word: key }] : []
}

function yearWord({ kind, key }: NameKey, year: string): Word[] {
  return kind === 'whole' ? [] : [{ kind: `children.${kind}-year`, word: `${key} ${year}` }]
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

function anyYear(today: string): AskedYear[] {
  const year = Number(today.slice(0, 4))
  const years = [...Array.from({ length: oldest + 1 }, (_, age) => String(year - age)), unknownYear]
  return years.map((one) => ({ year: one, weight: 1, near: true }))
}

function once(tokens: readonly Buffer[]): Buffer[] {
  return [...new Map(tokens.map((token) => [token.toString('latin1'), token])).values()]
}
