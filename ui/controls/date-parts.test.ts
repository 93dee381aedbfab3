import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarNames } from '#lib/forms'
import * as convert from './calendar-convert.ts'
import { formatLocale } from '../language/text.ts'
import { dateOf, eraNames, monthNames, partsOfText, textOfParts, typedOf } from './date-parts.ts'

const days = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

for (const calendar of calendarNames) {
  test(`a day written in the ${calendar} calendar is the same day when it is read again`, () => {
    fc.assert(
      fc.property(days, (iso) => {
        const typed = typedOf({ iso }, calendar, convert)
        assert.deepEqual(dateOf(typed, calendar, false, convert), { iso, calendar, precision: 'day' })
      }),
    )
  })
  test(`every month of the ${calendar} calendar has a name of its own in four languages`, () => {
    for (const language of ['en', 'fr', 'es', 'ar']) {
      const names = monthNames(calendar, formatLocale(language), convert, { day: '', month: '', year: '' })
      assert.ok(names.length >= 12)
      assert.equal(new Set(names).size, names.length)
      assert.ok(
        names.every((name) => /\p{L}/u.test(name)),
        names.join(' '),
      )
    }
  })
}

test('a person who knows only the year, or the month, says only that', () => {
  assert.deepEqual(dateOf({ day: '', month: '', year: '2011' }, 'gregory', true), {
    iso: '2011-01-01',
    calendar: 'gregory',
    precision: 'year',
    about: true,
  })
  assert.deepEqual(dateOf({ day: '', month: '5', year: '2011' }, 'gregory', false), {
    iso: '2011-05-01',
    calendar: 'gregory',
    precision: 'month',
  })
  const meskerem = dateOf({ day: '', month: '1', year: '2013' }, 'ethiopic', false, convert)
  assert.deepEqual(meskerem, { iso: '2020-09-11', calendar: 'ethiopic', precision: 'month' })
})

test('a day that does not exist is not moved to another one', () => {
  assert.equal(dateOf({ day: '30', month: '2', year: '2011' }, 'gregory', false), 'impossible')
  assert.equal(dateOf({ day: '6', month: '13', year: '2012' }, 'ethiopic', false, convert), 'impossible')
  assert.equal(dateOf({ day: '3', month: '', year: '2011' }, 'gregory', false), 'impossible')
  assert.equal(dateOf({ day: '3', month: '4', year: '' }, 'gregory', false), 'impossible')
})

test('a year of two digits is not taken for a year of this century', () => {
  assert.equal(dateOf({ day: '', month: '', year: '11' }, 'gregory', false), 'impossible')
})

test('digits of any script are understood', () => {
  const iso = '2011-03-12'
  for (const [day, year] of [
    ['١٢', '٢٠١١'],
    ['۱۲', '۲۰۱۱'],
    ['১২', '২০১১'],
    ['၁၂', '၂၀၁၁'],
    ['፲፪', '2011'],
  ] as const)
    assert.deepEqual(dateOf({ day, month: '3', year }, 'gregory', false), {
      iso,
      calendar: 'gregory',
      precision: 'day',
    })
})

test('a part with any other sign is no date, never another one, and is kept as it was typed', () => {
  for (const [day, year] of [
    ['1.5', '2011'],
    ['3/4', '2011'],
    ['-3', '2011'],
    ['1e1', '2011'],
    ['3', '20 11'],
    ['3', '2011-12'],
    ['3', '2011x'],
    ['3', '12011'],
    ['3', '0999'],
  ] as const) {
    const typed = { day, month: '4', year }
    assert.equal(dateOf(typed, 'gregory', false), 'impossible', `${day} / ${year}`)
  }
  const typed = { day: '31', month: '2', year: '2012' }
  assert.deepEqual(partsOfText(textOfParts(typed)), typed)
})

test('only the Japanese calendar asks for the era', () => {
  for (const calendar of calendarNames)
    assert.equal(eraNames(calendar, 'en', convert).length, calendar === 'japanese' ? 3 : 0)
})

test('the months of a calendar are named as the reader writes them', () => {
  const ethiopic = (language: string) =>
    monthNames('ethiopic', formatLocale(language), convert, { day: '', month: '', year: '2013' })
  assert.deepEqual([ethiopic('fr')[0], ethiopic('fr')[12]], ['mäskäräm', 'pagumén'])
  assert.deepEqual([ethiopic('es')[0], ethiopic('es')[12]], ['meskerem', 'pagumen'])
  assert.deepEqual([ethiopic('ar')[0], ethiopic('ar')[12]], ['مسكريم', 'باجمن'])
  assert.equal(monthNames('persian', formatLocale('ar'), convert, { day: '', month: '', year: '1400' })[0], 'فرفردن')
})
