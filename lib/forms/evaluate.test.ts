import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FormAnswer, Answers, Form, FormState, Item, Question, QuestionType } from './model.ts'
import {
  checkForm,
  evaluate,
  findAnswer,
  findNumber,
  initialAnswers,
  stepsOf,
  withAnswer,
  withEntry,
  withoutEntry,
} from './index.ts'

const context = { today: '2026-03-05' }

function ask(name: string, type: QuestionType, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type, label: { en: name }, ...more }
}

function formOf(items: Item[], choiceLists: Form['choiceLists'] = {}): Form {
  return { id: 'meridia', version: '1', title: { en: 'Form' }, languages: ['en'], items, choiceLists }
}

test('a question that does not apply is not exported, and its answer is still there when it applies again', () => {
  const form = formOf([ask('hurt', 'yes-no'), ask('where', 'text', { relevant: '${hurt}', required: true })])
  const answers = { hurt: false, where: 'the left arm' }
  const state = evaluate(form, answers, context)
  assert.deepEqual(state.values, { hurt: false })
  assert.equal(state.complete, true)
  assert.deepEqual(evaluate(form, { ...answers, hurt: true }, context).values, { hurt: true, where: 'the left arm' })
  assert.equal(findAnswer(answers, 'where'), 'the left arm')
})

test('an answer that does not apply cannot decide what else is asked', () => {
  const form = formOf([
    ask('a', 'yes-no'),
    ask('b', 'yes-no', { relevant: '${a}' }),
    ask('c', 'text', { relevant: '${b}' }),
  ])
  assert.equal(evaluate(form, { a: false, b: true }, context).byPath['c']?.relevant, false)
})

test('a group may depend on a question inside itself', () => {
  const form = formOf([
    {
      kind: 'group',
      name: 'inputs',
      relevant: "./source = 'user'",
      items: [ask('source', 'calculate', { default: 'user' })],
    },
  ])
  assert.deepEqual(checkForm(form), [])
  assert.equal(evaluate(form, {}, context).byPath['inputs']?.relevant, true)
  const state = evaluate(form, { inputs: { source: 'task' } }, context)
  assert.equal(state.byPath['inputs']?.relevant, false)
  assert.deepEqual(state.values, {})
})

test('calculations may be written in any order', () => {
  const form = formOf([
    ask('c', 'calculate', { calculation: '${b} + 1' }),
    ask('b', 'calculate', { calculation: '${a} * 2' }),
    ask('a', 'integer'),
  ])
  assert.deepEqual(evaluate(form, { a: 3 }, context).values, { c: 7, b: 6, a: 3 })
})

test('circular calculations are reported when the form is loaded', () => {
  const form = formOf([
    ask('a', 'calculate', { calculation: '${b} + 1' }),
    ask('b', 'calculate', { calculation: '${a} + 1' }),
    ask('c', 'text', { relevant: '${d}' }),
    ask('d', 'yes-no', { relevant: "${c} = 'x'" }),
  ])
  const cycles = checkForm(form).map(({ path, property, code, detail }) => [path, property, code, detail])
  assert.deepEqual(cycles, [
    ['a', 'calculation', 'cycle', 'a, b'],
    ['b', 'calculation', 'cycle', 'a, b'],
    ['c', 'relevant', 'cycle', 'c, d'],
    ['d', 'relevant', 'cycle', 'c, d'],
  ])
  assert.equal(evaluate(form, {}, context).byPath['c']?.relevant, true)
})

test('a broken condition never hides a question', () => {
  const form = formOf([ask('a', 'text', { relevant: "pulldata('x', 'y', 'z', 'q')", required: '((' })])
  assert.deepEqual(
    checkForm(form).map(({ code, property }) => [code, property]),
    [
      ['unsupported', 'relevant'],
      ['syntax', 'required'],
    ],
  )
  assert.equal(evaluate(form, {}, context).byPath['a']?.relevant, true)
})

test('an unknown name in an expression is reported', () => {
  assert.deepEqual(checkForm(formOf([ask('a', 'text', { relevant: "${nobody} = '1'" })])), [
    { path: 'a', property: 'relevant', code: 'unknown-name', detail: '${nobody}', at: 0 },
  ])
})

