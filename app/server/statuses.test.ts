import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { type AnyRoute, command, look } from '#kernel/perform'
import { routes } from './modules.ts'
import { statusesOf } from './statuses.ts'

const about = {
  name: 'x',
  summary: 'x',
  action: 'x',
  purpose: 'protect',
  resource: () => ({ kind: 'x', id: 'x' }),
} as const
const reading = { ...about, method: 'GET', load: async () => ({}), show: () => ({}), answer: z.object({}) } as const

test('a program reads in the contract which refusals it can get from a route, and no others', () => {
  const list = look({ ...reading, path: '/api/notes', input: z.object({}) })
  assert.deepEqual(statusesOf(list), [200, 401, 403, 429, 503])
  const one = look({ ...reading, path: '/api/notes/:id', input: z.object({ id: z.uuid() }) })
  assert.deepEqual(statusesOf(one), [200, 400, 401, 403, 404, 429, 503])
  const write = command({
    ...about,
    method: 'POST',
    path: '/api/notes',
    refuses: [422],
    input: z.object({}),
    load: async () => ({}),
    decide: () => ({ changes: [], events: [], answer: {} }),
    save: async () => {},
    answer: z.object({}),
  })
  assert.deepEqual(statusesOf(write), [200, 400, 401, 403, 409, 413, 415, 422, 429, 503])
  const anyone: AnyRoute = { ...one, open: 'public' }
  assert.deepEqual(statusesOf(anyone), [200, 400, 404, 429, 503])
})

test('no route says that it may fail', () => {
  for (const route of routes) assert.ok(!statusesOf(route).includes(500), route.name)
})
