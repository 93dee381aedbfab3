import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { civilTimeAt, dayFromIso, instantAt, isoFromDay, weekdayOf } from '#lib/civil-time'
import { dueAt, explainDue, isDateCertain, findClock, isWorkingDay, isWorkingTime, type Pause } from './due.ts'
import { meridia } from './meridia.ts'
import { jurisdictionProfile, type JurisdictionProfile, type Span } from './model.ts'
import { fictionalCountriesOf, jurisdictionProfiles } from './profiles.ts'
import { sundale } from './sundale.ts'

const workingDays = (amount: number): Span => ({ amount, unit: 'working-days' })
const at = (iso: string) => new Date(iso)
const anyTime = fc.date({ min: at('2026-01-02T00:00:00Z'), max: at('2027-06-01T00:00:00Z'), noInvalidDate: true })
const anyProfile = fc.constantFrom<JurisdictionProfile>(
  meridia,
  sundale,
  { ...sundale, timeZone: 'Pacific/Apia' },
  { ...meridia, timeZone: 'America/St_Johns' },
)
const anySpan = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom('minutes', 'hours', 'calendar-days', 'working-days'),
}) as fc.Arbitrary<Span>
const everyZone = fc.constantFrom(
  'Etc/GMT-3',
  'EET',
  'America/St_Johns',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'UTC',
)

test('every country profile is complete and each of its rules says where it comes from', () => {
  for (const profile of jurisdictionProfiles) {
    jurisdictionProfile.parse(profile)
    const ids = profile.clocks.map((clock) => clock.id)
    assert.equal(new Set(ids).size, ids.length, `${profile.country}: two clocks with one id`)
    for (const clock of profile.clocks) assert.ok('en' in clock.label && 'ar' in clock.label, clock.id)
  }
})

test('what nobody read in the primary source is never marked as verified, and invented law says that it is invented', () => {
  for (const profile of jurisdictionProfiles) {
    for (const { source } of profile.clocks) {
      if (source.instrument.startsWith('Tenfold')) assert.equal(source.verified, false)
      assert.equal(source.fictional === true, source.instrument.includes('(fictional)'))
    }
  }
})

test('the more danger a child is in, the earlier every duty is due, in every country and at every hour', () => {
  const order = ['immediate', 'high', 'medium', 'low'] as const
  for (const profile of jurisdictionProfiles) {
    const duties = new Map(profile.clocks.map(({ event, until }) => [`${event} ${until}`, { event, until }]))
    fc.assert(
      fc.property(fc.constantFrom(...duties.values()), anyTime, (duty, time) => {
        const dueAtRisk = (risk: (typeof order)[number] | 'unknown') => {
          const rule = findClock(profile, { ...duty, risk })
          return rule && dueAt(profile, rule, time)?.getTime()
        }
        const dates = order.map(dueAtRisk)
        for (const [index, later] of dates.entries()) {
          const sooner = dates[index - 1]
          if (index > 0 && later !== undefined)
            assert.ok(sooner !== undefined && sooner <= later, `${profile.country} ${duty.event} ${order[index]}`)
        }
        // What is not known waits no longer than high danger.
        if (dates[1] !== undefined) assert.ok(dueAtRisk('unknown')! <= dates[1], `${duty.event} unknown`)
      }),
      { numRuns: 300 },
    )
  }
})

test('a child in immediate danger is seen and screened within a day', () => {
  for (const profile of jurisdictionProfiles)
    for (const duty of [
      { event: 'case-assigned', until: 'child-visited' },
      { event: 'screening-started', until: 'outcome-decided' },
    ]) {
      const rule = findClock(profile, { ...duty, risk: 'immediate' })!
      assert.ok(dueAt(profile, rule, at('2026-11-26T13:30:00Z'))! <= at('2026-11-27T13:30:00Z'), duty.until)
    }
})

test('a referral sent in Meridia on Thursday evening is to be acknowledged on Sunday, not on Friday', () => {
  // Thursday 2026-11-26 20:00 in Meridia; Friday and Saturday are the weekend.
  const due = explainDue(meridia, workingDays(1), at('2026-11-26T17:00:00Z'))
  assert.equal(due.dueAt?.toISOString(), '2026-11-29T13:00:00.000Z')
  assert.deepEqual(due.skipped, [
    { date: '2026-11-27', why: 'week-end' },
    { date: '2026-11-28', why: 'week-end' },
  ])
})

test('a holiday does not count and is named to the person who asks why', () => {
  // Wednesday; Thursday 19 November is a holiday, then the weekend.
  const due = explainDue(meridia, workingDays(1), at('2026-11-18T06:00:00Z'))
  assert.equal(due.dueAt?.toISOString(), '2026-11-22T13:00:00.000Z')
  assert.equal(due.skipped[0]?.why, 'holiday')
})