test('a name of two questions means the nearer one, and is reported when neither is nearer', () => {
  const inner = (name: string, calculation: string): Item => ({
    kind: 'group',
    name,
    items: [ask('x', 'text'), ask(`of_${name}`, 'calculate', { calculation })],
  })
  const form = formOf([
    inner('one', '${x}'),
    inner('two', '${x}'),
    ask('outside', 'calculate', { calculation: '${x}' }),
  ])
  assert.deepEqual(evaluate(form, { one: { x: '1' }, two: { x: '2' } }, context).values, {
    one: { x: '1', of_one: '1' },
    two: { x: '2', of_two: '2' },
  })
  assert.deepEqual(
    checkForm(form).map(({ path, code }) => [path, code]),
    [['outside', 'ambiguous-name']],
  )
})

test('every entry of a repeat sees its own answers', () => {
  const form = formOf([
    {
      kind: 'group',
      name: 'visits',
      repeat: {},
      items: [
        ask('kind', 'text'),
        ask('why', 'text', { relevant: "${kind} = 'other'" }),
        ask('number', 'calculate', { calculation: 'position(..)' }),
      ],
    },
    ask('kinds', 'calculate', { calculation: "join('+', ${kind})" }),
  ])
  const state = evaluate(form, { visits: [{ kind: 'home' }, { kind: 'other', why: 'rain' }] }, context)
  assert.equal(state.byPath['visits/0/why']?.relevant, false)
  assert.equal(state.byPath['visits/1/why']?.relevant, true)
  assert.deepEqual(state.values, {
    visits: [
      { kind: 'home', number: 1 },
      { kind: 'other', why: 'rain', number: 2 },
    ],
    kinds: 'home+other',
  })
})

test('a repeat has as many entries as its count says, and a smaller count deletes no answers', () => {
  const form = formOf([
    ask('babies', 'integer'),
    { kind: 'group', name: 'baby', repeat: { count: '${babies}' }, items: [ask('name', 'text')] },
  ])
  const answers = { babies: 1, baby: [{ name: 'Lum' }, { name: 'Tor' }] }
  assert.deepEqual(evaluate(form, answers, context).values, { babies: 1, baby: [{ name: 'Lum' }] })
  assert.deepEqual(evaluate(form, { ...answers, babies: 2 }, context).values['baby'], answers.baby)
})

test('an invalid answer stays as typed and is reported with the reason', () => {
  const form = formOf([ask('n', 'integer'), ask('when', 'date'), ask('which', 'choice', { choices: 'list' })], {
    list: [{ value: 'a', label: { en: 'A' } }],
  })
  const state = evaluate(form, { n: 'about ten', when: '2026-02-30', which: 'z' }, context)
  assert.deepEqual(
    state.problems.map(({ path, code }) => [path, code]),
    [
      ['n', 'not-a-number'],
      ['when', 'not-a-date'],
      ['which', 'not-a-choice'],
    ],
  )
  assert.deepEqual(state.values, { n: 'about ten', when: '2026-02-30', which: 'z' })
})

test('numbers may be typed in the digits of the person who types', () => {
  assert.equal(findNumber('١٣'), 13)
  assert.equal(findNumber('১২٫৫'.replace('٫', '٫')), 12.5)
  assert.equal(findNumber('2,5'), 2.5)
  assert.equal(findNumber('1,000'), undefined)
  assert.equal(evaluate(formOf([ask('n', 'integer')]), { n: '١٣' }, context).values['n'], 13)
})

test('"about 13", "12 to 14" and "nobody knows" are answers', () => {
  const form = formOf([
    ask('age', 'age', { required: true, unknownAllowed: true }),
    ask('young', 'calculate', { calculation: '${age} < 18' }),
  ])
  for (const age of [{ about: 13 }, { exact: 13 }, { from: 12, to: 19 }, 13]) {
    const state = evaluate(form, { age }, context)
    assert.deepEqual([state.complete, state.byPath['young']?.value], [true, true])
  }
  const unknown = evaluate(form, { age: { unknown: true, reason: 'she does not remember' } }, context)
  assert.deepEqual([unknown.complete, unknown.byPath['young']?.value], [true, false])
  assert.deepEqual(evaluate(form, { age: { from: 14, to: 12 } }, context).problems[0]?.code, 'age-out-of-order')
  assert.equal(evaluate(form, {}, context).problems[0]?.code, 'required')
})

