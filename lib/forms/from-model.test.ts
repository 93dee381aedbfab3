import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { ageAnswerSchema, formSchema, questionTypes } from './model.ts'
import { answersToRow, checkForm, formFromModel } from './index.ts'
import { questionTypeNames } from './question-types.ts'

const model = z.object({
  id: z.uuid().meta({ hidden: true }),
  who: z.string().meta({ label: { en: 'Who?' }, sensitivity: 'sealed', mapping: { flat: 'Who' } }),
  age: ageAnswerSchema.optional().meta({ question: 'age', unknownAllowed: true, mapping: { flat: 'Age' } }),
  day: z.iso
    .date()
    .optional()
    .meta({ calendars: ['ethiopic', 'gregory'], mapping: { flat: 'Day' } }),
  danger: z.boolean(),
  people: z.int().optional(),
  sort: z.enum(['home', 'work']).meta({ relevant: '${danger}' }),
  signs: z
    .array(z.enum(['a', 'b']))
    .optional()
    .meta({ mapping: { flat: 'Signs' } }),
  place: z.object({ town: z.string().optional() }),
  visits: z
    .array(z.object({ note: z.string().meta({ mapping: { flat: 'Note' } }) }))
    .meta({ addLabel: { en: 'Add a visit' } }),
})

const form = formFromModel(model, {
  id: 'x',
  version: '1',
  title: { id: 'forms.x' },
  languages: ['en'],
  labelId: (path) => `x.${path}`,
})

test('formFromModel() makes a valid form with the questions of the model', () => {
  assert.deepEqual(formSchema.parse(form), form)
  assert.deepEqual(checkForm(form), [])
  const told = form.items.map((item) =>
    item.kind === 'question'
      ? [item.name, item.type, item.required ?? false]
      : [item.name, item.repeat ? 'repeat' : 'group'],
  )
  assert.deepEqual(told, [
    ['who', 'text', true],
    ['age', 'age', false],
    ['day', 'date', false],
    ['danger', 'yes-no', true],
    ['people', 'integer', false],
    ['sort', 'choice', true],
    ['signs', 'choices', false],
    ['place', 'group'],
    ['visits', 'repeat'],
  ])
  assert.deepEqual(form.choiceLists?.['sort'], [
    { value: 'home', label: { id: 'x.sort.home' } },
    { value: 'work', label: { id: 'x.sort.work' } },
  ])
})

test('formFromModel() throws and names a field that has no kind of question', () => {
  const strange = z.object({ a: z.map(z.string(), z.string()) })
  assert.throws(
    () => formFromModel(strange, { id: 'x', version: '1', title: { en: 'x' }, languages: [], labelId: (path) => path }),
    /a: what kind of question is a map/,
  )
})

test('the kinds of questions are declared once', () => {
  assert.deepEqual(questionTypeNames, questionTypes)
})

test('answersToRow() puts every answer in the row or in the list of what does not fit', () => {
  const answers = {
    who: 'Lum',
    age: { about: 13 },
    day: { iso: '2010-09-11', calendar: 'ethiopic', precision: 'year' as const },
    danger: true,
    signs: ['a', 'b'],
    visits: [{ note: 'first' }, { note: 'second' }],
  }
  const { row, unfitted } = answersToRow(form, answers, { today: '2026-03-05', mapping: 'flat' })
  assert.deepEqual(row, { Who: 'Lum', Age: '13', Signs: 'a;b', Note: 'first' })
  assert.deepEqual(
    unfitted.map(({ path, reason }) => [path, reason]),
    [
      ['age', 'about'],
      ['day', 'calendar'],
      ['day', 'precision'],
      ['danger', 'no-column'],
      ['visits/1/note', 'more-than-one'],
    ],
  )
  assert.equal(answersToRow(form, answers, { today: '2026-03-05' }).row['visits/1/note'], 'second')
})