test('the same referral in Sundale, where people rest on Saturday and Sunday, is due on Friday', () => {
  assert.equal(dueAt(sundale, workingDays(1), at('2026-11-26T17:00:00Z'))?.toISOString(), '2026-11-27T15:00:00.000Z')
})

test('an event shortly after midnight in the country belongs to the new day there, though the server still has yesterday', () => {
  // 2026-11-22T21:30Z is Monday 00:30 in Meridia, so the event is on Monday and the deadline on Tuesday.
  assert.equal(dueAt(meridia, workingDays(1), at('2026-11-22T21:30:00Z'))?.toISOString(), '2026-11-24T13:00:00.000Z')
  assert.equal(dueAt(meridia, workingDays(1), at('2026-11-22T20:30:00Z'))?.toISOString(), '2026-11-23T13:00:00.000Z')
})

test('twenty-four hours are twenty-four hours, also in the night the clocks change, and a calendar day keeps its time of day', () => {
  const beforeSpring = at('2026-03-28T12:00:00Z')
  assert.equal(dueAt(sundale, { amount: 24, unit: 'hours' }, beforeSpring)?.toISOString(), '2026-03-29T12:00:00.000Z')
  assert.equal(
    dueAt(sundale, { amount: 1, unit: 'calendar-days' }, beforeSpring)?.toISOString(),
    '2026-03-29T11:00:00.000Z',
  )
})

test('a date beyond the known holidays is announced as not certain', () => {
  assert.equal(explainDue(meridia, workingDays(3), at('2026-11-22T08:00:00Z')).certain, true)
  assert.equal(explainDue(meridia, workingDays(3), at('2028-01-10T08:00:00Z')).certain, false)
  assert.equal(explainDue(meridia, { amount: 3, unit: 'hours' }, at('2028-01-10T08:00:00Z')).certain, true)
  assert.equal(explainDue(meridia, workingDays(3), at('2025-12-30T08:00:00Z')).certain, false)
})

test('a date without its rule is not certain if a rule gives it and needs days that nobody knows', () => {
  const rule = meridia.clocks.find(({ unit }) => unit === 'working-days')!
  for (const [start, certain] of [
    ['2026-11-22T08:00:00.000Z', true],
    ['2028-01-10T08:00:00.000Z', false],
  ] as const) {
    const due = dueAt(meridia, rule, at(start))!.toISOString()
    assert.equal(isDateCertain(meridia, { startedAt: start, dueAt: due }), certain)
  }
  assert.equal(
    isDateCertain(meridia, { startedAt: '2028-01-10T08:00:00.000Z', dueAt: '2028-01-10T09:00:00.000Z' }),
    true,
  )
})

test('a paused clock has no due date until a named person lets it run again', () => {
  const start = at('2026-11-22T08:00:00Z')
  assert.equal(
    dueAt(meridia, workingDays(2), start, [
      { from: at('2026-11-22T09:00:00Z'), by: 'account-1', reason: 'child in hospital' },
    ]),
    undefined,
  )
})

test('a pause taken after the duty was missed does not make it timely', () => {
  const start = at('2026-11-22T08:00:00Z')
  const late: Pause = {
    from: at('2026-11-22T12:00:00Z'),
    to: at('2026-11-23T12:00:00Z'),
    by: 'account-1',
    reason: 'too late',
  }
  assert.equal(dueAt(meridia, { amount: 2, unit: 'hours' }, start, [late])?.toISOString(), '2026-11-22T10:00:00.000Z')
})

test('a later event is never due earlier', () => {
  fc.assert(
    fc.property(
      anyProfile,
      anySpan,
      anyTime,
      fc.integer({ min: 0, max: 40 * 86_400_000 }),
      (profile, span, start, later) => {
        const first = dueAt(profile, span, start)!
        const second = dueAt(profile, span, new Date(start.getTime() + later))!
        // In the repeated hour of an autumn night a local time occurs twice. The earlier one counts.
        const slack = span.unit === 'calendar-days' ? 3_600_000 : 0
        assert.ok(second.getTime() + slack >= first.getTime())
      },
    ),
  )
})

test('a longer limit is never due earlier, and no duty is due before it arose', () => {
  fc.assert(
    fc.property(anyProfile, anySpan, anyTime, (profile, span, start) => {
      const due = dueAt(profile, span, start)!
      assert.ok(due > start)
      assert.ok(dueAt(profile, { ...span, amount: span.amount + 1 }, start)! > due)
    }),
  )
})

test('a duty in working days never falls due on a week-end or a holiday, and exactly its number of working days lies between', () => {
  fc.assert(
    fc.property(anyProfile, fc.integer({ min: 1, max: 40 }), anyTime, (profile, amount, start) => {
      const due = civilTimeAt(dueAt(profile, workingDays(amount), start)!, profile.timeZone)
      assert.ok(isWorkingDay(profile, due.day))
      let counted = 0
      for (let day = civilTimeAt(start, profile.timeZone).day + 1; day <= due.day; day += 1)
        if (isWorkingDay(profile, day)) counted += 1
      assert.equal(counted, amount)
    }),
  )
})

