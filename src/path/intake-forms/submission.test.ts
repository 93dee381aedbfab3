import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import type { Form } from '#lib/forms'
import { submitAnswers } from './submission.ts'

const form: Form = {
  id: 'visit',
  version: '1',
  title: { en: 'Visit' },
  languages: ['en'],
  items: [
    {
      kind: 'question',
      name: 'happened',
      type: 'date',
      label: { en: 'When?' },
      constraint: { test: '. <= today()', message: { en: 'Not in the future.' } },
    },
  ],
}

test('a worker who hands in a form after midnight may name the day that has begun, and no later one', () => {
  const context: Context = {
    now: new Date('2026-11-29T21:40:00Z'),
    timeZone: 'Etc/GMT-3',
    newId: () => '',
    actor: { kind: 'account', id: '', roles: [], scopes: [] },
  }
  const handIn = (happened: string) =>
    submitAnswers({ form }, { submission: 'one', formVersion: '1', answers: { happened } }, context)
  assert.ok(!isRefusal(handIn('2026-11-30')))
  assert.ok(isRefusal(handIn('2026-12-01')))
})
