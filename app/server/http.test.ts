import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { newId } from '#kernel/ids'
import { look } from '#kernel/perform'
import { foldEmail } from '#kernel/sign-in/accounts'
import { testNode } from '../../tests/node.ts'
import { readCatalogue } from './catalogue.ts'
import { buildServer } from './http.ts'
import { mountRoutes } from './routes.ts'

const node = await testNode()
const catalogue = readCatalogue()
const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' }, catalogue })
const hotline = await node.agencyId('MER-HOTLINE')
await node.database.insertInto('signals.triage_desk').values({ agency_id: hotline, place_code: '' }).execute()
const teacher = await node.person('MER-SCHOOL', ['worker'])
const json = { 'content-type': 'application/json' }

async function signedIn(accountId: string): Promise<string> {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: json,
    payload: { email: `${accountId}@example.org`, password: 'correct horse' },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  const cookie = answer.cookies.find(({ name }) => name === 'tenfold')
  return `${cookie!.name}=${cookie!.value}`
}

function concern() {
  return { id: newId(), words: 'A boy sells water at night.', danger: 'unknown' }
}

test('a route that no policy permits stops the start', () => {
  const lawless = look({
    method: 'GET',
    path: '/api/lawless',
    name: 'look-without-law',
    summary: 'x',
    input: z.object({}),
    action: 'nobody.allowed-this',
    purpose: 'protect',
    load: async () => ({}),
    resource: () => ({ kind: 'x', id: 'x' }),
    show: () => ({}),
    answer: z.object({}),
  })
  assert.throws(() => mountRoutes(server, node, catalogue, [lawless]), /No policy permits .*nobody\.allowed-this/)
})

test('a teacher who is signed in raises a concern; a stranger is asked to sign in, in their language', async () => {
  const cookie = await signedIn(teacher.id)
  const sent = await server.inject({
    method: 'POST',
    url: '/api/concerns',
    headers: { ...json, cookie, 'idempotency-key': newId() },
    payload: concern(),
  })
  assert.equal(sent.statusCode, 200, sent.body)
  const stranger = await server.inject({
    method: 'POST',
    url: '/api/concerns',
    headers: { ...json, 'idempotency-key': newId(), 'accept-language': 'ar' },
    payload: concern(),
  })
  assert.equal(stranger.statusCode, 401)
  assert.match(stranger.headers['content-type'] as string, /problem\+json/)
  assert.equal(stranger.json().code, 'sign-in-needed')
  assert.match(stranger.json().title, /[\u0600-\u06FF]/)
})

test('where the node has a public address, a page under another name that leads here cannot act either', async () => {
  const publicUrl = 'https://protect.example.org'
  const known = await buildServer({ node, config: { mode: 'production', logLevel: 'fatal', publicUrl }, catalogue })
  const post = async (headers: Record<string, string>) =>
    (await known.inject({ method: 'POST', url: '/api/sign-out', headers: { ...json, ...headers }, payload: {} }))
      .statusCode
  const elsewhere: Record<string, string>[] = [
    { host: 'evil.example', origin: 'http://evil.example' },
    { host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
    { host: 'protect.example.org', origin: 'http://evil.example', 'sec-fetch-site': 'none' },
    { host: '127.0.0.1:8080', origin: 'http://localhost:8080' },
  ]
  for (const headers of elsewhere) assert.equal(await post(headers), 403, JSON.stringify(headers))
  const own: Record<string, string>[] = [
    { host: '127.0.0.1:8080', origin: publicUrl },
    { host: 'protect.example.org', origin: 'null', 'sec-fetch-site': 'same-origin' },
    { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' },
    { host: '[::1]:8080', origin: 'http://[::1]:8080' },
    { host: 'protect.example.org' },
  ]
  for (const headers of own) assert.equal(await post(headers), 200, JSON.stringify(headers))
})

test('a page of another site cannot act in a signed-in person’s name', async () => {
  const cookie = await signedIn(teacher.id)
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://elsewhere.example', host: 'localhost' },
  ]) {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/concerns',
      headers: { ...json, cookie, 'idempotency-key': newId(), ...headers },
      payload: concern(),
    })
    assert.equal(answer.statusCode, 403)
    assert.equal(answer.json().code, 'request-cross-site')
  }
})