test('"nobody knows" is not taken where the form does not offer it', () => {
  assert.equal(
    evaluate(formOf([ask('a', 'text', { required: true })]), { a: { unknown: true } }, context).problems[0]?.code,
    'unknown-not-offered',
  )
})

test('a constraint is checked once there is an answer and reported with the text of the form', () => {
  const message = { en: 'Not in the future.' }
  const form = formOf([ask('born', 'date', { constraint: { test: '. <= today()', message } })])
  assert.equal(evaluate(form, {}, context).complete, true)
  assert.equal(evaluate(form, { born: { iso: '2011-01-01', precision: 'year' } }, context).complete, true)
  assert.deepEqual(evaluate(form, { born: '2026-03-06' }, context).problems[0]?.message, message)
})

test('choices depend on earlier answers', () => {
  const town = (value: string, region: string): { value: string; label: { en: string }; region: string } => ({
    value,
    label: { en: value },
    region,
  })
  const form = formOf(
    [ask('region', 'text'), ask('town', 'choice', { choices: 'towns', choiceFilter: 'region = ${region}' })],
    {
      towns: [town('Ald', 'north'), town('Bry', 'south')],
    },
  )
  const state = evaluate(form, { region: 'south' }, context)
  assert.deepEqual(
    state.byPath['town']?.choices?.map(({ value }) => value),
    ['Bry'],
  )
})

test('labels include earlier answers', () => {
  const form = formOf([
    ask('name', 'text'),
    ask('greet', 'note', { label: { en: 'Hello ${name}', ar: 'مرحبا ${name}' } }),
  ])
  assert.deepEqual(evaluate(form, { name: 'Lum' }, context).byPath['greet']?.label, {
    en: 'Hello Lum',
    ar: 'مرحبا Lum',
  })
})

test('a phone shows one question at a time, with the group it belongs to', () => {
  const form = formOf([
    ask('a', 'text'),
    ask('hidden', 'calculate', { calculation: '1' }),
    {
      kind: 'group',
      name: 'g',
      label: { en: 'Group' },
      items: [ask('b', 'text'), ask('c', 'text', { relevant: 'false()' })],
    },
    { kind: 'group', name: 'r', label: { en: 'Visits' }, repeat: { min: 1, max: 2 }, items: [ask('d', 'text')] },
  ])
  const steps = stepsOf(form, { r: [{}, {}] }, context)
  assert.deepEqual(
    steps.map(({ path }) => path),
    ['a', 'g/b', 'r/0/d', 'r/1/d', 'r'],
  )
  assert.deepEqual(steps[1]?.trail, [{ en: 'Group' }])
  const last = steps.at(-1)
  assert.ok(last?.kind === 'repeat')
  assert.deepEqual([last.canAdd, last.canRemove], [false, true])
})

test('defaults fill a form that nobody has touched', () => {
  const form = formOf([
    ask('country', 'country', { default: 'ZZ' }),
    ask('day', 'date', { defaultCalculation: 'today()' }),
    ask('open', 'text'),
    ask('opened', 'calculate', { calculation: 'once(now())' }),
  ])
  const answers = initialAnswers(form, { ...context, now: '2026-03-05T08:00:00.000Z' })
  assert.deepEqual(answers, { country: 'ZZ', day: '2026-03-05', opened: '2026-03-05T08:00:00.000Z' })
  assert.deepEqual(evaluate(form, answers, { today: '2026-03-06', now: '2026-03-06T09:00:00.000Z' }).values, answers)
})

test('entries are added and taken away without touching the others', () => {
  const form = formOf([{ kind: 'group', name: 'visits', repeat: {}, items: [ask('day', 'date')] }])
  const one = withAnswer(withEntry(form, {}, 'visits', context), 'visits/0/day', '2026-01-01')
  const two = withAnswer(withEntry(form, one, 'visits', context), 'visits/1/day', '2026-02-01')
  assert.deepEqual(two, { visits: [{ day: '2026-01-01' }, { day: '2026-02-01' }] })
  assert.deepEqual(withoutEntry(two, 'visits', 0), { visits: [{ day: '2026-02-01' }] })
  assert.deepEqual(withAnswer(two, 'visits/0/day', undefined), { visits: [{}, { day: '2026-02-01' }] })
})

