import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatFor } from './format.ts'

const HOUR = 3_600_000

test('durations are said as people say them', () => {
  const { duration } = formatFor('en')
  assert.equal(duration(40 * 60_000), '40 minutes')
  assert.equal(duration(2 * HOUR), '2 hours')
  assert.equal(duration(HOUR + 46 * 60_000), '1 hour, 46 minutes')
  assert.equal(duration(9 * HOUR + 59 * 60_000), '9 hours, 59 minutes')
  assert.equal(duration(20 * HOUR), '20 hours')
  assert.equal(duration(72 * HOUR), '3 days')
  assert.equal(duration(73 * HOUR), '3 days, 1 hour')
  assert.equal(duration(12 * 24 * HOUR + HOUR), '12 days')
})

test('a duration is never said longer than it is, and leaves out less than a tenth of what it says', () => {
  const units: Record<string, number> = { minute: 60_000, hour: HOUR, day: 24 * HOUR }
  fc.assert(
    fc.property(fc.integer({ min: 60_000, max: 400 * 24 * HOUR }), (ms) => {
      const said = [
        ...formatFor('en')
          .duration(ms)
          .replaceAll(',', '')
          .matchAll(/(\d+) (minute|hour|day)/g),
      ].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0)
      assert.ok(said <= ms && (ms - said < said / 10 || ms < HOUR), `${ms} is said as ${said}`)
    }),
  )
})

test('Arabic durations use the dual and the plurals', () => {
  const { duration } = formatFor('ar')
  assert.equal(duration(2 * HOUR), 'ساعتان')
  assert.equal(duration(3 * HOUR), '3 ساعات')
  assert.equal(duration(11 * HOUR), '11 ساعة')
  assert.equal(duration(48 * HOUR), 'يومان')
})

test('a date that is known to the month is not said with a day', () => {
  const { date } = formatFor('en')
  assert.equal(date('2011'), '2011')
  assert.equal(date('2011-05'), 'May 2011')
  assert.equal(date('2011-05-02'), 'May 2, 2011')
  assert.match(date('2020-09-11', { calendar: 'ethiopic' }), /Meskerem 1, 2013/)
})

test('in Arabic a date keeps the order of its parts beside a name in Latin letters', () => {
  const { date, dateTime, time } = formatFor('ar', 'UTC')
  for (const said of [date('2026-11-30'), dateTime('2026-11-30T18:49:00Z'), time('2026-11-30T18:49:00Z')])
    assert.match(said, /^\u2067[^\u2067\u2069]+\u2069$/)
  assert.doesNotMatch(formatFor('en', 'UTC').dateTime('2026-11-30T18:49:00Z'), /[\u2066-\u2069]/)
})

/** Replaces non-breaking spaces and removes direction marks, to make the expected texts readable. */
const plain = (text: string): string =>
  text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f\u2067\u2069]/g, '')

test('numbers, parts of a hundred and lists are written as each language writes them', () => {
  const said = (language: string) => {
    const { number, percent, list } = formatFor(language)
    return [number(1_234_567.5), percent(0.42), list(['A', 'B', 'C'])].map(plain)
  }
  assert.deepEqual(said('en'), ['1,234,567.5', '42%', 'A, B, and C'])
  assert.deepEqual(said('fr'), ['1 234 567,5', '42 %', 'A, B et C'])
  assert.deepEqual(said('es'), ['1.234.567,5', '42 %', 'A, B y C'])
  assert.deepEqual(said('ar'), ['1,234,567.5', '42%', 'A وB وC'])
})

test('days, months, years and moments are written as each language writes them', () => {
  const said = (language: string) => {
    const { date, dateTime, time } = formatFor(language)
    return [
      date('2011-05-02'),
      date('2011-05'),
      date('2011'),
      date('2011-05-02', { long: false }),
      dateTime(new Date(2011, 4, 2, 16, 5)),
      time(new Date(2011, 4, 2, 16, 5)),
    ].map(plain)
  }
  assert.deepEqual(said('en'), ['May 2, 2011', 'May 2011', '2011', 'May 2, 2011', 'May 2, 2011, 4:05 PM', '4:05 PM'])
  assert.deepEqual(said('fr'), ['2 mai 2011', 'mai 2011', '2011', '2 mai 2011', '2 mai 2011, 16:05', '16:05'])
  assert.deepEqual(said('es'), [
    '2 de mayo de 2011',
    'mayo de 2011',
    '2011',
    '2 may 2011',
    '2 may 2011, 16:05',
    '16:05',
  ])
  assert.deepEqual(said('ar'), ['2 مايو 2011', 'مايو 2011', '2011', '2 مايو 2011', '02/05/2011، 4:05 م', '4:05 م'])
})

test('durations in French and Spanish', () => {
  assert.equal(plain(formatFor('fr').duration(HOUR + 46 * 60_000)), '1 heure et 46 minutes')
  assert.equal(plain(formatFor('fr').duration(73 * HOUR)), '3 jours et 1 heure')
  assert.equal(plain(formatFor('es').duration(HOUR + 46 * 60_000)), '1 hora y 46 minutos')
  assert.equal(plain(formatFor('es').duration(73 * HOUR)), '3 días y 1 hora')
})

test('digits are 0–9 in every language, also where another script has its own', () => {
  for (const language of ['en', 'fr', 'es', 'ar', 'fa', 'bn', 'my', 'ne', 'mr']) {
    const { number, percent, duration } = formatFor(language)
    for (const text of [number(1234), percent(0.42), duration(5 * HOUR + 60_000)])
      assert.doesNotMatch(text, /(?![0-9])\p{Nd}/u, `${language}: ${text}`)
  }
})

test('languages and countries are named in the language of the reader', () => {
  const said = (language: string) => [formatFor(language).languageName('ti'), formatFor(language).countryName('ET')]
  assert.deepEqual(said('en'), ['Tigrinya', 'Ethiopia'])
  assert.deepEqual(said('fr'), ['tigrigna', 'Éthiopie'])
  assert.deepEqual(said('es'), ['tigriña', 'Etiopía'])
  assert.deepEqual(said('ar'), ['التغرينية', 'إثيوبيا'])
})

test('a country of a demonstration has its own name, and every other one that of CLDR', () => {
  const { countryName } = formatFor('en', 'UTC', { XM: 'Meridia' })
  assert.deepEqual([countryName('XM'), countryName('ET')], ['Meridia', 'Ethiopia'])
})