test('a command without its number is refused, and one sent twice has one effect', async () => {
  const cookie = await signedIn(teacher.id)
  const without = await server.inject({
    method: 'POST',
    url: '/api/concerns',
    headers: { ...json, cookie },
    payload: concern(),
  })
  assert.equal(without.json().code, 'command-id-missing')
  const [payload, key] = [concern(), newId()]
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      server.inject({
        method: 'POST',
        url: '/api/concerns',
        headers: { ...json, cookie, 'idempotency-key': key },
        payload,
      }),
    ),
  )
  assert.deepEqual(
    answers.map((answer) => answer.json()),
    [{ id: payload.id }, { id: payload.id }, { id: payload.id }],
  )
})

test('answers that cannot be read are named one by one, and nothing typed is repeated in the problem', async () => {
  const cookie = await signedIn(teacher.id)
  const answer = await server.inject({
    method: 'POST',
    url: '/api/concerns',
    headers: { ...json, cookie, 'idempotency-key': newId() },
    payload: { ...concern(), words: '', danger: 'Lirrin Vael' },
  })
  assert.equal(answer.statusCode, 400)
  assert.deepEqual(
    answer
      .json()
      .fields.map((field: { path: string }) => field.path)
      .sort(),
    ['danger', 'words'],
  )
  assert.ok(!answer.body.includes('Lirrin'))
})

test('a hotline’s own system hands a concern over with its key, once for each number of its own', async () => {
  const key = await node.accessKey('MER-HOTLINE')
  const hand = (payload: object) =>
    server.inject({
      method: 'POST',
      url: '/api/concerns/hand-over',
      headers: { ...json, authorization: `Bearer ${key}`, 'idempotency-key': newId() },
      payload,
    })
  const first = await hand({ ...concern(), sourceReference: 'call-4711' })
  const again = await hand({ ...concern(), sourceReference: 'call-4711' })
  assert.equal(first.statusCode, 200, first.body)
  assert.equal(again.json().id, first.json().id)
  const wrong = await server.inject({
    method: 'POST',
    url: '/api/concerns/hand-over',
    headers: { ...json, authorization: 'Bearer tfk_wrong', 'idempotency-key': newId() },
    payload: { ...concern(), sourceReference: 'x' },
  })
  assert.equal(wrong.statusCode, 401)
})

test('six wrong passwords from one place pause signing in there, nobody learns whether the e-mail is known, and a phone that knows her still opens', async () => {
  const person = await node.person('MER-SCHOOL', ['worker'])
  const tryOnce = (email: string, password = 'wrong', cookie?: string) =>
    server.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: { ...json, ...(cookie && { cookie }) },
      remoteAddress: '198.51.100.7',
      payload: { email, password },
    })
  const first = await tryOnce(`${person.id}@example.org`, 'correct horse')
  const mark = first.cookies.find(({ name }) => name === 'tenfold-device')
  assert.ok(mark?.httpOnly && mark.sameSite === 'Strict' && Number(mark.maxAge) > 0)
  const known = await tryOnce(`${person.id}@example.org`)
  const unknown = await tryOnce('nobody@example.org')
  assert.deepEqual(known.json(), unknown.json())
  for (let index = 0; index < 5; index++) await tryOnce(foldEmail(` ${person.id}@EXAMPLE.org `))
  assert.deepEqual((await tryOnce(`${person.id}@example.org`, 'correct horse')).json(), unknown.json())
  assert.deepEqual(
    (await server.inject({ method: 'POST', url: '/api/sign-in', headers: json, payload: {} })).json(),
    unknown.json(),
  )
  assert.equal(
    (await tryOnce(`${person.id}@example.org`, 'correct horse', `tenfold-device=${mark.value}`)).statusCode,
    200,
  )
})

