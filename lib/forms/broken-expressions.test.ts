import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkForm, evaluate, initialAnswers, stepsOf } from './index.ts'
import type { Form, FormState, Item, Question } from './model.ts'

const context = { today: '2026-11-29', now: '2026-11-29T08:00:00.000Z', language: 'en' }

/** What cannot be applied: mistakes, names that mean nothing or two things, and what is not supported. */
const broken = fc.constantFrom(
  '${nobody}',
  'nobody',
  '../nobody',
  '/data/nobody',
  '${twice}',
  '${first/}',
  '${}',
  "selected(${nobody}, 'x')",
  'count(${nobody})',
  'sum(${nobody}) > 1',
  'indexed-repeat(${first}, ${nobody}, 1)',
  'position(../../../nobody)',
  "pulldata('a', 'b', 'c', 1)",
  'random()',
  'uuid()',
  'no-such-function(1)',
  'count(1)',
  'true(1)',
  'contains(1)',
  "regex(., '(')",
  "regex(., '(?=a)')",
  "format-date(today(), '%Q')",
  '${last-saved#first}',
  '${first}[1]',
  '//first',
  '../@first',
  '*',
  'child::first',
  '(',
  ')',
  "'",
  '=',
  '1 2',
  '1 +',
  '< 3',
  ',',
  '#',
  '{first}',
)
const whole = fc.constantFrom('1', "''", '${first}', "'x'", 'true()', 'false()', 'today()', '.', 'string-length(.)')

/** An expression with something broken somewhere in it. */
const expression = fc
  .array(
    fc.tuple(
      fc.constantFrom('and', 'or', '=', '<', '+', 'div', '|'),
      fc.oneof({ weight: 2, arbitrary: whole }, broken),
    ),
    {
      maxLength: 4,
    },
  )
  .chain((rest) =>
    fc.tuple(broken, fc.constantFrom('', 'not(', 'if(true(), 1, '), fc.boolean()).map(([part, call, atEnd]) => {
      // A second quotation mark would make everything between the two a text, and nothing would be broken.
      const others = rest
        .filter(([, piece]) => part !== "'" || piece !== "'")
        .map(([operator, piece]) => (atEnd ? `${piece} ${operator} ` : ` ${operator} ${piece}`))
        .join('')
      const written = atEnd ? others + part : part + others
      return call === '' ? written : `${call}${written})`
    }),
  )

type Place = 'relevant' | 'required' | 'constraint' | 'choiceFilter' | 'readOnly' | 'calculation' | 'default' | 'count'
const properties: readonly (readonly [Place, 'question' | 'group' | 'repeat'])[] = [
  ['relevant', 'question'],
  ['relevant', 'group'],
  ['relevant', 'repeat'],
  ['required', 'question'],
  ['constraint', 'question'],
  ['choiceFilter', 'question'],
  ['readOnly', 'question'],
  ['calculation', 'question'],
  ['default', 'question'],
  ['count', 'repeat'],
]

function ask(name: string, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type: 'text', label: { en: name }, ...more }
}

/** A form in which one expression is broken; without `place`, the same form without that expression. */
function formWith(written: string, place?: Place, of?: 'question' | 'group' | 'repeat'): Form {
  const own = (kind: typeof of, what: Place, value: object): object => (kind === of && what === place ? value : {})
  const relevant = (kind: typeof of): object => own(kind, 'relevant', { relevant: written })
  const question: Question = {
    ...ask('colour', { type: 'choice', choices: 'colours' }),
    ...relevant('question'),
    ...own('question', 'required', { required: written }),
    ...own('question', 'constraint', { constraint: { test: written, message: {} } }),
    ...own('question', 'choiceFilter', { choiceFilter: written }),
    ...own('question', 'readOnly', { readOnly: written }),
    ...own('question', 'calculation', { calculation: written }),
    ...own('question', 'default', { defaultCalculation: written }),
  }
  const items: Item[] = [
    ask('first'),
    { kind: 'group', name: 'a', items: [ask('twice')] },
    { kind: 'group', name: 'b', items: [ask('twice')] },
    { kind: 'group', name: 'within', ...relevant('group'), items: [question] },
    {
      kind: 'group',
      name: 'child',
      repeat: { ...own('repeat', 'count', { count: written }) },
      ...relevant('repeat'),
      items: [ask('called')],
    },
  ]
  const choices = ['red', 'blue'].map((value) => ({ value, label: { en: value } }))
  return { id: 'f', version: '1', title: { en: 'F' }, languages: ['en'], items, choiceLists: { colours: choices } }
}

const seen = ({ byPath, problems, values, complete }: FormState): unknown => ({
  problems,
  values,
  complete,
  items: Object.values(byPath).map(({ path, relevant, required, readOnly, count, choices }) => ({
    path,
    relevant,
    required,
    readOnly,
    count,
    choices,
  })),
})

test('a broken expression never hides a question, fixes it, empties its choices or blocks, and is named', () => {
  fc.assert(
    fc.property(expression, fc.constantFrom(...properties), fc.boolean(), (written, [place, of], answered) => {
      const form = formWith(written, place, of)
      const sound = formWith(written)
      const found = checkForm(form)
      assert.ok(found.length > 0, `${written} is named`)
      assert.ok(found.every(({ path }) => path === 'within/colour' || path === 'within' || path === 'child'))
      // A name that means nothing counts as empty in a calculation, so it may still give a value.
      const applied =
        (place === 'calculation' || place === 'default') && found.every(({ code }) => code === 'unknown-name')
      if (applied) return
      const given = answered ? { first: 'x', within: { colour: 'red' }, child: [{ called: 'Anouk' }] } : {}
      for (const answers of [given, { ...given, ...initialAnswers(form, context) }])
        assert.deepEqual(seen(evaluate(form, answers, context)), seen(evaluate(sound, answers, context)), written)
      const steps = (one: Form): unknown => stepsOf(one, given, context).map(({ kind, path }) => [kind, path])
      assert.deepEqual(steps(form), steps(sound), written)
    }),
    { numRuns: 400 },
  )
})

test('a name that means nothing is empty in a calculation, and the rest of it still works', () => {
  const form = formWith("concat('re', ${nobody}, 'd')", 'calculation', 'question')
  assert.equal(checkForm(form)[0]?.code, 'unknown-name')
  assert.equal(evaluate(form, {}, context).byPath['within/colour']?.value, 'red')
})

test('what such a calculation gives never blocks, because nobody can correct it', () => {
  for (const written of ['${nobody}', "concat('re', ${nobody}, 'x')"]) {
    const form = formWith(written, 'calculation', 'question')
    const [, , , within] = form.items
    assert.ok(within?.kind === 'group' && within.items[0]?.kind === 'question')
    within.items[0] = { ...within.items[0], required: true, constraint: { test: ". = 'red'", message: {} } }
    assert.deepEqual(evaluate(form, {}, context).problems, [], written)
  }
})
