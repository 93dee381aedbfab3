import fc from 'fast-check'

/** One change of an input, at a place chosen by `where` among all its values. */
export interface Twist {
  where: number
  how: (typeof hows)[number]
  with: number
}

const hows = ['leave out', 'another value', 'one more field', 'another type', 'twice', 'capitals'] as const

const values: readonly unknown[] = [
  null,
  '',
  ' ',
  'a\u0000b',
  '\ud83d',
  '\u202etxt.exe',
  'x'.repeat(30_000),
  '0000-01-01T00:00:00.000Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00.000Z',
  '2026-02-30',
  '2026-11-29T10:00:00+14:00',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'constructor',
  '__proto__',
  'toString',
  -1,
  -0,
  1.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  true,
  [],
  {},
  [null],
  [[[[]]]],
  { id: 'x' },
  ['17'],
  { $gt: '' },
]

export const twists: fc.Arbitrary<Twist[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Twist[]>([]) },
  {
    weight: 4,
    arbitrary: fc.array(
      fc.record({
        where: fc.nat(10_000),
        how: fc.constantFrom(...hows),
        with: fc.nat(values.length - 1),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  },
)

/** The input with these changes. It is copied before. */
export function twisted(input: unknown, these: readonly Twist[]): unknown {
  const whole = { input: structuredClone(input) }
  for (const twist of these) {
    const places = placesIn(whole)
    // The whole input may have been left out.
    if (places.length > 0) twistOne(places[twist.where % places.length]!, twist)
  }
  return whole.input
}

type Holder = Record<string, unknown> | unknown[]
type Place = { holder: Holder; key: string }

function placesIn(holder: Holder): Place[] {
  return Object.keys(holder).flatMap((key) => {
    const value = (holder as Record<string, unknown>)[key]
    const inside = typeof value === 'object' && value !== null ? placesIn(value as Holder) : []
    return [{ holder, key }, ...inside]
  })
}

function twistOne({ holder, key }: Place, { how, with: which }: Twist): void {
  const value = structuredClone(values[which])
  const object = holder as Record<string, unknown>
  const before = object[key]
  if (how === 'leave out') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete object[key]
  } else if (how === 'another value') put(object, key, value)
  else if (how === 'one more field') {
    if (Array.isArray(holder)) holder.push(value)
    else put(object, ['extra', 'constructor', 'length', '__proto__'][which % 4]!, value)
  } else if (how === 'another type') put(object, key, retyped(before))
  else if (how === 'twice') put(object, key, Array.isArray(before) ? [...before, ...before] : [before, before])
  else if (typeof before === 'string') put(object, key, before.toUpperCase())
}

/** As an own field, also `__proto__`. */
function put(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

function retyped(value: unknown): unknown {
  if (typeof value === 'string') return Number.isNaN(Number(value)) ? [value] : Number(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return JSON.stringify(value)
}
