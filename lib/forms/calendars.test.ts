import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarNames } from './calendar-names.ts'
import { dateFromParts, erasOf, findDayRange, findParts, monthsOf } from './calendars.ts'
import { wordsOfDate } from './date-words.ts'

const day = fc
  .date({ min: new Date('1912-01-01'), max: new Date('2075-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

for (const calendar of calendarNames) {
  test(`a date of the ${calendar} calendar is the same date after it is read back`, () => {
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
          assert.ok(
            range && range.from <= iso && iso <= range.to,
            `${JSON.stringify(parts)} ${JSON.stringify(range)} ${iso}`,
          )
        }
      }),
    )
  })
}

test('known dates have the expected dates in other calendars', () => {
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

test('a date that does not exist is refused and not shifted', () => {
  assert.equal(dateFromParts({ calendar: 'gregory', year: 2023, month: 2, day: 29 }).fault, 'no-such-date')
  assert.equal(dateFromParts({ calendar: 'ethiopic', year: 2014, month: 13, day: 6 }).fault, 'no-such-date')
  assert.equal(dateFromParts({ calendar: 'persian', year: 1400, month: 13, day: 1 }).fault, 'no-such-date')
  assert.equal(dateFromParts({ calendar: 'gregory', year: 2023, day: 3 }).fault, 'no-such-date')
})

test('dateFromParts() asks for the era of a Japanese year', () => {
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

/** 11 September 2020 in each calendar, in the words of each language (Unicode CLDR). */
const eleventhOfSeptember: Record<(typeof calendarNames)[number], Record<'en' | 'fr' | 'es' | 'ar', string>> = {
  gregory: { en: 'September 11, 2020', fr: '11 septembre 2020', es: '11 de septiembre de 2020', ar: '11 سبتمبر 2020' },
  ethiopic: {
    en: 'Meskerem 1, 2013 AM',
    fr: '1 mäskäräm 2013 AM',
    es: '1 de meskerem de 2013 AM',
    ar: '1 مسكريم 2013 AM',
  },
  ethioaa: {
    en: 'Meskerem 1, 7513 AA',
    fr: '1 mäskäräm 7513 AA',
    es: '1 de meskerem de 7513 AA',
    ar: '1 مسكريم 7513 AA',
  },
  persian: {
    en: 'Shahrivar 21, 1399 AP',
    fr: '21 šahrivar 1399 A. P.',
    es: '21 de shahrivar de 1399 AP',
    ar: '21 شهرفار 1399 ه‍.ش',
  },
  'islamic-umalqura': {
    en: 'Muharram 23, 1442 AH',
    fr: '23 mouharram 1442 AH',
    es: '23 de muharram de 1442 AH',
    ar: '23 محرم 1442 هـ',
  },
  'islamic-civil': {
    en: 'Muharram 23, 1442 AH',
    fr: '23 mouharram 1442 AH',
    es: '23 de muharram de 1442 AH',
    ar: '23 محرم 1442 هـ',
  },
  'islamic-tbla': {
    en: 'Muharram 24, 1442 AH',
    fr: '24 mouharram 1442 AH',
    es: '24 de muharram de 1442 AH',
    ar: '24 محرم 1442 هـ',
  },
  indian: {
    en: 'Bhadra 20, 1942 Śaka',
    fr: '20 bhādrapad 1942 Śaka',
    es: '20 de bhadra de 1942 Śaka',
    ar: '20 Bhadra 1942 Śaka',
  },
  buddhist: {
    en: 'September 11, 2563 BE',
    fr: '11 septembre 2563 E. B.',
    es: '11 de septiembre de 2563 BE',
    ar: '11 سبتمبر 2563 BE',
  },
  japanese: {
    en: 'September 11, 2 Reiwa',
    fr: '11 septembre 2 Reiwa',
    es: '11 de septiembre de 2 Reiwa',
    ar: '11 سبتمبر 2 ريوا',
  },
  roc: {
    en: 'September 11, 109 Minguo',
    fr: '11 septembre 109 RdC',
    es: '11 de septiembre de 109 minguo',
    ar: '11 سبتمبر 109 جمهورية الصي',
  },
  hebrew: { en: '22 Elul 5780', fr: '22 éloul 5780 A. M.', es: '22 de elul de 5780 AM', ar: '22 أيلول 5780 ص' },
  coptic: { en: 'Tout 1, 1737 AM', fr: '1 tout 1737 AM', es: '1 de tout de 1737 AM', ar: '1 توت 1737 AM' },
}

for (const calendar of calendarNames) {
  test(`a day in the ${calendar} calendar is said in four languages`, () => {
    for (const [language, words] of Object.entries(eleventhOfSeptember[calendar])) {
      assert.equal(wordsOfDate({ iso: '2020-09-11', calendar }, language).replaceAll('\u00a0', ' '), words, language)
    }
  })

  test(`the months of the ${calendar} calendar have names of their own in four languages`, () => {
    const { year, era } = findParts('2020-09-11', calendar) ?? assert.fail()
    for (const language of ['en', 'fr', 'es', 'ar']) {
      const names = monthsOf(calendar, year, language, era).map(({ label }) => label)
      assert.ok(names.length >= 12 && new Set(names).size === names.length, `${language}: ${names.join(' ')}`)
      assert.ok(
        names.every((name) => /\p{L}/u.test(name)),
        `${language}: ${names.join(' ')}`,
      )
    }
  })
}

test('a month or a year of another calendar is said as that month or year, in every language', () => {
  const meskerem = dateFromParts({ calendar: 'ethiopic', year: 2013, month: 1 }).date ?? assert.fail()
  assert.deepEqual(
    ['en', 'fr', 'es', 'ar'].map((language) => wordsOfDate(meskerem, language)),
    ['Meskerem 2013 AM', 'mäskäräm 2013 AM', 'meskerem de 2013 AM', 'مسكريم 2013 AM'],
  )
  const year = dateFromParts({ calendar: 'persian', year: 1390 }).date ?? assert.fail()
  assert.deepEqual(
    ['en', 'fr', 'es', 'ar'].map((language) => wordsOfDate(year, language).replaceAll('\u00a0', ' ')),
    ['1390 AP', '1390 A. P.', '1390 AP', '1390 ه‍.ش'],
  )
})

test('the digits of a date are 0–9 in every language', () => {
  for (const language of ['ar', 'fa', 'bn', 'my', 'ne', 'mr'])
    assert.doesNotMatch(wordsOfDate('2011-05-02', language), /(?![0-9])\p{Nd}/u, language)
})
