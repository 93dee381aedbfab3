import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Form, Item, Question, QuestionType } from './model.ts'
import { checkForm, evaluate, initialAnswers } from './index.ts'

const context = { today: '2026-03-05' }

function ask(name: string, type: QuestionType, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type, label: { en: name }, ...more }
}

function formOf(items: Item[], choiceLists: Form['choiceLists'] = {}): Form {
  return { id: 'meridia', version: '1', title: { en: 'Form' }, languages: ['en'], items, choiceLists }
}

function repeated(name: string, items: Item[], count?: string): Item {
  return { kind: 'group', name, label: { en: name }, repeat: count === undefined ? {} : { count }, items }
}

function refused(form: Form, answers: Parameters<typeof evaluate>[1]): boolean {
  const { complete, problems } = evaluate(form, answers, context)
  return !complete && problems.some(({ path, code }) => path === '' && code === 'too-much')
}

test('a household of ten people with ten visits each is no more than anybody can fill', () => {
  const form = formOf([
    ask('name', 'text'),
    repeated(
      'person',
      [
        repeated(
          'visit',
          [
            ask('age', 'integer', { label: { en: 'How old is ${name}?' } }),
            ask('all', 'calculate', { calculation: 'sum(${age})' }),
          ],
          '10',
        ),
      ],
      '10',
    ),
  ])
  const { complete, byPath } = evaluate(form, { name: 'Anouk' }, context)
  assert.equal(complete, true)
  assert.deepEqual(byPath['person/9/visit/9/age']?.label, { en: 'How old is Anouk?' })
})

test('repeats inside repeats inside repeats are refused when they cost too much', () => {
  assert.ok(
    refused(formOf([repeated('a', [repeated('b', [repeated('c', [ask('x', 'text')], '500')], '500')], '500')]), {}),
  )
})

test('a long name that thousands of labels repeat is refused', () => {
  const form = formOf([
    ask('name', 'text'),
    repeated('child', [ask('age', 'integer', { label: { en: 'How old is ${name}?' } })]),
  ])
  assert.ok(refused(form, { name: 'x'.repeat(300_000), child: Array.from({ length: 3_000 }, () => ({ age: 1 })) }))
})

test('a hundred thousand entries are refused', () => {
  const form = formOf([
    repeated('child', [ask('age', 'integer'), ask('all', 'calculate', { calculation: 'sum(${age})' })]),
  ])
  assert.ok(refused(form, { child: Array.from({ length: 100_000 }, () => ({})) }))
})

test('a text that doubles itself stops at the longest length of a text', () => {
  const doubled = Array.from({ length: 40 }, (_, index) =>
    ask(`a${index + 1}`, 'calculate', { calculation: `concat(\${a${index}}, \${a${index}})` }),
  )
  const { values } = evaluate(formOf([ask('a0', 'text'), ...doubled]), { a0: '0123456789' }, context)
  assert.ok(String(values['a40']).length <= 100_000)
})

test('filtering a long list in every question of a long form ends in time', () => {
  const villages = Array.from({ length: 3_000 }, (_, index) => ({ value: `v${index}`, label: { en: 'Village' } }))
  const questions = Array.from({ length: 1_000 }, (_, index) =>
    ask(`q${index}`, 'choice', { choices: 'villages', choiceFilter: "name != ''" }),
  )
  assert.ok(refused(formOf(questions, { villages }), {}))
})

test('an administrator is told that a sum of ten thousand parts is too long, and no phone meets it', () => {
  const form = formOf([ask('a', 'integer', { calculation: `1${'+1'.repeat(9_900)}` })])
  assert.deepEqual(
    checkForm(form).map(({ code }) => code),
    ['unsupported'],
  )
  assert.equal(evaluate(form, {}, context).complete, true)
})

test('looking up a long list in every calculation of a long form ends in time', () => {
  const villages = Array.from({ length: 3_000 }, (_, index) => ({ value: `v${index}`, label: { en: 'Village' } }))
  const questions = Array.from({ length: 1_000 }, (_, index) =>
    ask(`q${index}`, 'calculate', { calculation: "instance('villages')/root/item[name = 'v7']/label" }),
  )
  assert.ok(refused(formOf(questions, { villages }), {}))
})

test('repeats that count each other into the millions do not keep a phone from opening the form', () => {
  const form = formOf([repeated('a', [repeated('b', [ask('x', 'text', { default: 'x' })], '500')], '500')])
  const { a } = initialAnswers(form, context) as { a: { b?: unknown[] }[] }
  assert.equal(a.length, 500)
  assert.ok(a.every(({ b = [] }) => b.length <= 500))
})
