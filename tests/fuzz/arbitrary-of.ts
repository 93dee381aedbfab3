import fc from 'fast-check'
import type { z } from 'zod'

/**
 * Random values for a schema, from the schema itself. They have its shape, its lengths and its codes. A check that is a
 * function cannot be read, so some values do not pass: they are nearly valid. `special` goes first and may give other
 * values for a schema or a field, e.g. ids of records that exist.
 */
export type Special = (schema: z.core.$ZodType, field: string) => fc.Arbitrary<unknown> | undefined

/** Nobody types more into one field in a test: the longest text is cut here. */
const LONGEST = 12_000
const DEEPEST = 5

export function arbitraryOf(schema: z.core.$ZodType, special: Special, field = '', depth = 0): fc.Arbitrary<unknown> {
  const given = special(schema, field)
  if (given) return given
  const def = (schema as z.core.$ZodTypes)._zod.def
  const inside = (inner: z.core.$ZodType): fc.Arbitrary<unknown> => arbitraryOf(inner, special, field, depth)
  switch (def.type) {
    case 'string':
      return textOf(def as TextDef)
    case 'number':
      return numberOf(def)
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'object':
      return objectOf(def, special, depth)
    case 'array':
      return arrayOf(def, special, field, depth)
    case 'record':
      return fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 12 }), inside(def.valueType), { maxKeys: 3 })
    case 'union':
      return fc.oneof(...def.options.map(inside))
    case 'pipe':
      // A check after a check: the second is the narrower. A function after it cannot be read.
      return inside(def.out._zod.def.type === 'transform' ? def.in : def.out)
    case 'lazy':
      return arbitraryOf(def.getter(), special, field, depth + 1)
    case 'nullable':
      return fc.option(inside(def.innerType), { nil: null })
    case 'optional':
    case 'default':
    case 'readonly':
    case 'catch':
      return inside(def.innerType)
    case 'unknown':
    case 'any':
      return fc.jsonValue({ maxDepth: 2 })
    default:
      // A kind of schema that no input had before. Without this the fuzz would pass over it.
      throw new Error(`No random values for a schema of the type ${def.type} (${field}).`)
  }
}

function objectOf(def: z.core.$ZodObjectDef, special: Special, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.entries(def.shape)
  const optional = fields.filter(([, schema]) => schema._zod.optin === 'optional').map(([name]) => name)
  return fc.record(
    Object.fromEntries(fields.map(([name, schema]) => [name, arbitraryOf(schema, special, name, depth)])),
    { requiredKeys: fields.map(([name]) => name).filter((name) => !optional.includes(name)), noNullPrototype: true },
  )
}

function arrayOf(def: z.core.$ZodArrayDef, special: Special, field: string, depth: number): fc.Arbitrary<unknown> {
  const { least, most } = sizesOf(def)
  if (depth >= DEEPEST && least === 0) return fc.constant([])
  const few = fc.array(arbitraryOf(def.element, special, field, depth + 1), {
    minLength: least,
    maxLength: Math.max(least, Math.min(most, 4)),
  })
  // The same twice: an id, a code, a whole entry.
  const twice = few.map((values) => [...values, ...values].slice(0, Math.max(least, Math.min(most, 8))))
  return fc.oneof({ weight: 6, arbitrary: few }, { weight: 1, arbitrary: twice })
}

interface Checks {
  checks?: readonly z.core.$ZodCheck<never>[]
}

interface TextDef extends Checks {
  format?: string
  pattern?: RegExp
}

const dayMillis = 86_400_000
const days = fc.oneof(
  { weight: 5, arbitrary: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }) },
  { weight: 2, arbitrary: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['0000-01-01', '0001-01-01', '1582-10-15', '1899-12-31', '2024-02-29', '2100-02-28', '9999-12-31'].flatMap(
        (day) => [new Date(day), new Date(new Date(day).getTime() + dayMillis - 1)],
      ),
    ),
  },
)

