import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raiseForm } from '../model.ts'
import { readForm, type Typed } from './typed.ts'

const form = raiseForm(['en'])

/** What the page makes of these fields, on 30 November in the country. */
function read(fields: Record<string, string>) {
  const typed: Typed = Object.fromEntries(
    Object.entries({ words: 'A child alone.', danger: 'not-now', ...fields }).map(([name, text]) => [name, [text]]),
  )
  const { state, values } = readForm(form, typed, '2026-11-30', 'en')
  const [child] = (values['children'] ?? []) as { age?: unknown }[]
  return {
    problems: state.problems.map(({ path, code }) => `${path} ${code}`),
    age: child?.age,
    happened: values['happened'],
  }
}
const aged = (years: string, sure = 'about') => read({ 'children/0/age.years': years, 'children/0/age.sure': sure })

test('an age that a neighbour types is the one that is sent, also with months and in other digits', () => {
  for (const [text, age] of [
    ['13', { about: 13 }],
    ['1,5', { about: 1.5 }],
    ['18 months', { about: 1.5 }],
    ['6 months', { about: 0.5 }],
    ['2½', { about: 2.5 }],
    ['12 or 13', { from: 12, to: 13 }],
    ['١٢-١٤', { from: 12, to: 14 }],
    ['۱۸ ماه', { about: 1.5 }],
    ['፲፫', { about: 13 }],
  ] as const)
    assert.deepEqual([aged(text).age, aged(text).problems], [age, []], text)
  assert.deepEqual(aged('13', 'exact').age, { exact: 13 })
})

test('an age that may be another one is refused at its question, and nothing is sent', () => {
  for (const text of ['12/13', '-3', '300', '1e7', 'null', 'under 12', '16m'])
    assert.deepEqual(aged(text).problems, ['children/0/age not-an-age'], text)
  assert.deepEqual(aged('14-3').problems, ['children/0/age age-out-of-order'])
})

test('the day that has begun in the country may be named, and no day of another century', () => {
  const on = (day: string, month: string, year: string) =>
    read({ 'happened.day': day, 'happened.month': month, 'happened.year': year })
  assert.deepEqual(on('30', '11', '2026').problems, [])
  assert.deepEqual(on('', '', '٢٠٢٦').happened, { iso: '2026-01-01', calendar: 'gregory', precision: 'year' })
  for (const [day, month, year] of [
    ['31', '2', '2026'],
    ['1.5', '2', '2026'],
    ['1', '2', '26'],
    ['1', '2', '0001'],
  ] as const)
    assert.deepEqual(on(day, month, year).problems, ['happened not-a-date'], year)
  for (const year of ['2099', '1066']) assert.deepEqual(on('1', '2', year).problems, ['happened constraint'], year)
})
