import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageCodes } from '../../../../ui/form-filler/codes.ts'
import { concernedPerson } from '../../signals/model.ts'
import { childFacts } from '../model.ts'
import { areReadable, factsOf, nothingTyped, type TypedFacts, typedFrom } from './facts.ts'

function sentFor(facts: TypedFacts): Record<string, unknown> {
  assert.ok(areReadable(facts))
  return factsOf(facts)
}

test('the language a concern tells of a child is kept when the child is searched for and registered, whichever it is', () => {
  for (const language of [...languageCodes(), 'zh-Hant', 'ar-SY']) {
    assert.equal(concernedPerson.parse({ language }).language, language)
    const told = typedFrom({ number: 1, name: 'Lingua Trial', age: null, sex: 'unknown', language, childId: null })
    assert.deepEqual(childFacts.parse(sentFor(told)).languages, [language])
  }
})

test('a document is sent with its kind and country, and without those that are not known', () => {
  const sent = (details: Record<string, string | undefined>) =>
    sentFor({ ...nothingTyped, document: { number: ' MR204118 ', details } })['documents']
  assert.deepEqual(sent({ kind: 'passport', country: 'ET' }), [{ number: 'MR204118', kind: 'passport', country: 'ET' }])
  assert.deepEqual(sent({ kind: 'unknown', country: undefined }), [{ number: 'MR204118' }])
})
