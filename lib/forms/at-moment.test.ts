import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atMoment } from './at-moment.ts'
import { evaluate } from './evaluate.ts'
import { initialAnswers } from './initial-answers.ts'
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
    ask('seen', { type: 'date', ...rule('. <= now()') }),
    ask('met', { type: 'datetime', ...rule('. <= now()') }),
    ask('day', { type: 'calculate', calculation: "format-date(now(), '%Y-%m-%d')" }),
    ask('clock', { type: 'calculate', calculation: "format-date-time(now(), '%H:%M')" }),
    ask('same', { type: 'calculate', calculation: "if(date(now()) = today(), 'yes', 'no')" }),
  ],
}

/** 00:40 on 30 November in Meridia. In Greenwich it is still the 29th. */
const night = '2026-11-29T21:40:00Z'
const at = (answers: Answers, zone = 'Etc/GMT-3', moment = night) =>
  evaluate(form, answers, { ...atMoment(zone, moment), language: 'en' })

test('after midnight a form takes the day of the country, and not the day before', () => {
  assert.deepEqual(at({ happened: { iso: '2026-11-30' }, seen: '2026-11-30', next: '2026-11-30' }).problems, [])
  assert.deepEqual(
    at({ happened: '2026-12-01', seen: '2026-12-01', next: '2026-11-29' }).problems.map(({ path }) => path),
    ['happened', 'next', 'seen'],
  )
  const west = (next: string) => at({ next }, 'Etc/GMT+10', '2026-11-29T08:00:00Z').problems.length
  assert.deepEqual([west('2026-11-28'), west('2026-11-27')], [0, 1])
})

test('now() says the day and the hour of the country', () => {
  const { day, clock, same } = at({}).values
  assert.deepEqual([day, clock, same], ['2026-11-30', '00:40', 'yes'])
  const midnight = at({}, 'Etc/GMT+5', '2026-11-30T00:00:00Z').values
  assert.deepEqual([midnight['day'], midnight['clock'], midnight['same']], ['2026-11-29', '19:00', 'yes'])
})

test('a default that is worked out from now() is of the country too', () => {
  const asked = (type: Question['type'], defaultCalculation: string) =>
    initialAnswers({ ...form, items: [ask('first', { type, defaultCalculation })] }, atMoment('Etc/GMT-3', night))[
      'first'
    ]
  assert.equal(asked('datetime', 'now()'), '2026-11-30T00:40')
  assert.equal(asked('datetime', 'now() + 1'), '2026-12-01T00:40')
  assert.equal(asked('date', 'now() + 7'), '2026-12-07')
  assert.equal(asked('date', 'today() + 7'), '2026-12-07')
  assert.equal(asked('text', "format-date(now() - 1, '%e %b %H:%M')"), '29 Nov 00:40')
})

test('a time that a person answers is a time of the country', () => {
  assert.deepEqual(at({ met: '2026-11-30T00:30' }).problems, [])
  assert.equal(at({ met: '2026-11-30T00:50' }).problems.length, 1)
})
