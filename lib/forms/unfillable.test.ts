import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Form, Item, Question, QuestionType } from './model.ts'
import { checkForm, evaluate, findUnfillable, initialAnswers } from './index.ts'

const context = { today: '2026-03-05' }

function ask(name: string, type: QuestionType, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type, label: { en: name }, ...more }
}

function repeat(name: string, limits: object, items: Item[]): Item {
  return { kind: 'group', name, label: { en: name }, repeat: limits, items }
}

function formOf(items: Item[], more: Partial<Form> = {}): Form {
  return { id: 'meridia', version: '1', title: { en: 'Form' }, languages: ['en'], items, ...more }
}

const found = (form: Form) => findUnfillable(form).map(({ path, code }) => `${path} ${code}`.trim())
const must = (test: string) => ({ constraint: { test, message: { en: 'No' } } })
const abc = { list: ['a', 'b', 'c'].map((value) => ({ value, label: { en: value } })) }

test('a repeat that counts by something inside itself is a cycle, however long the way, and is filled in all the same', () => {
  const total = ask('total', 'calculate', { calculation: 'sum(${n})' })
  for (const [count, others] of [
    ['${n}', []],
    ['count(${r})', []],
    ['${n} + 1', []],
    ['${total}', [total]],
    ['${x}', [ask('x', 'integer', { relevant: '${total} > 2' }), total]],
    ['${m}', [repeat('outer', { count: '${n}' }, [ask('m', 'integer')])]],
  ] as const) {
    const form = formOf([repeat('r', { count }, [ask('n', 'integer')]), ...others])
    assert.ok(
      checkForm(form).some(({ code, path, property }) => code === 'cycle' && path === 'r' && property === 'count'),
      count,
    )
    assert.equal(evaluate(form, { r: [{ n: 3 }] }, context).values['r'] !== undefined, true, count)
  }
})

test('a repeat that counts by a question outside it, or by an enclosing entry, is none', () => {
  const inner = repeat('visit', { count: '${times}' }, [ask('day', 'date')])
  const form = formOf([
    ask('size', 'integer'),
    repeat('person', { count: '${size}' }, [ask('times', 'integer'), inner]),
    ask('days', 'calculate', { calculation: 'count(${visit})' }),
  ])
  assert.deepEqual(checkForm(form), [])
  assert.equal(evaluate(form, { size: 2, person: [{ times: 1 }, { times: 2 }] }, context).values['days'], 3)
})

test('whatever depends on whatever, evaluating a form ends', () => {
  const names = ['a', 'b', 'r', 's', 'x'] as const
  const reference = fc
    .tuple(
      fc.constantFrom('${#}', 'sum(${#})', 'count(${#})', '${#} > 1', '../#', 'position(..) + ${#}'),
      fc.constantFrom(...names),
    )
    .map(([pattern, name]) => pattern.replace('#', name))
  const maybe = fc.option(reference, { nil: undefined })
  const question = (name: string) =>
    fc
      .record({ relevant: maybe, calculation: maybe, defaultCalculation: maybe })
      .map((more) => ask(name, 'integer', JSON.parse(JSON.stringify(more))))
  const form = fc
    .tuple(question('a'), question('b'), question('x'), maybe, maybe, maybe)
    .map(([a, b, x, outer, inner, relevant]) =>
      formOf([
        x,
        {
          ...repeat('r', outer ? { count: outer } : {}, [a, repeat('s', inner ? { count: inner } : {}, [b])]),
          ...(relevant ? { relevant } : {}),
        } as Item,
      ]),
    )
  fc.assert(
    fc.property(form, (each) => {
      initialAnswers(each, context)
      evaluate(each, { x: 2, r: [{ a: 1, s: [{ b: 2 }] }, { a: 2 }] }, context)
    }),
    { numRuns: 600 },
  )
})

test('a form that asks nothing, or has no language, one twice or one that is none, is not filled in', () => {
  const name = ask('name', 'text')
  assert.deepEqual(found(formOf([name])), [])
  assert.deepEqual(found(formOf([])), ['nothing-asked'])
  assert.deepEqual(found(formOf([ask('hello', 'note'), ask('sum', 'calculate', { calculation: '1' })])), [
    'nothing-asked',
  ])
  assert.deepEqual(found(formOf([{ kind: 'group', name: 'g', items: [ask('hello', 'note')] }])), ['nothing-asked'])
  assert.deepEqual(found(formOf([ask('a', 'text', { relevant: '1 = 2' })])), ['nothing-asked'])
  assert.deepEqual(found(formOf([repeat('r', { count: '0' }, [name])])), ['nothing-asked'])
  assert.deepEqual(found(formOf([ask('a', 'text', { relevant: 'today() < 0' })])), [])
  for (const [languages, codes] of [
    [[], ['language-missing']],
    [['en', 'en'], ['language-twice']],
    [['fr', 'FR'], ['language-twice']],
    [['<b>'], ['language-wrong']],
    [['english language'], ['language-wrong']],
    [['en', ''], ['language-wrong']],
    [['en', 'zh-Hant', 'x-rohingya', 'id-ID'], []],
  ] as const)
    assert.deepEqual(found(formOf([name], { languages: [...languages] })), codes, languages.join())
})

