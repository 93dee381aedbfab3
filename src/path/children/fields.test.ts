import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answers, checkForm, evaluate } from '#lib/forms'
import { defineCodes, ownList } from '#standards/codes'
import { type Item, toRow } from './child-row.ts'
import type { ChildState } from './child-state.ts'
import { answersInRow, changeOfAnswers, factsOfMeeting, formOfField, meetingForm } from './field-form.ts'
import { type CodedField, fields, findField, nameOf } from './fields.ts'
import { fold } from './fold.ts'
import { factsSchemaOf, valueSchemaOf } from './field-schemas.ts'
import { htcdsFactsOf } from './htcds-facts.ts'
import { sentChange } from './model.ts'
import { changesOf } from './register-child.ts'
import { meetingFactsOf, shareableFactsOf } from './share-identity.ts'
import { contextFor } from './test-child.ts'
import { rowShapeOf } from './view.ts'

/** A field that nobody asked for yet. This row is all that it needs besides its words. */
const schooling = {
  key: 'last-schooling',
  kind: 'code',
  codes: defineCodes('schooling', ['none', 'some', 'unknown'], { source: ownList }),
  words: 'children.last-schooling',
  share: 'identity',
} as const satisfies CodedField
const more = [...fields, schooling] as const

const time = '2026-03-02T08:00:00Z'
const today = '2026-03-02'

function registered(known: object) {
  const facts = factsSchemaOf(more).parse(known)
  return { facts, changes: changesOf({ facts, device: 'test', time }, contextFor(), more) }
}

test('a worker registers a child with a new field, and reads it on the record', () => {
  const { facts, changes } = registered({ names: [{ text: 'Tarek Zephirin' }], lastSchooling: 'some' })
  // The types know the new field too.
  const typed: 'none' | 'some' | 'unknown' = facts.lastSchooling
  assert.equal(typed, 'some')
  assert.deepEqual(
    changes.map(({ field, value }) => [field.split(':')[0], value]),
    [
      ['last-schooling', 'some'],
      ['name', { text: 'Tarek Zephirin', kind: 'full' }],
    ],
  )
  const row = toRow(more, fold(changes))
  assert.equal(row.lastSchooling, 'some')
  assert.equal(rowShapeOf(more).lastSchooling.parse(row.lastSchooling), 'some')
})

test('nobody has answered a new field, so it is unknown and no change says otherwise', () => {
  const { facts, changes } = registered({})
  assert.equal(facts.lastSchooling, 'unknown')
  assert.deepEqual(changes, [])
  assert.equal(toRow(more, fold(changes)).lastSchooling, 'unknown')
})

test('a worker corrects a new field in its own dialog', () => {
  const row = toRow(more, fold(registered({ lastSchooling: 'some' }).changes))
  const form = formOfField(schooling, row)
  assert.deepEqual(checkForm(form), [])
  assert.deepEqual(
    form.choiceLists?.['codes']?.map(({ label }) => label),
    ['none', 'some', 'unknown'].map((code) => ({ id: `children.last-schooling.${code}` })),
  )
  assert.deepEqual(answersInRow(schooling, row), { value: 'some' })
  const { values, complete } = evaluate(form, { value: 'none' }, { today })
  assert.ok(complete)
  assert.deepEqual(changeOfAnswers(schooling, values, { row, item: 'unused' }), {
    field: 'last-schooling',
    value: 'none',
  })
})

test('a code that the list of a new field does not have is refused', () => {
  assert.equal(findField('last-schooling', more), schooling)
  assert.ok(valueSchemaOf(schooling).safeParse('none').success)
  assert.ok(!valueSchemaOf(schooling).safeParse('a lot').success)
  assert.ok(!factsSchemaOf(more).safeParse({ lastSchooling: 'a lot' }).success)
})

test('an authority reads a new field that identifies the child, and no other one', () => {
  const { changes } = registered({ lastSchooling: 'some', phones: [{ number: '+100 555' }] })
  const child = { changes, absorbed: [] } as unknown as ChildState
  assert.deepEqual(shareableFactsOf(child, more), [
    { group: 'identity', item: 'last-schooling', code: 'children.last-schooling.some' },
  ])
  assert.deepEqual(shareableFactsOf(child), [], 'a field without a row is not shared')
})

test('a person changes only fields that exist, each with a value of its own kind', () => {
  const change = { id: '0190a6c0-0000-7000-8000-0000000000c1', baseVersion: [], time }
  const accepted = (field: string, value: unknown) => sentChange.safeParse({ ...change, field, value }).success
  assert.ok(accepted('sex', 'female'))
  assert.ok(accepted('name:1', { text: 'Ilvane' }))
  assert.ok(accepted('name:1', null))
  assert.ok(!accepted('sex', 'Feminine'))
  assert.ok(!accepted('sex:1', 'female'), 'a single field has no items')
  assert.ok(!accepted('name', { text: 'Ilvane' }), 'an item of a list has an id')
  assert.ok(!accepted('last-schooling', 'none'))
  for (const field of Object.getOwnPropertyNames(Object.prototype))
    for (const value of ['female', null, { text: 'Ilvane' }]) assert.ok(!accepted(field, value), field)
})

