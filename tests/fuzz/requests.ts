import fc from 'fast-check'
import type { z } from 'zod'
import { newId } from '#kernel/ids'
import type { AnyRoute } from '#kernel/perform'
import { formSchema } from '#lib/forms/model'
import { ownLists, lists } from '../../app/rooms.ts'
import { routes } from '../../app/server/modules.ts'
import { valueSchemaOf } from '../../src/path/children/field-schemas.ts'
import { fields, isList } from '../../src/path/children/fields.ts'
import { sentChange } from '../../src/path/children/model.ts'
import { getPacks } from '../../src/path/identification/store/packs.ts'
import { firstList, secondList } from '../../src/places/places.test-data.ts'
import { arbitraryOf, type Special } from './arbitrary-of.ts'
import type { Known } from './fuzz-world.ts'
import { type Twist, twisted, twists } from './nearly-valid.ts'

/** One request as it was chosen. What it names is looked up when it is sent. */
export interface Drawn {
  /** Its name. */
  route: string
  input: unknown
  /** Chooses among the callers, and what of the input belongs together. */
  number: number
  twists: Twist[]
  key: 'new' | 'used' | 'capitals' | 'none' | 'unreadable'
  version: string | undefined
  odd: Record<string, string>
  raw: string | undefined
}

const markers = /^@([a-z-]+):(\d+)$/

function marker(kind: string): fc.Arbitrary<string> {
  return fc.nat(100_000).map((number) => `@${kind}:${number}`)
}

/** What a field names, whatever the route. */
const kindOfField: Readonly<Record<string, string>> = {
  childId: 'child',
  keptId: 'child',
  mergedId: 'child',
  concernId: 'concern',
  into: 'concern',
  workerId: 'account',
  guardianId: 'account',
  agencyId: 'agency',
  agencyCode: 'agency-code',
  toAgencyId: 'agency',
  authorityId: 'authority',
  nextAuthorityId: 'authority',
  alongsideIds: 'authority',
  recipients: 'authority',
  taskId: 'task',
  linkId: 'link',
  messageIds: 'message',
  searchId: 'search',
  submission: 'submission',
  baseVersion: 'change',
  formVersion: 'form-version',
  base: 'form-version',
  replaces: 'form-version',
}

/** What the id in an address names: the first that fits. */
const kindOfPath: readonly (readonly [beginning: string, kind: string])[] = [
  ['/api/children/merges/:id', 'merge'],
  ['/api/children/:id', 'child'],
  ['/api/concerns/:id', 'concern'],
  ['/api/screenings/:id', 'screening'],
  ['/api/referrals/:id', 'referral'],
  ['/api/cases/:id', 'case'],
  ['/api/missing/:id', 'missing'],
  ['/api/forms/:id', 'form'],
  ['/api/agency-keys/:id', 'access-key'],
]

/** Fields in which a route is told the id of something new. */
const made: Readonly<Record<string, string>> = {
  'link-family': 'linkId',
  'search-children': 'searchId',
  'submit-form': 'submission',
}

function kindOf(route: AnyRoute, field: string): string | undefined {
  if (made[route.name] === field) return 'new'
  if (field === 'id') return kindOfPath.find(([beginning]) => route.path.startsWith(beginning))?.[1] ?? 'new'
  return kindOfField[field]
}

const placeCodes = fc.constantFrom('XM', 'XM01', 'XM02', 'XM99', 'constructor')
const expressions = fc.constantFrom(
  '${a}',
  "${a} = 'x' and ${b} != ''",
  'count(${r}) > 1',
  '1 div 0',
  '(((',
  "regex(${a}, '^(a+)+$')",
  '${missing} + 1',
  'today()',
  'if(${a}, ${b}, ${c})',
)
const indicators = getPacks().flatMap(({ families }) =>
  families.flatMap((family) => family.indicators.map((indicator) => indicator.id)),
)
const cursors = fc
  .tuple(fc.constantFrom<unknown>(0, 1, 2, -1, 1e15, '0', null), fc.nat(9_999), fc.uuid(), fc.boolean())
  .map(([danger, year, id, short]) => {
    const time = `${String(year).padStart(4, '0')}-01-31T00:00:00.000Z`
    return Buffer.from(JSON.stringify(short ? [danger, time] : [danger, time, time, id])).toString('base64url')
  })

/** Values that are more telling than those of the schema alone: codes and names that this node knows. */
const telling: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  placeCode: placeCodes,
  code: placeCodes,
  after: fc.oneof(cursors, marker('cursor'), fc.base64String({ maxLength: 200 })),
  list: fc.constantFrom(...[...lists, ...ownLists].map(({ id }) => id), 'constructor', 'nothing'),
  indicatorId: fc.constantFrom(...indicators, 'nothing'),
  sourceReference: fc.nat(60).map((number) => `call-${number}`),
  csv: fc
    .tuple(fc.constantFrom(firstList, secondList), fc.nat(900), fc.constantFrom('', ',', '"', '\n', 'QS,', '\u0000'))
    .map(([csv, at, more]) => csv.slice(0, at % csv.length) + more + csv.slice(at % csv.length)),
}

