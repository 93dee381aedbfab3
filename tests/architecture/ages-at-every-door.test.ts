import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import { newId } from '#kernel/ids'
import * as children from '../../src/path/children/api.ts'
import * as screenings from '../../src/path/identification/api.ts'
import * as referrals from '../../src/path/referral/api.ts'
import { raise, raisePublicly, receiveConcern } from '../../src/path/signals/api.ts'

/** Every input that takes an age or a date about a child. What comes in here is what everything else counts with. */
const id = newId()
const time = '2026-03-02T08:00:00Z'
const concern = (facts: object) => ({ id, words: 'A child alone.', danger: 'unknown', ...facts })
const change = (field: string, value: unknown) => ({ id, changes: [{ id, field, baseVersion: [], value, time }] })
const fact = (age: unknown) => ({ ageAtRegistration: { age }, ageAtEntry: { age }, ageAtExploitation: { age } })

type Door = [name: string, input: z.ZodType, put: (given: unknown) => unknown]
const ageDoors: Door[] = [
  ['search', children.search.input, (age) => ({ searchId: id, facts: fact(age) })],
  ['register', children.register.input, (age) => ({ id, facts: fact(age), followed: { kind: 'no-network' }, time })],
  ...['at-exploitation', 'at-entry', 'at-registration'].map(
    (moment): Door => [`change ${moment}`, children.change.input, (age) => change(`age-${moment}`, { age })],
  ),
  ['raise', raise.input, (age) => concern({ children: [{ age }] })],
  ['raise publicly', raisePublicly.input, (age) => concern({ children: [{ age }], receiptDigest: '0'.repeat(64) })],
  ['hand over', receiveConcern.input, (age) => concern({ children: [{ age }], sourceReference: 'R-1' })],
  [
    'screening',
    screenings.answer.input,
    (value) => ({ id, ages: [{ moment: 'now', value, disputed: false, follows: 0 }] }),
  ],
]
const referral: Door = [
  'referral',
  referrals.draft.input,
  (age) => ({ caregiver: 'unknown', requests: [], share: [], age }),
]
const dateDoors: Door[] = [
  ['search', children.search.input, (birth) => ({ searchId: id, facts: { birth } })],
  ['register', children.register.input, (birth) => ({ id, facts: { birth }, followed: { kind: 'no-network' }, time })],
  ['change', children.change.input, (birth) => change('birth', birth)],
  ['raise', raise.input, (happened) => concern({ happened })],
  ['hand over', receiveConcern.input, (happened) => concern({ happened, sourceReference: 'R-1' })],
]

function refusedBy([name, input, put]: Door, given: unknown): void {
  const { success, error } = input.safeParse(put(given))
  assert.ok(!success, `${name} takes ${JSON.stringify(given)}`)
  assert.ok(
    error.issues.every(({ path }) => path.length > 0),
    `${name} names the field`,
  )
}

function takenBy([name, input, put]: Door, given: unknown): void {
  const { success, error } = input.safeParse(put(given))
  assert.ok(success, `${name} refuses ${JSON.stringify(given)}: ${JSON.stringify(error?.issues)}`)
}

const noAges: unknown[] = [
  ...[-3, 300, 130.5, 1e7, 1e308, Number.NaN, 1.3, null, true, '17', ['17'], {}].flatMap((years) => [
    { exact: years },
    { about: years },
    { from: 1, to: years },
    { from: years, to: 13 },
  ]),
  { from: 14, to: 3 },
  { from: 50, to: 2 },
  { from: 12 },
  { exact: 5, about: 20 },
  { exact: 9, note: 'older' },
  {},
  [],
  17,
  '17',
  true,
]

test('what is no age comes in at no door', () => {
  for (const door of ageDoors) {
    for (const age of noAges) {
      refusedBy(door, age)
      const [, input, put] = door
      // The person is told what an age is, not only that something is wrong.
      const messages = input.safeParse(put(age)).error!.issues.map(({ message }) => message)
      assert.deepEqual(new Set(messages), new Set(['not-an-age']), `${door[0]} ${JSON.stringify(age)}`)
    }
  }
})

test('an age with months comes in at every door as it was said', () => {
  for (const door of ageDoors)
    for (const age of [{ exact: 1.5 }, { about: 0.5 }, { from: 1, to: 1.5 }, { about: 13 }, { from: 0, to: 130 }])
      takenBy(door, age)
})

test('the age of a referral is in completed years, and nothing is made a number', () => {
  for (const age of [...noAges, { exact: 13 }, { from: 1, to: 1.5 }, { from: null, to: null }, { from: true, to: 2 }])
    refusedBy(referral, age)
  takenBy(referral, { from: 12, to: 14 })
  const routes: Door = ['routes', referrals.routesForNew.input, (age) => ({ concernId: id, ...(age as object) })]
  for (const age of [
    { ageFrom: '' },
    { ageFrom: 'true' },
    { ageFrom: '1e1' },
    { ageTo: '131' },
    { ageFrom: '14', ageTo: '3' },
  ])
    refusedBy(routes, age)
  takenBy(routes, { ageFrom: '12', ageTo: '14' })
})

test('what happened to a child happened in a year that somebody means', () => {
  const contact: Door = [
    'contact with the police',
    screenings.reportContact.input,
    (happenedAt) => ({ id, kind: 'arrest', nexus: 'possible', happenedAt }),
  ]
  for (const at of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '1066-01-01T00:00:00Z', '2026-02-30T00:00:00Z'])
    refusedBy(contact, at)
  takenBy(contact, '2025-01-01T00:00:00Z')
})

test('a date that does not exist comes in at no door, and a partial one at every door', () => {
  const days = ['garbage', '', '31/12/2012', '2012-02-31', '2012-13-01', '0000-01-01', '0001-01-01', '2012', '2012-2-3']
  for (const door of dateDoors) {
    for (const iso of [...days, '2012-01-01T00:00:00Z', 20120101, null]) refusedBy(door, { iso })
    refusedBy(door, { iso: '2012-01-01', calendar: 'nonsense' })
    takenBy(door, { iso: '2012-02-29' })
    takenBy(door, { iso: '2011-03-21', calendar: 'persian', precision: 'year', about: true })
  }
})
