import fc from 'fast-check'
import { makeFirstAdministrator, changePassword, signIn, viewMission } from '../../app/own-routes.ts'
import { findPlaces, namePlaces, signOut, viewDeviceKey, viewPlaces, viewSession } from '../../ui/data/server-routes.ts'
import { odd } from './arbitrary-of.ts'
import { twisted, twists } from './nearly-valid.ts'

/** A request to what is no route of a room: signing in, places, the pages for people without an account. */
export interface Knock {
  method: 'GET' | 'POST'
  url: string
  payload?: string
  type: string
  caller: number
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(...odd),
  fc.lorem({ maxCount: 4 }),
)
const form = 'application/x-www-form-urlencoded'

const bodies: Readonly<Record<string, fc.Arbitrary<object>>> = {
  [signIn.path]: fc.record({ email: fc.oneof(fc.emailAddress(), text), password: text }),
  [signOut.path]: fc.constant({}),
  [changePassword.path]: fc.record({ current: text, next: text }),
  [makeFirstAdministrator.path]: fc.record({
    token: fc.base64String({ minLength: 20, maxLength: 100 }),
    agency: text,
    name: text,
    email: fc.emailAddress(),
    password: fc.string({ minLength: 12, maxLength: 30 }),
    language: fc.constantFrom('en', 'ar', 'xx', 'constructor'),
  }),
  [findPlaces.path]: fc.record({ typed: text, near: fc.array(fc.constantFrom('XM', 'XM01', 'x'), { maxLength: 9 }) }),
  [namePlaces.path]: fc.record({
    codes: fc.array(fc.constantFrom('XM', 'XM01', 'x'), { maxLength: 9 }),
    at: fc.constantFrom('2026-11-29T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00'),
  }),
}

const fieldsOfPages = [
  'words',
  'danger',
  'place.text',
  'happened.year',
  'happened.month',
  'children.count',
  'children/0/name',
  'children/0/age.years',
  'children/0/sex',
  'children/9/name',
  'howKnown',
  'replyWanted',
  'reply',
  'seed',
  'one-more',
  'take-away',
  'receipt',
  'digest',
  'text',
  '__proto__',
  'constructor',
]
const typed = fc.dictionary(
  fc.oneof(fc.constantFrom(...fieldsOfPages), text),
  fc.oneof(
    text,
    fc.constantFrom('immediate', 'not-now', 'unknown', '12-14', '31', '1e9', 'children', 'children/0', 'true'),
  ),
  { maxKeys: 8 },
)

const asked = (url: string, query: fc.Arbitrary<string>): fc.Arbitrary<Knock> =>
  fc.record({
    method: fc.constant('GET' as const),
    url: query.map((more) => url + more),
    type: fc.constant('application/json'),
    caller: fc.nat(1_000),
  })

const queries = text.map((value) => `?lang=${encodeURIComponent(value.toWellFormed())}&have=a&have=b`)

const knocks: fc.Arbitrary<Knock>[] = [
  ...[
    viewSession.path,
    viewDeviceKey.path,
    viewPlaces.path,
    viewMission.path,
    '/api/agencies',
    '/api/nothing',
    '/tell',
    '/tell/receipt',
    '/readyz',
  ].map((url) => asked(url, fc.oneof(fc.constant(''), queries))),
  asked('/api/concerns/', fc.constantFrom('%E0%A4%A', 'a'.repeat(300), '%00', '..%2f..', '%')),
  ...Object.entries(bodies).map(([url, body]) =>
    fc.record({
      method: fc.constant('POST' as const),
      url: fc.constant(url),
      payload: fc.tuple(body, twists).map(([input, these]) => JSON.stringify(twisted(input, these)) ?? ''),
      type: fc.constant('application/json'),
      caller: fc.nat(1_000),
    }),
  ),
  ...['/tell', '/tell', '/tell/receipt'].map((url) =>
    fc.record({
      method: fc.constant('POST' as const),
      url: fc.constant(url),
      payload: typed.map((fields) => new URLSearchParams(Object.entries(fields)).toString()),
      type: fc.constantFrom(form, form, form, 'application/json', 'multipart/form-data'),
      caller: fc.nat(1_000),
    }),
  ),
]

export const knock: fc.Arbitrary<Knock> = fc.oneof(...knocks)