test('a pause moves hours and minutes by exactly its own length', () => {
  const gap = fc.integer({ min: 1, max: 30 * 86_400_000 })
  fc.assert(
    fc.property(
      anyProfile,
      anySpan.filter((span) => span.unit !== 'working-days'),
      anyTime,
      fc.nat(),
      gap,
      (profile, span, start, offset, length) => {
        const due = dueAt(profile, span, start)!
        const from = new Date(start.getTime() + (offset % (due.getTime() - start.getTime())))
        const pause: Pause = {
          from,
          to: new Date(from.getTime() + length),
          by: 'account-1',
          reason: 'a court stopped it',
        }
        assert.equal(dueAt(profile, span, start, [pause])!.getTime(), due.getTime() + length)
      },
    ),
  )
})

test('a pause moves working days by exactly the working days whose close it covered', () => {
  const gap = fc.integer({ min: 1, max: 20 * 86_400_000 })
  fc.assert(
    fc.property(
      anyProfile,
      fc.integer({ min: 1, max: 20 }),
      anyTime,
      fc.nat(),
      gap,
      (profile, amount, start, offset, length) => {
        const due = dueAt(profile, workingDays(amount), start)!
        const from = new Date(start.getTime() + (offset % (due.getTime() - start.getTime())))
        const to = new Date(from.getTime() + length)
        const closes = (day: number) => instantAt({ day, millis: timeOf(profile.workingWeek.closes) }, profile.timeZone)
        let covered = 0
        const first = civilTimeAt(start, profile.timeZone).day
        for (let day = first + 1; closes(day) < to; day += 1)
          if (isWorkingDay(profile, day) && closes(day) >= from) covered += 1
        const paused = dueAt(profile, workingDays(amount), start, [
          { from, to, by: 'account-1', reason: 'a court stopped it' },
        ])!
        assert.equal(paused.getTime(), dueAt(profile, workingDays(amount + covered), start)!.getTime())
      },
    ),
  )
})

test('the server may stand in any time zone', () => {
  const before = process.env['TZ']
  try {
    fc.assert(
      fc.property(anyProfile, anySpan, anyTime, everyZone, everyZone, (profile, span, start, here, there) => {
        process.env['TZ'] = here
        const first = dueAt(profile, span, start)!.getTime()
        process.env['TZ'] = there
        assert.equal(dueAt(profile, span, start)!.getTime(), first)
      }),
      { numRuns: 60 },
    )
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})

test('a wall-clock time leads back to itself, except in the hour that spring leaves out', () => {
  fc.assert(
    fc.property(anyTime, everyZone, (instant, zone) => {
      const civil = civilTimeAt(instant, zone)
      assert.deepEqual(civilTimeAt(instantAt(civil, zone), zone), civil)
    }),
  )
})

test('days are days: Monday is 1, Sunday is 7, and there is no 30 February', () => {
  assert.equal(weekdayOf(dayFromIso('2026-11-22')), 7)
  assert.equal(weekdayOf(dayFromIso('2026-11-23')), 1)
  assert.equal(weekdayOf(dayFromIso('1969-12-31')), 3)
  assert.equal(isoFromDay(dayFromIso('2024-02-29')), '2024-02-29')
  assert.throws(() => dayFromIso('2026-02-30'), RangeError)
})

test('not knowing the risk takes the shortest rule below immediate', () => {
  assert.equal(
    findClock(meridia, { event: 'referral-sent', until: 'referral-accepted', risk: 'unknown' })?.id,
    'accept-high',
  )
  assert.equal(
    findClock(meridia, { event: 'referral-sent', until: 'referral-acknowledged', risk: 'low' })?.id,
    'acknowledge',
  )
  assert.equal(findClock(meridia, { event: 'no-such-event', until: 'x', risk: 'low' }), undefined)
})

test('offices in Meridia work on Sunday and rest on Friday', () => {
  assert.equal(isWorkingTime(meridia, at('2026-11-29T09:00:00Z')), true)
  assert.equal(isWorkingTime(meridia, at('2026-11-27T09:00:00Z')), false)
  assert.equal(isWorkingTime(meridia, at('2026-11-29T13:00:00Z')), false)
})

function timeOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number)
  return (hours! * 60 + minutes!) * 60_000
}

test('a node in a fictional country knows the fictional countries, and a real one knows none', () => {
  assert.deepEqual(Object.keys(fictionalCountriesOf('XM')), ['XM', 'XS'])
  assert.deepEqual(fictionalCountriesOf('FR'), {})
})