/** Texts with which programs have failed. */
export const odd = [
  '\u202e\u2066reversed\u2069',
  '\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645',
  '\u1230\u120b\u121d',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  'e\u0301'.repeat(40),
  '\ufdfa',
  '\ufeff\u200b\u00a0',
  '=1+1',
  '<script>alert(1)</script>',
  "'; drop table signals.signal; --",
  'constructor',
  '__proto__',
  'a\tb\r\nc',
  '\u0130\u0131\u1e9e\ufb03',
  '%s%n${x}{{y}}',
]

function textOf(def: TextDef): fc.Arbitrary<unknown> {
  const { least, most } = sizesOf(def)
  switch (formatOf(def)) {
    case 'uuid':
      return fc.uuid()
    case 'datetime':
      return days.map((time) => time.toISOString())
    case 'date':
      return days.map((time) => time.toISOString().slice(0, 10))
    case 'base64':
      return fc.base64String({ maxLength: Math.min(most, 400) })
    case 'email':
      return fc.emailAddress()
  }
  const pattern = patternOf(def)
  const matching = pattern && valuesOf(pattern)
  if (matching) return matching
  const longest = Math.min(most, LONGEST)
  const fitting = (text: string): string => text.slice(0, longest).padEnd(least, 'x')
  return fc.oneof(
    { weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: Math.min(longest, 30) }).map(fitting) },
    { weight: 4, arbitrary: fc.lorem({ maxCount: 6 }).map(fitting) },
    { weight: 2, arbitrary: fc.constantFrom(...odd).map(fitting) },
    { weight: 1, arbitrary: fc.constantFrom('\u0641', 'x', '\u{1f9d2}').map((one) => fitting(one.repeat(longest))) },
  )
}

/** fast-check reads most patterns, but none that looks ahead. */
function valuesOf(pattern: RegExp): fc.Arbitrary<string> | undefined {
  return pattern.source.includes('(?=') || pattern.source.includes('(?!') ? undefined : fc.stringMatching(pattern)
}

function numberOf(def: z.core.$ZodNumberDef): fc.Arbitrary<unknown> {
  const { least, most } = rangeOf(def)
  const whole = formatOf(def as TextDef) === 'safeint'
  const from = Math.max(least, Number.MIN_SAFE_INTEGER)
  const until = Math.min(most, Number.MAX_SAFE_INTEGER)
  const near = fc.integer({ min: Math.max(from, 0), max: Math.min(until, Math.max(from, 0) + 20) })
  const edges = fc.constantFrom(
    ...[from, until, 2 ** 15, 2 ** 31, 2 ** 32].filter((one) => one >= from && one <= until),
  )
  const parts = fc.integer({ min: 0, max: 40 }).map((halves) => Math.min(until, Math.max(from, halves / 2)))
  return fc.oneof(
    { weight: 8, arbitrary: near },
    { weight: 1, arbitrary: edges },
    ...(whole ? [] : [{ weight: 3, arbitrary: parts }]),
  )
}

function checksOf({ checks = [] }: Checks): Record<string, unknown>[] {
  return checks.map(({ _zod }) => _zod.def as unknown as Record<string, unknown>)
}

function formatOf(def: TextDef): string | undefined {
  const inChecks = checksOf(def).find(({ check }) => check === 'number_format' || check === 'string_format')
  return def.format ?? (inChecks?.['format'] as string | undefined)
}

function patternOf(def: TextDef): RegExp | undefined {
  const inChecks = checksOf(def).find(({ pattern }) => pattern instanceof RegExp)
  return def.pattern ?? (inChecks?.['pattern'] as RegExp | undefined)
}

/** Several bounds may hold: the narrowest decides. */
function sizesOf(def: Checks): { least: number; most: number } {
  const sizes = checksOf(def)
  return { least: Math.max(0, ...numbersIn(sizes, 'minimum')), most: Math.min(...numbersIn(sizes, 'maximum')) }
}

function rangeOf(def: Checks): { least: number; most: number } {
  const bounds = checksOf(def)
  const found = (name: string) =>
    numbersIn(
      bounds.filter(({ check }) => check === name),
      'value',
    )
  return { least: Math.max(...found('greater_than')), most: Math.min(...found('less_than')) }
}

function numbersIn(checks: readonly Record<string, unknown>[], key: string): number[] {
  return checks.map((each) => each[key]).filter((each) => typeof each === 'number')
}