test('names like __proto__ are ordinary names', () => {
  const form = formOf([ask('__proto__', 'text'), ask('constructor', 'text', { choices: 'toString' })])
  const answers = withAnswer(withAnswer({}, '__proto__', 'x'), 'constructor', 'y')
  const state = evaluate(form, answers, context)
  assert.equal(Object.getPrototypeOf(state.values), Object.prototype)
  assert.equal(findAnswer(state.values, '__proto__'), 'x')
  assert.equal(checkForm(form)[0]?.code, 'unknown-choices')
})

const names = ['a', 'b', 'c', 'd']
const leaf = fc.oneof(
  fc.constantFrom('1', "'x'", 'today()', 'true()'),
  fc.constantFrom(...names).map((name) => `\${${name}}`),
)
const expression = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc
      .tuple(tie('e'), fc.constantFrom('+', '=', 'and', 'or', '<', 'div', '!='), tie('e'))
      .map((parts) => `(${parts.join(' ')})`),
    fc
      .tuple(fc.constantFrom('coalesce', 'concat', 'selected'), tie('e'), tie('e'))
      .map(([name, one, other]) => `${name}(${one}, ${other})`),
  ),
})).e
const anyAnswer: fc.Arbitrary<FormAnswer> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom<FormAnswer[]>(
    null,
    { about: 3 },
    { unknown: true as const },
    { iso: '2011-05-02' },
    ['x'],
    [{ a: 'x' }],
    { c: '1' },
  ),
)
const anyQuestion = (name: string): fc.Arbitrary<Question> =>
  fc
    .record({
      type: fc.constantFrom<QuestionType>('text', 'integer', 'date', 'yes-no', 'calculate', 'age'),
      relevant: fc.option(expression, { nil: undefined }),
      required: fc.option(expression, { nil: undefined }),
      calculation: fc.option(
        fc.oneof(
          expression,
          expression.map((inner) => `once(${inner})`),
        ),
        { nil: undefined },
      ),
    })
    .map(({ type, relevant, required, calculation }) =>
      ask(name, type, {
        ...(relevant ? { relevant } : {}),
        ...(required ? { required } : {}),
        ...(calculation ? { calculation } : {}),
      }),
    )
const anyForm: fc.Arbitrary<Form> = fc
  .tuple(
    anyQuestion('a'),
    anyQuestion('b'),
    anyQuestion('c'),
    anyQuestion('d'),
    fc.option(expression, { nil: undefined }),
    fc.boolean(),
  )
  .map(([a, b, c, d, relevant, repeated]) =>
    formOf([
      a,
      {
        kind: 'group',
        name: 'g',
        ...(relevant ? { relevant } : {}),
        ...(repeated ? { repeat: { min: 1 } } : {}),
        items: [b, c],
      },
      d,
    ]),
  )

const hidesItself = ({ items }: Form, { byPath }: FormState) =>
  items.some(
    (item) => item.kind === 'group' && /\$\{[bc]\}/.test(item.relevant ?? '') && byPath[item.name]?.relevant === false,
  )

test('evaluating is deterministic, and evaluating its own values changes nothing', () => {
  const anyAnswers: fc.Arbitrary<Answers> = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'g'), anyAnswer, {
    noNullPrototype: true,
  })
  fc.assert(
    fc.property(anyForm, anyAnswers, (form, answers) => {
      const before = structuredClone(answers)
      const first = evaluate(form, answers, context)
      assert.deepEqual(answers, before)
      assert.deepEqual(evaluate(structuredClone(form), answers, context), first)
      // Answers that depend on each other, and a group that its own answers hide, have no stable state.
      if (checkForm(form).some(({ code }) => code === 'cycle') || hidesItself(form, first)) return
      const again = evaluate(form, first.values, context)
      assert.deepEqual(again.values, first.values)
      const shown = ({ byPath }: FormState) => Object.values(byPath).map(({ path, relevant }) => [path, relevant])
      assert.deepEqual(shown(again), shown(first))
    }),
    { numRuns: 500 },
  )
})