function specialOf(route: AnyRoute): Special {
  const inForm: Special = (schema, field) => {
    if (!isText(schema)) return undefined
    if (['relevant', 'calculation', 'defaultCalculation', 'count', 'test', 'choiceFilter'].includes(field))
      return expressions
    if (field === 'id') return marker('form')
    return field === 'name' ? fc.constantFrom('a', 'b', 'c', 'r', '__proto__') : undefined
  }
  const special: Special = (schema, field) => {
    if (schema === sentChange) return changes
    if (field === 'form' && schema._zod.def.type === 'record') return arbitraryOf(formSchema, inForm)
    if (field === 'answers' && schema._zod.def.type === 'record') return answers
    if (field === 'rows' && schema._zod.def.type === 'record') return rows
    if (!isText(schema)) return undefined
    const kind = kindOf(route, field)
    if (kind !== undefined) return marker(kind)
    // A language is called `code` too, and has a pattern.
    return field === 'code' && schema._zod.def.checks ? undefined : telling[field]
  }
  const changes = fc.oneof(
    ...fields.map((field) =>
      fc.record(
        {
          id: marker('new'),
          field: isList(field) ? marker('item').map((item) => `${field.key}:${item.slice(6)}`) : fc.constant(field.key),
          baseVersion: fc.array(marker('change'), { maxLength: 2 }),
          value: fc.option(arbitraryOf(valueSchemaOf(field), special), { nil: null }),
          time: arbitraryOf(timeSchema, special),
          reason: fc.lorem({ maxCount: 3 }),
        },
        { requiredKeys: ['id', 'field', 'baseVersion', 'value', 'time'], noNullPrototype: true },
      ),
    ),
  )
  return special
}

const timeSchema = (sentChange.in as z.ZodObject).shape['time'] as z.ZodType
const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
const rows = fc.dictionary(
  fc.constantFrom('prs_FirstName', 'prs_Birthdate', 'vic_AgeWhenTrafficked', 'cas_Id', 'zzz'),
  fc.oneof(fc.lorem({ maxCount: 2 }), fc.constantFrom('2012', '2012-02-31', '=1+1', '-1', '')),
  { minKeys: 1, maxKeys: 4 },
)

function isText(schema: z.core.$ZodType): boolean {
  return schema._zod.def.type === 'string'
}

const languages = ['ar', 'fr-CA, es;q=0.5', '*', 'xx', 'en;q=abc', ',,,;', 'x'.repeat(500)]
const odd: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom(...languages).map((text) => ({ 'accept-language': text })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { authorization: 'Bearer tfk_forged' },
      { authorization: 'Basic YTpi' },
      { cookie: 'tenfold=forged; tenfold=again; language=__proto__' },
      { 'content-type': 'application/xml' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'tenfold-unattended': '1' },
    ),
  },
)

const inputs = new Map(routes.map((route) => [route, arbitraryOf(route.input, specialOf(route))]))

/** Requests to every route of the contract, as often to each. */
export const drawn: fc.Arbitrary<Drawn> = fc.constantFrom(...routes).chain((route) =>
  fc.record({
    route: fc.constant(route.name),
    input: inputs.get(route)!,
    number: fc.nat(1_000_000),
    twists,
    key: fc.oneof(
      { weight: 20, arbitrary: fc.constant('new' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('used' as const, 'capitals' as const, 'none' as const, 'unreadable' as const),
      },
    ),
    version: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('1', '"2"', '0', 'W/"1"', '*', '-1', '99999999999') },
    ),
    odd,
    raw: fc.oneof(
      { weight: 40, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', 'null', '[]', '"x"', '{"id":', `${'['.repeat(3_000)}${']'.repeat(3_000)}`),
      },
    ),
  }),
)

/** The input with ids of what is there, and its twists. */
export function inputOf({ route, input, number, twists: these }: Drawn, known: Known): Record<string, unknown> {
  const resolved = resolve(input, known) as Record<string, unknown>
  const together = known.together[route] ?? []
  if (together.length > 0 && number % 4 !== 0) Object.assign(resolved, together[number % together.length])
  if (route === 'save-form-draft' && number % 3 !== 0) Object.assign(resolved['form'] as object, { id: resolved['id'] })
  const made = twisted(resolved, these)
  return typeof made === 'object' && made !== null && !Array.isArray(made)
    ? (made as Record<string, unknown>)
    : resolved
}

function resolve(value: unknown, known: Known): unknown {
  if (typeof value === 'string') {
    const [, kind, number] = markers.exec(value) ?? []
    return kind === undefined ? value : idOf(kind, Number(number), known)
  }
  if (Array.isArray(value)) return value.map((one) => resolve(one, known))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, known)]))
}

/** Mostly a record of that kind; sometimes one of another kind, one that is not there, or one in capitals. */
function idOf(kind: string, number: number, { ids }: Known): string {
  const way = number % 20
  const which = Math.floor(number / 20)
  const pick = (list: readonly string[] = []): string => list[which % list.length] ?? newId()
  const kinds = Object.keys(ids)
  if (kind === 'new') return way === 0 ? pick(ids[kinds[which % kinds.length]!]) : newId()
  if (way === 0) return pick(ids[kinds[which % kinds.length]!])
  if (way === 1) return newId()
  return way === 2 ? pick(ids[kind]).toUpperCase() : pick(ids[kind])
}
