import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atMoment } from './at-moment.ts'
import { evaluate } from './evaluate.ts'
import type { Answers, Form, Question } from './model.ts'

const ask = (name: string, more: Partial<Question>): Question => ({
  kind: 'question',
  name,
  type: 'text',
  label: {},
  ...more,
})
const rule = (test: string) => ({ constraint: { test, message: { en: 'no' } } })

const form: Form = {
  id: 'night',
  version: '1',
  title: { en: 'Night' },
  languages: ['en'],
  items: [
    ask('happened', { type: 'date', ...rule('. <= today()') }),
    ask('next', { type: 'date', ...rule('. >= today()') }),
    ask('met', { type: 'datetime', ...rule('. <= now()') }),
    ask('day', { type: 'calculate', calculation: "format-date(now(), '%Y-%m-%d')" }),
    ask('clock', { type: 'calculate', calculation: "format-date-time(now(), '%H:%M')" }),
    ask('same', { type: 'calculate', calculation: "if(date(now()) = today(), 'yes', 'no')" }),
  ],
}

/** 00:40 on 30 November in Meridia. In Greenwich it is still the 29th. */
const at = (answers: Answers, zone = 'Etc/GMT-3', moment = '2026-11-29T21:40:00Z') =>
  evaluate(form, answers, { ...atMoment(zone, moment), language: 'en' })

test('after midnight a form takes the day of the country, and not the day before', () => {
  assert.deepEqual(at({ happened: { iso: '2026-11-30' }, next: '2026-11-30' }).problems, [])
  assert.deepEqual(
    at({ happened: '2026-12-01', next: '2026-11-29' }).problems.map(({ path }) => path),
    ['happened', 'next'],
  )
  const west = (next: string) => at({ next }, 'Etc/GMT+10', '2026-11-29T08:00:00Z').problems.length
  assert.deepEqual([west('2026-11-28'), west('2026-11-27')], [0, 1])
})

test('now() says the day and the hour of the country', () => {
  const { day, clock, same } = at({}).values
  assert.deepEqual([day, clock, same], ['2026-11-30', '00:40', 'yes'])
})

test('a time that a person answers is a time of the country', () => {
  assert.deepEqual(at({ met: '2026-11-30T00:30' }).problems, [])
  assert.equal(at({ met: '2026-11-30T00:50' }).problems.length, 1)
})
