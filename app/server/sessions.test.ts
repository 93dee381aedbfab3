import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#kernel/ids'
import { openNode } from '#kernel/node'
import { Refused } from '#kernel/refusal'
import { addAccount, digestOf } from '#kernel/sign-in/accounts'
import { makeFirstAdministrator } from '#kernel/sign-in/first-administrator'
import { hashPassword } from '#kernel/sign-in/password'
import { nodeKey, testNode } from '../../tests/node.ts'
import { rooms } from '../rooms.ts'
import { buildServer } from './http.ts'

const node = await testNode()
const server = await buildServer({ node, config: { mode: 'production', logLevel: 'fatal' } })
const old = 'correct horse'

async function post(url: string, payload: object, cookie = '') {
  return server.inject({ method: 'POST', url, headers: { cookie }, payload })
}
async function signIn(id: string, password = old): Promise<string | undefined> {
  const answer = await post('/api/sign-in', { email: `${id}@example.org`, password })
  const cookie = answer.cookies.find(({ name }) => name === 'tenfold')
  return cookie && `tenfold=${cookie.value}`
}
async function isIn(cookie: string | undefined): Promise<boolean> {
  return (await server.inject({ method: 'GET', url: '/api/session', headers: { cookie: cookie! } })).json().signedIn
}
const change = (cookie: string | undefined, current: string, next: string) =>
  post('/api/password', { current, next }, cookie)
const set = (id: string, values: { active?: boolean; password_hash?: string }) =>
  node.database.updateTable('kernel.account').set(values).where('id', '=', id).execute()

test('a person whose account is disabled is out at once, and the old session stays ended when the account works again', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const cookie = await signIn(id)
  assert.ok(await isIn(cookie))
  await set(id, { active: false })
  assert.equal(await isIn(cookie), false)
  assert.equal(await signIn(id), undefined)
  await set(id, { active: true })
  assert.equal(await isIn(cookie), false)
  assert.ok(await isIn(await signIn(id)))
})

test('the key of what a device keeps is given to its own person while they are signed in, each time the same, and to nobody else', async () => {
  const [{ id }, other] = [await node.person('MER-SCHOOL', ['worker']), await node.person('MER-SCHOOL', ['worker'])]
  const keyFor = async (cookie = '') => {
    const answer = await server.inject({ method: 'GET', url: '/api/session/device-key', headers: { cookie } })
    assert.equal(answer.headers['cache-control'], 'no-store')
    return answer.statusCode === 200 ? (answer.json().key.d as string) : answer.statusCode
  }
  const first = await signIn(id)
  const key = await keyFor(first)
  assert.match(String(key), /^[\w-]{43}$/)
  assert.equal(await keyFor(await signIn(id)), key)
  assert.notEqual(await keyFor(await signIn(other.id)), key)
  await post('/api/sign-out', {}, first)
  assert.deepEqual([await keyFor(first), await keyFor()], [401, 401])
})

test('another password ends every session, whoever sets it', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const [here, there] = [await signIn(id), await signIn(id)]
  await set(id, { password_hash: await hashPassword('set by somebody else') })
  assert.deepEqual([await isIn(here), await isIn(there)], [false, false])
})

test('who signs out while the database is away is signed out on this device all the same', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const cookie = (await signIn(id))!
  const signOut = (from: typeof server) =>
    from.inject({ method: 'POST', url: '/api/sign-out', headers: { cookie }, payload: {} })
  // No database listens there.
  const away = openNode({ address: { ...node.address, port: 1 }, nodeKey, rooms, timeZone: node.timeZone })
  after(() => away.close())
  const refused = await signOut(await buildServer({ node: away, config: { mode: 'production', logLevel: 'fatal' } }))
  assert.equal(refused.statusCode, 503)
  assert.deepEqual(
    refused.cookies.map(({ name, value }) => [name, value]),
    [['tenfold', '']],
  )
  const done = await signOut(server)
  assert.equal(done.headers['clear-site-data'], '"cache"')
  assert.equal(await isIn(cookie), false)
})

test('a person changes their own password: the other devices are out, this one stays, and only the new one opens', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const [here, phone] = [await signIn(id), await signIn(id)]
  const changed = await change(here, old, 'three calm words')
  assert.equal(changed.statusCode, 200, changed.body)
  const renewed = changed.cookies.find(({ name }) => name === 'tenfold')!
  assert.ok(renewed.httpOnly && renewed.sameSite === 'Strict')
  assert.deepEqual([await isIn(here), await isIn(phone), await isIn(`tenfold=${renewed.value}`)], [false, false, true])
  assert.equal(await signIn(id), undefined)
  assert.ok(await signIn(id, 'three calm words'))
  const stored = await node.asOwner(async (client) =>
    JSON.stringify((await client.query('select * from kernel.ledger')).rows),
  )
  assert.ok(stored.includes('change-password') && !stored.includes('calm'))
})

test('a wrong, a short or the same password changes nothing, ends nothing, and is marked at its field', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const cookie = await signIn(id)
  for (const [current, next, code, field] of [
    ['not mine at all', 'three calm words', 'password-wrong', 'current'],
    [old, 'too short', 'answers-not-accepted', 'next'],
    [old, old, 'password-unchanged', 'next'],
  ] as const) {
    const refused = (await change(cookie, current, next)).json()
    assert.deepEqual([refused.code, refused.fields[0].path], [code, field])
    assert.ok(refused.title && refused.next && refused.fields[0].message)
  }
  assert.ok(await isIn(cookie))
  assert.equal((await change(undefined, old, 'three calm words')).statusCode, 401)
})

test('somebody at a screen that was left open guesses the password six times and no more', async () => {
  const { id } = await node.person('MER-SCHOOL', ['worker'])
  const cookie = await signIn(id)
  for (let tries = 0; tries < 6; tries += 1) await change(cookie, 'guess', 'three calm words')
  assert.equal((await change(cookie, old, 'three calm words')).json().code, 'attempts-limited')
})

test('an e-mail address belongs to one account, in whatever capitals it is written', async () => {
  const agencyId = await node.agencyId('MER-SCHOOL')
  const add = (email: string) =>
    addAccount(
      node.database,
      { id: newId(), agencyId, name: 'Orla Finch', email, password: old, roles: ['worker'], language: 'en' },
      node.clock.now(),
    )
  await add('Orla@School.example')
  for (const email of ['orla@school.example', ' ORLA@SCHOOL.EXAMPLE '])
    await assert.rejects(add(email), (error) => error instanceof Refused && error.refusal.code === 'email-taken')
})

test('of two links for the first administrator one works, also when both are used at once, and none once there is one', async () => {
  const now = node.clock.now()
  const link = async (token: string) => {
    await node.database
      .insertInto('kernel.one_time_link')
      .values({
        token_hash: digestOf(token),
        purpose: 'first-administrator',
        created_at: now,
        expires_at: new Date(now.getTime() + 3_600_000),
      })
      .execute()
    return token
  }
  const use = (token: string) =>
    makeFirstAdministrator(node, {
      token,
      agency: 'Ministry of Meridia',
      name: 'Orla Finch',
      email: `${token}@ministry.example`,
      password: 'three calm words',
      language: 'en',
    })
  const [first, second] = [await link('the-first-of-the-two-links'), await link('the-second-of-the-two-links')]
  const used = await Promise.all([use(first), use(second)])
  assert.deepEqual(used.map((answer) => ('code' in answer ? answer.code : 'made')).sort(), ['link-expired', 'made'])
  const later = await use(await link('a-link-that-was-made-later'))
  assert.ok('code' in later && later.code === 'link-expired')
})
