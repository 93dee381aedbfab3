import assert from 'node:assert/strict'
import test, { describe } from 'node:test'
import fc from 'fast-check'
import { authorityOf, police, welfare } from './example-situations.test-data.ts'
import type { Mandate } from './model.ts'
import { isOnCall } from './on-call.ts'
import { routeReferral, type RouteQuestion } from './route-referral.ts'

const source = {
  instrument: 'Meridia Child Protection Act (fictional)',
  paragraph: 's. 3',
  verified: true,
  fictional: true,
} as const
const sundayMorning = new Date('2026-11-22T07:00:00Z')
const fridayNight = new Date('2026-11-27T20:00:00Z')
const question: RouteQuestion = {
  country: 'XM',
  places: ['XM0102', 'XM01', 'XM'],
  age: { from: 13, to: 13 },
  concerns: ['begging'],
  immediateDanger: false,
  at: sundayMorning,
  timeZone: 'Etc/GMT-3',
}
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))

function mandateFor(places: string[], concerns: Mandate['concerns'] = 'any', ages = { from: 0, to: 17 }) {
  return [{ id: 'm', places, ages, concerns, source }]
}

test('child protection comes first, also when the police are nearer and on call', () => {
  const district = authorityOf(police, { kind: 'police', mandates: mandateFor(['XM0102']), onCall: everyDay })
  const region = authorityOf(welfare)
  const { routes } = routeReferral([district, region], { ...question, immediateDanger: true, at: fridayNight })
  assert.deepEqual(
    routes.map(({ authority, part }) => [authority.kind, part]),
    [
      ['child-protection', 'lead'],
      ['police', 'alongside'],
    ],
  )
})

test('the nearest child-protection authority leads, and says why', () => {
  const region = authorityOf(welfare)
  const town = authorityOf(welfare, { mandates: mandateFor(['XM0102']) })
  const { routes } = routeReferral([region, town], question)
  assert.equal(routes[0]?.authority.id, town.id)
  assert.deepEqual(routes[0]?.why, [
    { code: 'place', place: 'XM0102' },
    { code: 'age', from: 0, to: 17 },
    { code: 'any-concern' },
    { code: 'child-protection-first' },
  ])
})

test('in immediate danger at night the authority on call goes before the nearer one that sleeps', () => {
  const town = authorityOf(welfare, { mandates: mandateFor(['XM0102']) })
  const night = authorityOf(welfare, { mandates: mandateFor(['XM']), onCall: everyDay })
  const { routes, forCoordinator } = routeReferral([town, night], {
    ...question,
    immediateDanger: true,
    at: fridayNight,
  })
  assert.equal(routes[0]?.authority.id, night.id)
  assert.equal(forCoordinator, undefined)
})

test('when nobody is on call in immediate danger the authority is told all the same and the coordinator too', () => {
  const { routes, forCoordinator } = routeReferral([authorityOf(welfare)], {
    ...question,
    immediateDanger: true,
    at: fridayNight,
  })
  assert.equal(routes[0]?.part, 'lead')
  assert.equal(forCoordinator, 'nobody-on-call')
})

test('a place nobody is responsible for goes to the national coordinator', () => {
  assert.deepEqual(routeReferral([authorityOf(welfare)], { ...question, places: ['XM0901', 'XM09', 'XM'] }), {
    routes: [],
    forCoordinator: 'nobody-mandated',
  })
})

test('an unknown place finds only who answers for the whole country', () => {
  assert.equal(routeReferral([authorityOf(welfare)], { ...question, places: [] }).forCoordinator, 'place-unknown')
  const national = authorityOf(welfare, { mandates: mandateFor(['XM']) })
  assert.equal(routeReferral([national], { ...question, places: [] }).routes[0]?.why[0]?.code, 'place-not-known')
})

test('a child whose age is not known is a child', () => {
  assert.equal(routeReferral([authorityOf(welfare)], { ...question, age: undefined }).routes[0]?.part, 'lead')
})

test('somebody who may be 17 or 19 still reaches child protection', () => {
  assert.equal(routeReferral([authorityOf(welfare)], { ...question, age: { from: 17, to: 19 } }).routes.length, 1)
  assert.equal(routeReferral([authorityOf(welfare)], { ...question, age: { from: 18, to: 19 } }).routes.length, 1)
})

test('somebody of whom it is only said that they are 18 still reaches child protection', () => {
  const { routes, forCoordinator } = routeReferral([authorityOf(welfare)], { ...question, age: { from: 18, to: 18 } })
  assert.deepEqual([routes[0]?.part, forCoordinator], ['lead', undefined])
})