test('whoever keeps the node running learns that it answers, and nothing else', async () => {
  for (const [url, text] of [
    ['/healthz', 'ok\n'],
    ['/readyz', 'ready\n'],
  ] as const) {
    const answer = await server.inject({ method: 'GET', url })
    assert.deepEqual(
      [answer.statusCode, answer.body, answer.headers['cache-control'], answer.cookies],
      [200, text, 'no-store', []],
    )
  }
})

test('a session that was signed out, or left alone for half an hour, is over', async () => {
  const cookie = await signedIn(teacher.id)
  const who = async () =>
    (await server.inject({ method: 'GET', url: '/api/session', headers: { cookie } })).json().signedIn
  assert.equal(await who(), true)
  await server.inject({ method: 'POST', url: '/api/sign-out', headers: { ...json, cookie }, payload: {} })
  assert.equal(await who(), false)
  const left = await signedIn(teacher.id)
  node.clock.advance(31 * 60_000)
  assert.equal(
    (await server.inject({ method: 'GET', url: '/api/session', headers: { cookie: left } })).json().signedIn,
    false,
  )
})

test('a program is told in words for programs what was wrong with its call', async () => {
  const key = await node.accessKey('MER-HOTLINE')
  const call = (
    headers: Record<string, string>,
    payload: string | object = concern(),
    url = '/api/concerns/hand-over',
  ) => server.inject({ method: 'POST', url, headers: { ...json, 'idempotency-key': newId(), ...headers }, payload })
  const mine = { authorization: `bEaReR  ${key}` }
  const large = { ...concern(), words: 'x'.repeat(1_100_000) }
  for (const [status, code, answer] of [
    [401, 'agency-key-missing', await call({})],
    [401, 'agency-key-rejected', await call({ authorization: 'Bearer tfk_wrong' })],
    [401, 'agency-key-rejected', await call({ authorization: 'Bearer tfk_wrong' }, concern(), '/api/concerns')],
    [401, 'agency-key-missing', await call({ authorization: 'Basic YTpi' })],
    [403, 'agency-key-insufficient', await call(mine, concern(), '/api/concerns')],
    [400, 'answers-not-accepted', await call(mine, { ...concern(), danger: 'perhaps' })],
    [400, 'command-id-missing', await call({ ...mine, 'idempotency-key': '1' })],
    [400, 'request-unreadable', await call(mine, '{"id":')],
    [413, 'request-oversized', await call(mine, large)],
    [415, 'request-type-unsupported', await call({ ...mine, 'content-type': 'application/xml' }, '<a/>')],
    [415, 'request-type-unsupported', await call({ ...mine, 'content-type': 'text/plain' }, 'words')],
  ] as const) {
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code])
    const said = JSON.stringify(answer.json())
    assert.doesNotMatch(said, /half an hour|still here|you typed|sign in|signed out|reload/i, code)
    if (status === 401) assert.equal(answer.headers['www-authenticate'], 'Bearer')
  }
  const sent = await call(mine, { ...concern(), sourceReference: 'call-4712' })
  assert.equal(sent.statusCode, 200, sent.body)
})

test('an address that cannot be read is refused in the language of the person, and not repeated', async () => {
  for (const [id, status] of [
    ['%E0%A4%A', 400],
    ['a'.repeat(300), 404],
  ] as const) {
    const answer = await server.inject({ url: `/api/concerns/${id}`, headers: { 'accept-language': 'ar' } })
    assert.equal(answer.statusCode, status, answer.body)
    assert.match(answer.json().title, /[\u0600-\u06FF]/)
    assert.ok(!answer.body.includes(id))
  }
})

test('an id in capitals is the same id at every door', async () => {
  const cookie = await signedIn(teacher.id)
  const [payload, key] = [concern(), newId()]
  const send = (id: string, commandId: string) =>
    server.inject({
      method: 'POST',
      url: '/api/concerns',
      headers: { ...json, cookie, 'idempotency-key': commandId },
      payload: { ...payload, id },
    })
  const answers = [await send(payload.id.toUpperCase(), key), await send(payload.id, key.toUpperCase())]
  assert.deepEqual(
    answers.map((answer) => [answer.statusCode, answer.json().id]),
    [
      [200, payload.id],
      [200, payload.id],
    ],
  )
  const read = await server.inject({ url: `/api/concerns/${payload.id.toUpperCase()}`, headers: { cookie } })
  assert.equal(read.json().id, payload.id, read.body)
})