test('a name that a browser keeps for itself, and limits that no number of entries meets, are found', () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    assert.deepEqual(found(formOf([ask(name, 'text')])), [`${name} name-reserved`])
    assert.deepEqual(found(formOf([{ kind: 'group', name, items: [ask('a', 'text')] }])), [`${name} name-reserved`])
  }
  for (const [limits, wrong] of [
    [{ min: 5, max: 2 }, true],
    [{ max: 0 }, true],
    [{ min: 501 }, true],
    [{ min: 2, max: 2 }, false],
    [{ count: '3', min: 5, max: 2 }, false],
  ] as const)
    assert.equal(found(formOf([repeat('r', limits, [ask('a', 'text')])])).length, wrong ? 1 : 0, JSON.stringify(limits))
})

test('a rule that no answer fulfils is found, and one that an answer may fulfil is not', () => {
  for (const [type, rule, never] of [
    ['text', 'false()', true],
    ['integer', '1 = 2', true],
    ['integer', '. > 5 and . < 3', true],
    ['integer', '. > 5 and . < 6', true],
    ['decimal', '. > 5 and . < 6', false],
    ['integer', '. >= 5 and . <= 5', false],
    ['integer', 'not(. = 3) and . = 3', true],
    ['age', '. > 130', true],
    ['age', '. >= 18', false],
    ['date', ". > '2020-01-01' and . < '2019-01-01'", true],
    ['date', ". > '2020-01-01' and . < '2020-01-03'", false],
    ['date', '. > today() and . < today()', false],
    ['text', 'string-length(.) > 5 and string-length(.) < 3', true],
    ['text', 'string-length(.) = 7', false],
    ['text', "regex(., '[a-z]+')", false],
    ['integer', '. mod 2 = 0', false],
    ['integer', '. > ${other}', false],
    ['yes-no', ". = 'perhaps'", true],
    ['choice', ". = 'd'", true],
    ['choice', "selected(., 'b')", false],
    ['choices', 'count-selected(.) > 3', true],
    ['choices', "selected(., 'a') and selected(., 'c') and not(selected(., 'b'))", false],
  ] as const) {
    const question = ask('q', type, { ...must(rule), ...(type.startsWith('choice') ? { choices: 'list' } : {}) })
    const form = formOf([question, ask('other', 'integer')], { choiceLists: abc })
    assert.deepEqual(found(form), never ? ['q constraint-never'] : [], `${type}: ${rule}`)
  }
})

test('a first value that its type refuses, and a closed question that stays empty, are found', () => {
  for (const [type, value, wrong] of [
    ['integer', 'abc', true],
    ['integer', '1.5', true],
    ['integer', '12', false],
    ['date', '31/12/2012', true],
    ['date', '2012-12-31', false],
    ['yes-no', 'perhaps', true],
    ['yes-no', 'no', false],
    ['choice', 'z', true],
    ['choices', 'a c', false],
    ['choices', 'a z', true],
  ] as const) {
    const question = ask('q', type, { default: value, ...(type.startsWith('choice') ? { choices: 'list' } : {}) })
    assert.deepEqual(
      found(formOf([question], { choiceLists: abc })),
      wrong ? ['q default-wrong'] : [],
      `${type} ${value}`,
    )
  }
  const closed = (more: object) => found(formOf([ask('a', 'text'), ask('q', 'integer', { readOnly: true, ...more })]))
  assert.deepEqual(closed({ required: true }), ['q read-only-empty'])
  assert.deepEqual(closed({ required: true, default: 3 }), [])
  assert.deepEqual(closed({ required: 'true()' }), ['q read-only-empty'])
  assert.deepEqual(closed({ default: 3, ...must('. > 5') }), ['q read-only-empty'])
  assert.deepEqual(closed({ required: true, defaultCalculation: '1 + 1' }), [])
})