describe('somebody who is certainly an adult now', () => {
  const nineteen = { from: 19, to: 19, certain: true } as const
  const services = authorityOf(police, {
    kind: 'adult-services',
    mandates: mandateFor(['XM'], 'any', { from: 18, to: 130 }),
  })
  const reasons = (ageAtActs: RouteQuestion['ageAtActs'], authorities = [authorityOf(welfare), services]) => {
    const { routes } = routeReferral(authorities, { ...question, age: nineteen, ageAtActs })
    return [routes[0]?.authority.kind, routes[0]?.part, routes[0]?.why.slice(3).map(({ code }) => code)]
  }

  test('and was a child when it happened is led by adult services, and keeps the rights of a child', () => {
    for (const then of [{ from: 14, to: 14 }, { from: 18, to: 18 }, undefined])
      assert.deepEqual(reasons(then), ['adult-services', 'lead', ['adult-services-first', 'child-at-the-acts']])
  })

  test('and was certainly an adult when it happened is led by adult services alone', () => {
    assert.deepEqual(reasons({ from: 18, to: 18, certain: true }), ['adult-services', 'lead', ['adult-services-first']])
  })

  test('is led by child protection where its mandate goes on after 18 and there are no adult services', () => {
    const goingOn = authorityOf(welfare, { mandates: mandateFor(['XM01'], 'any', { from: 0, to: 20 }) })
    assert.deepEqual(reasons({ from: 14, to: 14 }, [goingOn]), [
      'child-protection',
      'lead',
      ['child-protection-first', 'child-at-the-acts'],
    ])
  })

  test('waits for the coordinator if nobody has the mandate', () => {
    assert.deepEqual(routeReferral([authorityOf(welfare)], { ...question, age: nineteen }), {
      routes: [],
      forCoordinator: 'nobody-mandated',
    })
  })

  test('in doubt reaches child protection first, with adult services beside it', () => {
    const { routes } = routeReferral([services, authorityOf(welfare)], { ...question, age: { from: 17, to: 19 } })
    assert.deepEqual(
      routes.map(({ authority, part }) => [authority.kind, part]),
      [
        ['child-protection', 'lead'],
        ['adult-services', 'alongside'],
      ],
    )
  })
})

test('in immediate danger an age that was told or typed wrong keeps no child-protection authority away; otherwise a person decides', () => {
  const told = { ...question, age: { from: 120, to: 122 } }
  const inDanger = routeReferral([authorityOf(welfare, { onCall: everyDay })], { ...told, immediateDanger: true })
  assert.equal(inDanger.routes[0]?.part, 'lead')
  assert.equal(inDanger.forCoordinator, undefined)
  assert.equal(routeReferral([authorityOf(welfare)], told).forCoordinator, 'nobody-mandated')
})

test('labour inspection is asked beside child protection only when the concern is about work', () => {
  const inspection = authorityOf(police, { kind: 'labour-inspection', mandates: mandateFor(['XM'], ['forced-work']) })
  assert.equal(routeReferral([authorityOf(welfare), inspection], question).routes.length, 1)
  assert.equal(
    routeReferral([authorityOf(welfare), inspection], { ...question, concerns: ['forced-work'] }).routes.length,
    2,
  )
  assert.equal(routeReferral([authorityOf(welfare), inspection], { ...question, concerns: [] }).routes.length, 1)
})

test('an authority of another country, or one that is closed, is never asked', () => {
  assert.equal(
    routeReferral([authorityOf(welfare, { country: 'XS' }), authorityOf(welfare, { active: false })], question).routes
      .length,
    0,
  )
})

test('on-call hours past midnight hold until the morning after', () => {
  const nights = { onCall: [{ weekday: 5, from: '20:00', to: '06:00' }] }
  assert.equal(isOnCall(nights, new Date('2026-11-27T18:00:00Z'), 'Etc/GMT-3'), true)
  assert.equal(isOnCall(nights, new Date('2026-11-28T02:59:00Z'), 'Etc/GMT-3'), true)
  assert.equal(isOnCall(nights, new Date('2026-11-28T03:00:00Z'), 'Etc/GMT-3'), false)
  assert.equal(isOnCall(nights, new Date('2026-11-26T18:00:00Z'), 'Etc/GMT-3'), false)
})

test('whatever the authorities and the child, either a child-protection authority leads or the coordinator decides', () => {
  const anyAuthority = fc
    .record({
      kind: fc.constantFrom('child-protection', 'police', 'health'),
      place: fc.constantFrom('XM', 'XM01', 'XM0102', 'XM02'),
      to: fc.integer({ min: 5, max: 99 }),
      concerns: fc.constantFrom<Mandate['concerns']>('any', ['forced-work']),
      onCall: fc.constantFrom(everyDay, []),
      active: fc.boolean(),
    })
    .map(({ kind, place, to, concerns, onCall, active }) =>
      authorityOf(welfare, {
        kind: kind as 'police',
        onCall,
        active,
        mandates: mandateFor([place], concerns, { from: 0, to }),
      }),
    )
  const anyQuestion = fc
    .record({
      places: fc.constantFrom([], ['XM'], ['XM0102', 'XM01', 'XM'], ['XM0201', 'XM02', 'XM']),
      age: fc.option(
        fc.integer({ min: 0, max: 20 }).map((from) => ({ from, to: from + 2 })),
        { nil: undefined },
      ),
      concerns: fc.constantFrom([], ['forced-work'], ['begging']),
      immediateDanger: fc.boolean(),
    })
    .map((changes): RouteQuestion => ({ ...question, ...changes }))
  fc.assert(
    fc.property(fc.array(anyAuthority, { maxLength: 6 }), anyQuestion, (authorities, asked) => {
      const { routes, forCoordinator } = routeReferral(authorities, asked)
      const leads = routes.filter(({ part }) => part === 'lead')
      assert.ok(leads.length <= 1)
      if (leads.length === 1) {
        assert.equal(routes[0], leads[0])
        assert.equal(leads[0]!.authority.kind, 'child-protection')
      } else assert.ok(forCoordinator)
      assert.ok(routes.every(({ authority, why }) => authority.active && why.length >= 3))
    }),
  )
})
