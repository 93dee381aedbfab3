import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarNames, dateFromParts, erasOf, findDayRange, findParts, monthsOf, wordsOfDate } from './calendars.ts'

const day = fc.date({ min: new Date('1912-01-01'), max: new Date('2075-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

for (const calendar of calendarNames) {
  test(`a day told in the ${calendar} calendar is the same day when it is read back`, () => {
    fc.assert(
      fc.property(day, (iso) => {
        const parts = findParts(iso, calendar)
        assert.ok(parts?.day)
        assert.deepEqual(dateFromParts(parts).date, { iso, calendar, precision: 'day' })
      }),
    )
  })

  test(`only a month or only a year is a date in the ${calendar} calendar`, () => {
    fc.assert(
      fc.property(day, (iso) => {
        const { month, day: ignored, ...year } = findParts(iso, calendar) ?? assert.fail()
        assert.ok(ignored)
        for (const parts of [year, { ...year, month: month ?? 1 }]) {
          const { date } = dateFromParts(parts)
          assert.ok(date, JSON.stringify(parts))
          assert.deepEqual(findParts(date, calendar), parts)
          const range = findDayRange(date)
          assert.ok(range && range.from <= iso && iso <= range.to, `${JSON.stringify(parts)} ${JSON.stringify(range)} ${iso}`)
        }
      }),
    )
  })
}

test('known days agree between calendars', () => {
  const same: [string, Parameters<typeof dateFromParts>[0]][] = [
    ['2007-09-12', { calendar: 'ethiopic', year: 2000, month: 1, day: 1 }],
    ['2021-03-21', { calendar: 'persian', year: 1400, month: 1, day: 1 }],
    ['2019-05-01', { calendar: 'japanese', era: 'reiwa', year: 1, month: 5, day: 1 }],
    ['2024-02-29', { calendar: 'buddhist', year: 2567, month: 2, day: 29 }],
    ['2023-09-16', { calendar: 'hebrew', year: 5784, month: 1, day: 1 }],
    ['2022-03-22', { calendar: 'indian', year: 1944, month: 1, day: 1 }],
    ['2011-10-10', { calendar: 'roc', year: 100, month: 10, day: 10 }],
  ]
  for (const [iso, parts] of same) assert.equal(dateFromParts(parts).date?.iso, iso, parts.calendar)
})

test('a day that does not exist is not moved to another day', () => {
  assert.equal(dateFromParts({ calendar: 'gregory', year: 2023, month: 2, day: 29 }).fault, 'no-such-date')
  assert.equal(dateFromParts({ calendar: 'ethiopic', year: 2014, month: 13, day: 6 }).fault, 'no-such-date')
  assert.equal(dateFromParts({ calendar: 'persian', year: 1400, month: 13, day: 1 }).fault, 'no-such-date')
  assert.equal(dateFromParts({ calendar: 'gregory', year: 2023, day: 3 }).fault, 'no-such-date')
})

test('a Japanese year without its era is asked about, not guessed', () => {
  assert.equal(dateFromParts({ calendar: 'japanese', year: 12 }).fault, 'era-needed')
  assert.equal(erasOf('japanese').at(-1), 'reiwa')
  assert.deepEqual(erasOf('persian'), [])
})

test('the thirteen Ethiopic months have names, and the last one has its five or six days', () => {
  const months = monthsOf('ethiopic', 2015, 'en')
  assert.equal(months.length, 13)
  assert.equal(months[12]?.days, 6)
  assert.ok(months.every(({ label }) => label !== ''))
})

test('a year alone is shown as a year, in its own calendar', () => {
  const { date } = dateFromParts({ calendar: 'persian', year: 1390 })
  assert.ok(date)
  assert.equal(wordsOfDate(date, 'en'), '1390 AP')
  assert.match(wordsOfDate('2011-05-02', 'en'), /May 2, 2011/)
})