test('a worker who corrects an age gives a reason in the dialog, and none for a first age', () => {
  const age = fields.find(({ key }) => key === 'age-at-registration')
  assert.ok(age?.kind === 'age')
  const asked = (known: object) => formOfField(age, toRow(fields, fold(registered(known).changes)))
  const names = (known: object) => asked(known).items.map(({ name }) => name)
  assert.deepEqual(names({}), ['value', 'howKnown'])
  const known = { ageAtRegistration: { age: { exact: 14 } } }
  assert.deepEqual(names(known), ['value', 'howKnown', 'reason'])
  const filled = { value: { exact: 13 }, howKnown: 'document' }
  assert.ok(!evaluate(asked(known), filled, { today }).complete)
  const { complete, values } = evaluate(asked(known), { ...filled, reason: 'The card says so.' }, { today })
  assert.ok(complete)
  const row = toRow(fields, fold(registered(known).changes))
  assert.deepEqual(changeOfAnswers(age, values, { row, item: 'unused' }), {
    field: 'age-at-registration',
    value: { age: { exact: 13 }, howKnown: 'document', on: today },
    reason: 'The card says so.',
  })
})

test('a worker adds a phone number, a document or a language to a record, and changes the one that was wrong', () => {
  const row = toRow(fields, fold(registered({ phones: [{ number: '070 555', whose: 'family' }] }).changes))
  const field = (key: string) => fields.find((one) => one.key === key)!
  const changeOf = (key: string, answers: Answers, changed?: Item<unknown>) => {
    const form = formOfField(field(key), row)
    assert.deepEqual(checkForm(form), [])
    const { complete, values } = evaluate(form, { ...answersInRow(field(key), row, changed), ...answers }, { today })
    assert.ok(complete, key)
    return changeOfAnswers(field(key), values, { row, item: 'new', changed })
  }
  const [phone] = row.phones
  assert.deepEqual(changeOf('phone', { value: '071 555' }), { field: 'phone:new', value: { number: '071 555' } })
  assert.deepEqual(changeOf('phone', { value: '072 555' }, phone), {
    field: phone!.field,
    value: { number: '072 555', whose: 'family' },
    baseVersion: phone!.version,
  })
  for (const [key, answers, value] of [
    [
      'document',
      { value: 'MR-1', kind: 'passport', country: 'XM' },
      { number: 'MR-1', kind: 'passport', country: 'XM' },
    ],
    ['document', { value: 'MR-1', kind: 'unknown' }, { number: 'MR-1' }],
    ['language', { value: 'am' }, { code: 'am' }],
    ['identifier', { system: 'Shelter list', value: '77' }, { system: 'Shelter list', value: '77' }],
  ] as const) {
    assert.deepEqual(changeOf(key, answers), { field: `${key}:new`, value })
    assert.ok(valueSchemaOf(field(key)).safeParse(value).success)
  }
  assert.deepEqual(changeOf('birth', { value: '2012-04-01' }), { field: 'birth', value: { iso: '2012-04-01' } })
})

test('a worker who registers a child says how to meet the child, and the next one reads it before, with the referral', () => {
  const given = {
    interpreterLanguages: 'ti',
    communication: ['sign-language', 'more-time'],
    yesAndNo: 'Looks up for yes.',
    preferredWorker: 'woman',
    care: 'alone',
  }
  assert.deepEqual(checkForm(meetingForm), [])
  const { complete, values } = evaluate(meetingForm, given, { today })
  assert.ok(complete)
  const { changes } = registered(factsOfMeeting(values))
  const child = { changes, absorbed: [] } as unknown as ChildState
  const shared = shareableFactsOf(child)
  assert.deepEqual(
    shared.map(({ group, item, text, code }) => [group, item, text ?? code]),
    [
      ['identity', 'interpreter', 'ti'],
      ['identity', 'preferred-worker', 'children.preferred-worker.woman'],
      ['identity', 'communication', 'children.communication.sign-language'],
      ['identity', 'communication', 'children.communication.more-time'],
      ['identity', 'yes-and-no', 'Looks up for yes.'],
      ['safety', 'care', 'children.care.alone'],
    ],
  )
  assert.deepEqual(meetingFactsOf(child), shared)
  const exported = htcdsFactsOf(child)
  for (const { item } of shared) assert.ok(!exported.some(({ path }) => path === `child/${item}`), item)
})

test('every field of a child has a name of its own', () => {
  assert.equal(new Set(fields.map((field) => nameOf(field))).size, fields.length)
  assert.deepEqual(
    fields.map((field) => nameOf(field)).filter((name) => name.startsWith('age')),
    ['ageAtExploitation', 'ageAtEntry', 'ageAtRegistration'],
  )
})
