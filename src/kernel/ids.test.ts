import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId, withPlainIds } from './ids.ts'

test('an id in any letters is one id wherever it stands in an input, and nothing else of the input changes', () => {
  const id = fc.uuid().map((text) => ({ text, loud: text.toUpperCase() }))
  fc.assert(
    fc.property(id, fc.jsonValue(), ({ text, loud }, value) => {
      const json = JSON.parse(JSON.stringify(value)) as unknown
      assert.deepEqual(withPlainIds({ id: loud, list: [loud, { deep: loud }], json }), {
        id: text,
        list: [text, { deep: text }],
        json,
      })
    }),
  )
  const date = new Date(0)
  assert.equal((withPlainIds({ date }) as { date: Date }).date, date)
  const words = `She told me ${newId().toUpperCase()}.`
  assert.equal(withPlainIds(words), words)
})
