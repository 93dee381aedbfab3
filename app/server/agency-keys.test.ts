import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { addressOf } from '../../ui/data/route.ts'
import { testNode } from '../../tests/node.ts'
import { buildServer } from './http.ts'
import { routes } from './modules.ts'

const node = await testNode()
const server = await buildServer({ node, config: { mode: 'production', logLevel: 'fatal' } })
const line = await node.agencyId('MER-LINE')
const hospital = await node.agencyId('MER-HOS')
await node.database.insertInto('signals.triage_desk').values({ agency_id: line, place_code: '' }).execute()
const atDesk = await node.person('MER-LINE', ['triage'])
const nurse = await node.person('MER-HOS', ['worker'])
const administrator = await node.person('MER-HOS', ['administrator'], 'Ansa Velde')
const elsewhere = await node.person('MER-LINE', ['administrator'])
const day = 86_400_000

type Headers = Record<string, string>

let calls = 0

/** Every call comes from another address, so that only the limit of a key counts. */
async function call(method: 'GET' | 'POST', url: string, headers: Headers, payload?: object) {
  calls += 1
  return server.inject({
    method,
    url,
    remoteAddress: `10.0.${calls >> 8}.${calls & 255}`,
    headers: { 'idempotency-key': newId(), ...headers },
    ...(payload && { payload }),
  })
}

async function signedIn({ id }: { id: string }): Promise<Headers> {
  const answer = await call('POST', '/api/sign-in', {}, { email: `${id}@example.org`, password: 'correct horse' })
  return { cookie: `tenfold=${answer.cookies.find(({ name }) => name === 'tenfold')!.value}` }
}

