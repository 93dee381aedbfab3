import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import { addressOf } from './route.ts'
import type { AnswerOf, Exactly, Gets, InputOf, Posts, Route } from './route.ts'

const viewForm: Route<'GET', { id: string; version?: string | undefined }, object> = {
  method: 'GET',
  path: '/api/forms/:id',
}
const completeTask: Route<'POST', { id: string; taskId: string; result: string }, object> = {
  method: 'POST',
  path: '/api/cases/:id/tasks/:taskId/complete',
}

test('a name with any character stays one part of the address', () => {
  assert.equal(addressOf(viewForm, { id: 'à b/c?d' }).address, '/api/forms/%C3%A0%20b%2Fc%3Fd')
})

test('what is not in the path of a look is in its query, and nothing is there for what was not given', () => {
  assert.equal(addressOf(viewForm, { id: 'f', version: '2 & 3' }).address, '/api/forms/f?version=2+%26+3')
  assert.equal(addressOf(viewForm, { id: 'f', version: undefined }).address, '/api/forms/f')
})

test('what is not in the path of a command is in its body', () => {
  assert.deepEqual(addressOf(completeTask, { id: 'c', taskId: 't', result: 'done' }), {
    address: '/api/cases/c/tasks/t/complete',
    body: { result: 'done' },
  })
})

/** A route as a room declares it: a default in its input, a list in its answer. */
interface Declared {
  input: z.ZodType<{ id: string; days: number }, { id: string; days?: number | undefined }>
  answer: z.ZodType<{ rows: { title: string }[] }>
}

test('a screen that uses a field the route does not have does not compile', () => {
  const input: InputOf<Gets<Declared>> = { id: 'a default may be left out' }
  const answer: AnswerOf<Posts<Declared>> = { rows: [{ title: 'a row' }] }
  // @ts-expect-error -- the input has no such field
  assert.equal(input.identifier, undefined)
  // @ts-expect-error -- nor has the answer
  assert.equal(answer.rows[0]?.name, undefined)
  // @ts-expect-error -- the id is needed
  const withoutId: InputOf<Gets<Declared>> = { days: 3 }
  assert.equal('id' in withoutId, false)
})

test('a field the route does not take does not compile either when it is added on a condition', () => {
  type Input = InputOf<Gets<Declared>>
  const take = <Given extends Input>(input: Exactly<Input, Given>): object => input
  const days = Date.now() > 0 ? 3 : undefined
  assert.deepEqual(take({ id: 'a', ...(days && { days }) }), { id: 'a', days: 3 })
  // @ts-expect-error -- the field was renamed
  assert.deepEqual(take({ id: 'a', ...(days && { weeks: days }) }), { id: 'a', weeks: 3 })
})
