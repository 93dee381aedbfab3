import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Form, Item } from '#lib/forms'
import { checkDraft, languageGaps } from './check-draft.ts'
import { compareForms, mattersForOldAnswers } from './compare-forms.ts'
import { nextVersion } from './draft.ts'
import type { Direction } from './edit-form.ts'
import {
  appendInto,
  everyItem,
  findItem,
  freeName,
  insertItem,
  moveItem,
  newGroup,
  newQuestion,
  removeItem,
  renameItem,
  replaceItem,
  withLanguage,
  withList,
  withWords,
} from './edit-form.ts'
import { readCondition, writeCondition } from './simple-condition.ts'

function question(name: string, more: Partial<Extract<Item, { kind: 'question' }>> = {}): Item {
  return { kind: 'question', name, type: 'text', label: { en: name }, ...more }
}
const form: Form = {
  id: 'intake',
  version: '1',
  title: { en: 'Intake', ar: 'استقبال' },
  languages: ['en', 'ar'],
  items: [
    question('name'),
    {
      kind: 'group',
      name: 'home',
      label: { en: 'Home' },
      items: [question('place'), question('with', { relevant: "${place} != ''" })],
    },
    question('age', { type: 'integer' }),
  ],
}

test('whatever is moved, nothing is lost and nothing is there twice', () => {
  const step = fc.tuple(fc.nat(20), fc.constantFrom<Direction>('up', 'down', 'in', 'out'))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let now = form
      for (const [pick, direction] of steps) {
        const all = everyItem(now)
        const chosen = all[pick % all.length]!
        const moved = moveItem(now, chosen.at, direction)
        if (!moved) continue
        assert.equal(
          findItem(moved.form, moved.at),
          chosen.item,
          'the place that is answered is where the item stands now',
        )
        now = moved.form
      }
      assert.deepEqual(
        everyItem(now)
          .map(({ item }) => item.name)
          .sort(),
        ['age', 'home', 'name', 'place', 'with'],
      )
    }),
  )
})

test('a question is put behind another, into a group, and taken away again', () => {
  const added = insertItem(form, [1, 0], newQuestion(form, 'date'))
  assert.deepEqual(added.at, [1, 1])
  assert.equal(findItem(added.form, [1, 1])?.name, 'question')
  assert.equal(freeName(added.form, 'question'), 'question_2')
  const into = appendInto(added.form, [1], newGroup(added.form, true))
  assert.deepEqual(into.at, [1, 3])
  assert.deepEqual(removeItem(added.form, [1, 1]).form, form)
  assert.deepEqual(insertItem(form, [], question('last')).at, [3])
})

test('a new name goes wherever the question is meant', () => {
  const renamed = renameItem(
    { ...form, items: [...form.items, question('note', { label: { en: 'Is ${ place } right?' } })] },
    [1, 0],
    'town',
  )
  assert.equal((findItem(renamed, [1, 1]) as { relevant?: string }).relevant, "${town} != ''")
  assert.deepEqual(findItem(renamed, [3])?.label, { en: 'Is ${town} right?' })
})

test('a list of choices is made once', () => {
  const once = withList(replaceItem(form, [0], question('name', { type: 'choice' })), [0])
  assert.deepEqual(once.choiceLists, { name: [] })
  assert.equal(withList(once, [0]), once)
})

test('languageGaps() counts the missing texts of each language', () => {
  const asked = { ...form, items: [question('name', { label: { en: 'Name', ar: 'الاسم' } }), question('age')] }
  assert.deepEqual(languageGaps(asked), [{ language: 'ar', missing: 1, of: 3 }])
  assert.deepEqual(languageGaps(withLanguage(asked, 'fr')).at(-1), { language: 'fr', missing: 3, of: 3 })
  assert.deepEqual(withWords({ en: 'Name', ar: 'الاسم' }, 'ar', ''), { en: 'Name' })
})