test('the list of who raised a concern does not say that it is hidden from somebody', async () => {
  const cookie = await signedIn(teacher.id)
  const payload = { id: newId(), words: 'He waits at the gate.', danger: 'not-now', keptFrom: ['police'] }
  const headers = { cookie, 'idempotency-key': newId() }
  const raised = await server.inject({ method: 'POST', url: '/api/concerns', headers, payload })
  assert.ok(raised.statusCode < 300, raised.body)
  const { rows } = (await server.inject({ url: '/api/worklists/my-concerns', headers: { cookie } })).json() as {
    rows: { recordId: string; hidden: boolean }[]
  }
  assert.equal(rows.find(({ recordId }) => recordId === payload.id)?.hidden, false)
})

test('a list that nobody made is not there, and a forged place in a list is refused in words', async () => {
  const cookie = await signedIn(teacher.id)
  const ask = (list: string, query = '') =>
    server.inject({ url: `/api/worklists/${list}${query}`, headers: { cookie } })
  for (const list of ['nothing', 'constructor', '__proto__', 'toString', 'A%20B'])
    assert.deepEqual([(await ask(list)).statusCode, (await ask(list)).json().code], [404, 'list-not-found'], list)
  for (const list of ['children', 'forms', 'messages']) assert.equal((await ask(list)).statusCode, 200, list)
  const [time, id] = ['2026-01-01T00:00:00.000Z', newId()]
  for (const place of [
    [99_999, time, time, id],
    [1e15, time, time, id],
    [-1, time, time, id],
    [0, '0000-01-01T00:00:00.000Z', time, id],
    [0, time, '+010000-01-01T00:00:00.000Z', id],
    [0, time, time, 'x'],
    [0, time, time],
    'nothing',
    null,
  ]) {
    const after = Buffer.from(JSON.stringify(place)).toString('base64url')
    const answer = await ask('my-concerns', `?after=${after}`)
    assert.equal(answer.statusCode, 400, `${after} ${answer.body}`)
    assert.equal(answer.json().fields[0].path, 'after')
  }
  assert.equal((await ask('my-concerns', '?after=%00%FF')).statusCode, 400)
  assert.equal((await ask('my-concerns', '?limit=0')).statusCode, 400)
})

test('a page that asks by itself while nobody is there does not keep the session alive', async () => {
  const cookie = await signedIn(teacher.id)
  const who = async (more: object = {}) =>
    (await server.inject({ method: 'GET', url: '/api/session', headers: { cookie, ...more } })).json().signedIn
  node.clock.advance(20 * 60_000)
  assert.equal(await who({ 'tenfold-unattended': '1' }), true)
  node.clock.advance(11 * 60_000)
  assert.equal(await who(), false)
})

test('who signs in on a device signs out whoever worked there before', async () => {
  const first = await signedIn(teacher.id)
  await server.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { ...json, cookie: first },
    payload: { email: `${teacher.id}@example.org`, password: 'correct horse' },
  })
  const answer = await server.inject({ method: 'GET', url: '/api/session', headers: { cookie: first } })
  assert.equal(answer.json().signedIn, false)
})

test('a version that cannot be read changes nothing, and nothing is read out of an address', async () => {
  const cookie = await signedIn(teacher.id)
  const command = { ...json, cookie, 'idempotency-key': newId() }
  for (const version of ['W/"1"', 'abc', '*', '"1", "2"', '-1', '']) {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/concerns',
      headers: { ...command, 'if-match': version },
      payload: concern(),
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [400, 'version-unreadable'], version)
  }
  const address = `/api/concerns?${new URLSearchParams({ ...concern() })}`
  const answer = await server.inject({ method: 'POST', url: address, headers: command })
  assert.equal(answer.statusCode, 400)
})
