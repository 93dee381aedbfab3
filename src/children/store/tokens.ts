import { keysOf } from '#lib/names'
import type { Vault } from '#kernel/vault/vault'
import { type BirthRange, birthRange } from '../age.ts'
import type { ChildRow } from '../child-row.ts'
import { digitsOf, plainNumber } from '../identifiers.ts'
import { rowOfFacts } from '../match.ts'
import type { ChildFacts } from '../values.ts'

/** A token to look up: how much a child that has it gains, and whether it is only a part of a name, which many share. */
export interface Lookup {
  readonly token: Buffer
  readonly weight: number
  readonly common: boolean
}

/** As much of the vault as tokens need. */
type TokenMaker = Pick<Vault, 'token'>

const weights = { pair: 4, whole: 4, stem: 2, part: 1 } as const
/** Kinds of keys that count together with a year of birth; an initial alone says too little. */
const yearWeights = { part: 2.5, initial: 3 } as const
const phoneWeight = 6
const numberWeight = 10

/** A child may be thought this many years older or younger by one worker than by another. */
const yearsAround = 2

interface Known {
  readonly names: readonly string[]
  readonly phones: readonly string[]
  readonly documents: readonly string[]
  readonly identifiers: readonly string[]
}

/** Counted up when the same child would get other tokens than before: the next start then writes them anew. */
export const tokenScheme = 2

/** The tokens a child is stored under. */
export function tokensOfChild(vault: TokenMaker, row: ChildRow, today: string): Buffer[] {
  const known = {
    names: row.names.map(({ value }) => value.text),
    phones: row.phones.map(({ value }) => value.number),
    documents: row.documents.map(({ value }) => value.number),
    identifiers: row.identifiers.map(({ value }) => value.value),
  }
  const born = birthRange(row, today)
  const year = born && middleYear(born)
  return once([...nameLookups(vault, known, year === undefined ? [] : [year]), ...numberLookups(vault, known)]).map(({ token }) => token)
}

/** The tokens to look a child up by. */
export function lookupsOf(vault: TokenMaker, facts: ChildFacts, today: string): Lookup[] {
  const known = {
    names: facts.names.map(({ text }) => text),
    phones: facts.phones.map(({ number }) => number),
    documents: facts.documents.map(({ number }) => number),
    identifiers: facts.identifiers.map(({ value }) => value),
  }
  const born = birthRange(rowOfFacts(facts), today)
  return once([...nameLookups(vault, known, born ? yearsFrom(born) : []), ...numberLookups(vault, known)])
}

/** The tokens that say which names a search was for; a registration may only use names that were looked for. */
export function nameTokens(vault: TokenMaker, name: string): Buffer[] {
  return keysOf(name).map(({ kind, key }) => shortToken(vault, `children.${kind}`, key))
}

function nameLookups(vault: TokenMaker, { names }: Known, years: readonly number[]): Lookup[] {
  return names.flatMap(keysOf).flatMap(({ kind, key }) => [
    ...(kind === 'initial' ? [] : [{ token: shortToken(vault, `children.${kind}`, key), weight: weights[kind], common: kind === 'part' }]),
    ...(kind === 'initial' || kind === 'part' ? years.map((year) => ({ token: shortToken(vault, `children.${kind}-year`, `${key} ${year}`), weight: yearWeights[kind], common: false })) : []),
  ])
}

function numberLookups(vault: TokenMaker, { phones, documents, identifiers }: Known): Lookup[] {
  return [
    ...phones.map(digitsOf).filter((digits) => digits.length >= 6).map((digits) => ({ token: shortToken(vault, 'children.phone', digits), weight: phoneWeight, common: false })),
    ...documents.map(plainNumber).filter(Boolean).map((number) => ({ token: shortToken(vault, 'children.document', number), weight: numberWeight, common: false })),
    ...identifiers.map(plainNumber).filter(Boolean).map((value) => ({ token: shortToken(vault, 'children.identifier', value), weight: numberWeight, common: false })),
  ]
}

/** Eight bytes: two words that meet by chance only bring one candidate more before the comparison, and tens of millions of tokens stay in memory. */
function shortToken(vault: TokenMaker, kind: string, word: string): Buffer {
  return vault.token(kind, word).subarray(0, 8)
}

function middleYear({ from, to }: BirthRange): number {
  return Math.round((Number(from.slice(0, 4)) + Number(to.slice(0, 4))) / 2)
}

function yearsFrom({ from, to }: BirthRange): number[] {
  const [first, last] = [Number(from.slice(0, 4)) - yearsAround, Number(to.slice(0, 4)) + yearsAround]
  return Array.from({ length: Math.min(12, last - first + 1) }, (_, index) => first + index)
}

function once(lookups: readonly Lookup[]): Lookup[] {
  return [...new Map(lookups.map((lookup) => [lookup.token.toString('hex'), lookup])).values()]
}
