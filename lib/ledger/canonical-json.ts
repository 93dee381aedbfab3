/** A value JSON can carry without loss. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * The canonical text of a JSON value: members sorted by UTF-16 code unit, no white space.
 * Throws `TypeError` for a value that JSON cannot hold (undefined, NaN, a function, half a surrogate pair):
 * a value that was left out could not be verified.
 * Source: RFC 8785 (JSON Canonicalization Scheme), §3.2.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'string') return stringText(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${members.map(([key, member]) => `${stringText(key)}:${canonicalJson(member)}`).join(',')}}`
  }
  throw new TypeError(`a ${typeof value} cannot be written into a ledger line`)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a ledger line holds only finite numbers')
  return JSON.stringify(value)
}

// PostgreSQL's json types refuse half a surrogate pair, and escaping it would give two texts for one value.
const HALF_SURROGATE_PAIR = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

function stringText(value: string): string {
  if (HALF_SURROGATE_PAIR.test(value)) throw new TypeError('a ledger line holds only well-formed text')
  return JSON.stringify(value)
}
