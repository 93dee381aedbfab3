import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { readReceipt, receiptBits } from '../../src/path/signals/store/receipt.ts'
import { testNode } from '../../tests/node.ts'
import { readCatalogue } from './catalogue.ts'
import { buildServer } from './http.ts'

const node = await testNode()
const catalogue = readCatalogue()
const config = { mode: 'demonstration', logLevel: 'fatal' } as const
const server = await buildServer({ node, config, catalogue })
const teacher = await node.person('MER-SCHOOL', ['worker'])
const json = { 'content-type': 'application/json' }

test('a stranger who sends a page of half a megabyte does not have it read and shown again', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const [url, payload] of [
    ['/tell', `children/0/age.years=${'1-'.repeat(250_000)}`],
    ['/tell/receipt', `receipt=${'aa '.repeat(170_000)}`],
  ] as const) {
    const answer = await server.inject({ method: 'POST', url, headers: form, payload })
    assert.equal(answer.statusCode, 413, url)
    assert.ok(answer.body.length < 100_000)
  }
})

test('the longest story the page takes still arrives, in the script that needs most room', async () => {
  const payload = new URLSearchParams({ words: '的'.repeat(20_000), seed: newId() }).toString()
  const answer = await server.inject({
    method: 'POST',
    url: '/tell',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  })
  assert.notEqual(answer.statusCode, 413)
})

test('words of a receipt between thousands of others are no receipt', () => {
  const words = catalogue.receiptWords('en')
  const receipt = Array.from({ length: receiptBits / Math.log2(words.length) }, (_, index) => words[index]!)
  assert.equal(readReceipt(receipt.join(', '), [words])?.length, receipt.length)
  assert.equal(readReceipt(receipt.join(','.repeat(1_000)), [words]), undefined)
})

test('a stranger who writes an address before the one the proxy adds is still one stranger', async () => {
  const behind = await buildServer({ node, config: { ...config, trustProxy: true }, catalogue })
  const statuses: number[] = []
  for (let number = 0; number < 22; number += 1) {
    const headers = { ...json, 'x-forwarded-for': `203.0.113.${number}, 198.51.100.7` }
    statuses.push(
      (
        await behind.inject({
          method: 'POST',
          url: '/api/sign-in',
          headers,
          payload: { email: `nobody${number}@example.org`, password: 'x' },
        })
      ).statusCode,
    )
  }
  assert.deepEqual([...new Set(statuses)], [401, 429])
  await behind.close()
})

test('whoever changes the free half of an IPv6 address does not get a new minute of tries each time', async () => {
  const fresh = await buildServer({ node, config, catalogue })
  const statuses: number[] = []
  for (let number = 0; number < 22; number += 1) {
    statuses.push(
      (
        await fresh.inject({
          method: 'POST',
          url: '/api/sign-in',
          headers: json,
          remoteAddress: `2001:db8:1:2::${number}`,
          payload: { email: `nobody${number}@example.com`, password: 'x' },
        })
      ).statusCode,
    )
  }
  assert.deepEqual([...new Set(statuses)], [401, 429])
  await fresh.close()
})

test('a letter the database cannot keep, and brackets without end, are a refusal and no mistake of ours', async () => {
  const other = await buildServer({ node, config, catalogue })
  const signIn = await other.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: json,
    payload: { email: 'a\0@example.org', password: 'x' },
  })
  assert.equal(signIn.statusCode, 401)
  const right = await other.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: json,
    payload: { email: `${teacher.id}@example.org`, password: 'correct horse' },
  })
  const session = right.cookies.find(({ name }) => name === 'tenfold')!
  const headers = { ...json, cookie: `${session.name}=${session.value}`, 'idempotency-key': newId() }
  for (const [url, payload] of [
    ['/api/places/find', { typed: 'a', near: ['\0'] }],
    ['/api/places/names', { codes: ['\0'] }],
  ] as const) {
    assert.equal((await other.inject({ method: 'POST', url, headers, payload })).statusCode, 400, url)
  }
  const deep = `{"id":"${newId()}","words":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  const answer = await other.inject({ method: 'POST', url: '/api/concerns', headers, payload: deep })
  assert.deepEqual([answer.statusCode, answer.json().code], [400, 'answers-not-accepted'])
  await other.close()
})

test('the page loads nothing from another host, fonts neither', async () => {
  const policy = String((await server.inject({ url: '/api/nothing' })).headers['content-security-policy'])
  assert.doesNotMatch(policy, /https?:|\*/)
})