test('a mistake is named with the question and the part it stands in', () => {
  const broken: Form = {
    ...form,
    items: [
      question('name'),
      question('name', { relevant: '${nobody} = 1' }),
      question('1x', { label: {} }),
      question('kind', { type: 'choice', choices: 'kinds' }),
      question('sum', { constraint: { test: '. >', message: {} } }),
    ],
    choiceLists: {
      kinds: [
        { value: 'a', label: { en: 'A' } },
        { value: 'a', label: { en: 'B' } },
      ],
    },
  }
  assert.deepEqual(
    checkDraft(broken).map(({ path, property, code, at }) => [path, property, code, at]),
    [
      ['name', 'name', 'name-twice', undefined],
      ['1x', 'name', 'name-wrong', undefined],
      ['1x', 'label', 'words-missing', undefined],
      ['', 'choices:kinds', 'choice-twice', undefined],
      ['name', 'relevant', 'unknown-name', 0],
      ['sum', 'constraint', 'syntax', 3],
    ],
  )
  assert.deepEqual(checkDraft(form), [])
})

test('what changed between two versions is said, and what it means for answers already given', () => {
  const [name, home, age] = form.items as [Item, Extract<Item, { kind: 'group' }>, Item]
  const newer: Form = {
    ...form,
    title: { en: 'Intake at night' },
    languages: ['en', 'ar', 'fr'],
    items: [
      age,
      { ...name, label: { en: 'First name' } } as Item,
      { ...home, items: [question('with', { type: 'date', required: true })] },
      question('place'),
      question('new'),
    ],
  }
  const changes = compareForms(form, newer)
  assert.deepEqual(
    changes.map(({ kind, path }) => [kind, path]),
    [
      ['title', ''],
      ['languages', ''],
      ['words', 'name'],
      ['relevant', 'home/with'],
      ['type', 'home/with'],
      ['required', 'home/with'],
      ['moved', 'place'],
      ['added', 'new'],
      ['order', 'age'],
    ],
  )
  assert.deepEqual(
    changes.filter(mattersForOldAnswers).map(({ kind, was, is }) => [kind, was, is]),
    [
      ['type', 'text', 'date'],
      ['moved', 'home/place', 'place'],
    ],
  )
  assert.deepEqual(compareForms(newer, form).find(({ kind }) => kind === 'removed')?.path, 'new')
  assert.deepEqual(compareForms(form, structuredClone(form)), [])
})

test('a choice that goes away matters, one that comes does not', () => {
  const list = (...values: string[]): Form => ({
    ...form,
    items: [question('kind', { type: 'choice', choices: 'k' })],
    choiceLists: { k: values.map((value) => ({ value, label: { en: value } })) },
  })
  const changes = compareForms(list('a', 'b'), list('b', 'c'))
  assert.deepEqual(
    changes.map((change) => [change.kind, change.was, change.is, mattersForOldAnswers(change)]),
    [
      ['choices-added', undefined, 'c', false],
      ['choices-removed', 'a', undefined, true],
    ],
  )
})

test('a condition put together from lists reads back as the same lists', () => {
  const test = fc.record({
    question: fc.constantFrom('age', 'place', '.'),
    comparison: fc.constantFrom(
      'is',
      'is-not',
      'less',
      'at-most',
      'more',
      'at-least',
      'chosen',
      'not-chosen',
      'answered',
      'empty',
    ),
    value: fc.oneof(
      fc.constantFrom('yes', "it's", '13', '-2.5', '007'),
      fc.stringMatching(/^[a-z ]{1,8}$/).filter((text) => text.trim() !== ''),
    ),
  })
  fc.assert(
    fc.property(fc.constantFrom('and', 'or'), fc.array(test, { minLength: 1, maxLength: 4 }), (join, tests) => {
      const meant = tests.map((one) => ({
        ...one,
        value: one.comparison === 'answered' || one.comparison === 'empty' ? '' : one.value === '007' ? '7' : one.value,
      }))
      const read = readCondition(writeCondition({ join, tests: meant }))
      assert.deepEqual(read?.tests, meant)
      if (tests.length > 1) assert.equal(read?.join, join)
    }),
  )
})

test('an expression that says more stays an expression', () => {
  for (const expression of [
    '${a} + 1 > 2',
    "${a} = 'x' and (${b} = 1 or ${c} = 2)",
    'today() > ${a}',
    '${a} > ',
    '../a = 1',
  ])
    assert.equal(readCondition(expression), undefined, expression)
  assert.deepEqual(readCondition('  '), { join: 'and', tests: [] })
})

test('the next version is a number nobody has used', () => {
  assert.equal(nextVersion([]), '1')
  assert.equal(nextVersion(['1', '7']), '8')
  assert.equal(nextVersion(['2025-05-01', 'Thu May 01 2025']), '3')
})
