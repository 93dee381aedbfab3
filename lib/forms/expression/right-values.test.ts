import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkForm, evaluate } from '../index.ts'
import type { Answers, Form, Question, QuestionType } from '../model.ts'
import { mistakes, refused } from './refused.test-data.ts'
import { rightValuesOfForms } from './right-values-of-forms.test-data.ts'
import { rightValues } from './right-values.test-data.ts'

function ask(name: string, type: QuestionType, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type, label: { en: name }, ...more }
}

function formWith(calculation: string): Form {
  return {
    id: 'f',
    version: '1',
    title: { en: 'Form' },
    languages: ['en'],
    items: [
      ask('a', 'text'),
      ask('blank', 'text'),
      ask('n', 'integer'),
      ask('d', 'date'),
      ask('t', 'time'),
      ask('m', 'choices', { choices: 'colours' }),
      ask('s', 'choice', { choices: 'colours' }),
      {
        kind: 'group',
        name: 'visit',
        repeat: {},
        items: [
          ask('w', 'decimal'),
          ask('order', 'calculate', { calculation: 'position(..)' }),
          {
            kind: 'group',
            name: 'part',
            items: [
              ask('within', 'calculate', { calculation: 'position(..)' }),
              ask('whole', 'calculate', { calculation: 'position(../..)' }),
            ],
          },
        ],
      },
      { kind: 'group', name: 'nobody', repeat: {}, items: [ask('none', 'integer')] },
      ask('x', 'calculate', { calculation }),
    ],
    choiceLists: {
      colours: [
        { value: 'b', label: { en: 'Blue' }, shade: 'dark', price: '10' },
        { value: 'c', label: { en: 'Coral' }, shade: 'light', price: '20' },
        { value: 'd', label: { en: 'Dun' }, shade: 'dark', price: '30' },
      ],
    },
  }
}

const answers: Answers = {
  a: 'abc',
  n: 3,
  d: '2012-07-01',
  t: '08:30',
  m: ['b', 'd'],
  s: 'b',
  visit: [{ w: 3 }, { w: -17 }, { w: 32 }],
}
const context = { today: '2012-07-23', now: '2012-07-23T10:15:00.000Z', language: 'en' }

for (const [what, rows] of Object.entries({ ...rightValues, ...rightValuesOfForms }))
  test(`the right values of ${what}`, () => {
    for (const [expression, right] of rows) {
      const form = formWith(expression)
      assert.deepEqual(checkForm(form), [], expression)
      const value = evaluate(form, answers, context).byPath['x']?.value ?? null
      if (typeof value === 'number' && typeof right === 'number')
        assert.ok(Math.abs(value - right) <= Math.abs(right) * 1e-12, `${expression} is ${right}, not ${value}`)
      else assert.deepEqual(value, right, expression)
      assert.ok(!Object.is(value, -0), `${expression} shows no -0`)
    }
  })

test('a construct that is not supported is named, and gives no value', () => {
  for (const [expression, said] of refused) {
    const form = formWith(expression)
    const found = checkForm(form).map(({ code, detail }) => `${code}: ${detail}`)
    assert.ok(found.includes(`unsupported: ${said}`), `${expression}: ${found.join('; ')}`)
    assert.ok(!found.some((one) => one.startsWith('syntax')), `${expression} is no mistake`)
    assert.equal(evaluate(form, answers, context).byPath['x']?.value, undefined, expression)
  }
})

test('a mistake is called one, and gives no value', () => {
  for (const expression of mistakes) {
    const form = formWith(expression)
    assert.equal(checkForm(form)[0]?.code, 'syntax', expression)
    assert.equal(evaluate(form, answers, context).byPath['x']?.value, undefined, expression)
  }
})