const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` })
const wanted = (more: object = {}) => ({
  agencyId: hospital,
  label: 'ward system',
  perMinute: 60,
  days: 30,
  ...more,
})
async function madeKey(more: object = {}): Promise<{ id: string; key: string }> {
  const made = await call('POST', '/api/agency-keys', await signedIn(administrator), wanted(more))
  assert.equal(made.statusCode, 200, made.body)
  return made.json()
}
const concern = (more: object = {}) => ({
  id: newId(),
  words: 'Lirrin sleeps behind the kiln.',
  danger: 'not-now',
  children: [{ name: 'Lirrin Vael' }],
  sourceReference: newId(),
  ...more,
})
const hand = (key: string, payload: object = concern()) => call('POST', '/api/concerns/hand-over', bearer(key), payload)
const stateOf = (key: string, id: string, headers: Headers = {}) =>
  call('GET', `/api/concerns/${id}/state`, { ...bearer(key), ...headers })

test('an administrator makes a key that is shown once, sees it in the list without it, and nothing stored can show it again', async () => {
  const cookie = await signedIn(administrator)
  const { id, key } = await madeKey()
  assert.match(key, /^tfk_[\w-]{32}$/)
  const listed = (await call('GET', `/api/agency-keys?agencyId=${hospital}`, cookie)).json().keys
  const { createdAt, expiresAt, ...shown } = listed.find((each: { id: string }) => each.id === id)
  assert.deepEqual(shown, {
    id,
    label: 'ward system',
    state: 'works',
    perMinute: 60,
    createdBy: 'Ansa Velde',
    revokedAt: null,
    lastUsedAt: null,
  })
  assert.equal(Date.parse(expiresAt) - Date.parse(createdAt), 30 * day)
  const stored = await node.asOwner(async (client) => {
    const { rows } = await client.query(
      `select (select json_agg(k)::text from kernel.agency_key k) || (select json_agg(c)::text from kernel.command c)
         || (select json_agg(l)::text from kernel.ledger l) as all`,
    )
    return rows[0].all as string
  })
  assert.ok(stored.includes(id) && !stored.includes(key.slice(4)))
})

test('only an administrator makes, lists and revokes keys, and only those of the own agency', async () => {
  const { id } = await madeKey()
  for (const person of [nurse, atDesk, elsewhere, await node.person('MER-HOS', ['supervisor', 'coordinator'])]) {
    const cookie = await signedIn(person)
    for (const answer of [
      await call('POST', '/api/agency-keys', cookie, wanted()),
      await call('GET', `/api/agency-keys?agencyId=${hospital}`, cookie),
      await call('POST', `/api/agency-keys/${id}/revoke`, cookie),
    ])
      assert.deepEqual([answer.statusCode, answer.json().code], [403, 'action-not-permitted'], person.roles.join())
  }
  const { key } = await madeKey()
  assert.equal((await call('POST', '/api/agency-keys', bearer(key), wanted())).statusCode, 403)
  for (const wrong of [{ days: 0 }, { days: 400 }, { perMinute: 0 }, { perMinute: 601 }, { label: ' ' }])
    assert.equal((await call('POST', '/api/agency-keys', await signedIn(administrator), wanted(wrong))).statusCode, 400)
})

test('a key is refused from the moment it is revoked, or its end has come, and a second revocation changes nothing', async () => {
  const { id, key } = await madeKey()
  const kept = await madeKey()
  assert.equal((await hand(key)).statusCode, 200)
  const cookie = await signedIn(administrator)
  const revoke = () => call('POST', `/api/agency-keys/${id}/revoke`, cookie)
  assert.deepEqual([(await revoke()).statusCode, (await revoke()).statusCode], [200, 200])
  assert.equal((await hand(key)).statusCode, 401)
  assert.equal((await hand(kept.key)).statusCode, 200)
  node.clock.advance(30 * day)
  assert.equal((await hand(kept.key)).statusCode, 401)
})

test('a key of a person whose account is disabled is refused, and does not work again when the account does', async () => {
  const { key } = await madeKey()
  const set = (active: boolean) =>
    node.database.updateTable('kernel.account').set({ active }).where('id', '=', administrator.id).execute()
  await set(false)
  assert.equal((await hand(key)).statusCode, 401)
  await set(true)
  assert.equal((await hand(key)).statusCode, 401)
})

test('a key that is over its limit is told how long to wait, and the other keys go on', async () => {
  const { key } = await madeKey({ perMinute: 2 })
  const answers = [await hand(key), await hand(key), await hand(key)]
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [200, 200, 429],
  )
  assert.ok(Number(answers[2]!.headers['retry-after']) > 0)
  assert.equal(answers[2]!.json().code, 'calls-limited')
  assert.equal((await hand((await madeKey()).key)).statusCode, 200)
})

test('a concern from a system waits at a desk where somebody works, and shows the agency it came from', async () => {
  const sent = concern()
  assert.equal((await hand((await madeKey()).key, sent)).statusCode, 200)
  const queue = await openTx(node, atDesk, (tx) => readWorklist(tx, { list: 'triage', scopes: atDesk.scopes }))
  assert.ok(queue.rows.some(({ recordId }) => recordId === sent.id))
  const shown = await call('GET', `/api/concerns/${sent.id}`, await signedIn(atDesk))
  assert.deepEqual(shown.json().sentBy, { en: 'MER-HOS', ar: 'MER-HOS' })
})

test('a system that wants a reply reads how far its concern is in the words of a receipt, in its language, and no more', async () => {
  const { key } = await madeKey()
  const sent = concern({ replyWanted: true })
  await hand(key, sent)
  const cookie = await signedIn(atDesk)
  const waiting = (await stateOf(key, sent.id)).json()
  assert.deepEqual(Object.keys(waiting).sort(), ['id', 'receivedAt', 'reference', 'state', 'text', 'title'])
  assert.deepEqual([waiting.state, waiting.title], ['waiting', 'Waiting for a person to read it'])
  await call('POST', `/api/concerns/${sent.id}/take`, cookie)
  assert.equal((await stateOf(key, sent.id)).json().state, 'taken')
  assert.match((await stateOf(key, sent.id, { 'accept-language': 'ar' })).json().title, /[\u0600-\u06FF]/)
  await call('POST', `/api/concerns/${sent.id}/messages`, cookie, { text: 'Lirrin is safe.', side: 'note' })
  await call('POST', `/api/concerns/${sent.id}/close`, cookie, {
    reason: 'other',
    note: 'The home visits her already.',
  })
  const closed = await stateOf(key, sent.id)
  assert.equal(closed.json().state, 'closed')
  assert.ok(!/Lirrin|home visits|kiln/.test(closed.body))
  const unwritten = await call('POST', `/api/concerns/${sent.id}/messages`, cookie, { text: 'Hello.', side: 'desk' })
  assert.equal(unwritten.json().code, 'sender-unreachable')
})

test('a key learns nothing of a concern whose sender wanted no reply, of another agency, of a worker or of anyone', async () => {
  const { key } = await madeKey()
  const other = await node.accessKey('MER-BANK')
  const [quiet, theirs, fromNurse] = [concern(), concern({ replyWanted: true }), concern({ replyWanted: true })]
  await hand(key, quiet)
  await hand(other, theirs)
  await call('POST', '/api/concerns', await signedIn(nurse), fromNurse)
  for (const [id, status] of [
    [quiet.id, 403],
    [theirs.id, 404],
    [fromNurse.id, 404],
    [newId(), 404],
  ] as const)
    assert.equal((await stateOf(key, id)).statusCode, status)
  assert.equal((await call('GET', `/api/concerns/${quiet.id}/state`, await signedIn(nurse))).statusCode, 401)
})

test('no route but the two for systems answers a key, whatever is asked', async () => {
  const { key } = await madeKey({ perMinute: 600 })
  const open = routes.filter((route) => route.open === 'agency-key').map(({ name }) => name)
  assert.deepEqual(open, ['receive-concern', 'follow-concern'])
  for (const route of routes.filter((each) => each.open === undefined)) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, newId()])
    const { address } = addressOf(route, Object.fromEntries(names))
    const answer = await call(route.method, address, bearer(key), route.method === 'POST' ? {} : undefined)
    assert.equal(answer.statusCode, 403, route.name)
  }
})
