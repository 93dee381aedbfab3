import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startWorker, workUntilQuiet } from '#kernel/work'
import { pathCommand, type WalkedPath, walkPath } from '../../app/cli/path.ts'
import { loadDemonstration } from '../../app/demonstration/index.ts'
import { storiesUntil } from '../../app/demonstration/stories/index.ts'
import { buildServer } from '../../app/server/http.ts'
import { duties } from '../../app/server/reactions.ts'
import { sayStrangeRows } from '../../app/cli/strange-rows.ts'
import { demonstrationAccounts } from '../../app/demonstration/accounts.ts'
import { setAccountActive } from '#kernel/sign-in/set-account-active'
import { comparedRows } from '../compared-rows.ts'
import { testNode } from '../node.ts'

const node = await testNode()
// The people and authorities of Meridia, without the stories of children.
await loadDemonstration(node, duties, (end) => storiesUntil(end).filter(({ key }) => key === 'authorities'))
const worker = startWorker(node, duties)
after(() => worker.stop())
const address = await listening('demonstration')

async function listening(mode: 'demonstration' | 'production'): Promise<string> {
  const server = await buildServer({ node, config: { mode, logLevel: 'fatal' } })
  after(() => server.close())
  return server.listen({ port: 0, host: '127.0.0.1' })
}

async function printed(words: string[], environment: Record<string, string>): Promise<string> {
  const said: string[] = []
  assert.equal(await pathCommand(words, { environment, print: (text) => void said.push(text) }), 0)
  return said.join('')
}

test('a concern of a teacher becomes a case with a named worker, step by step, at three agencies, over the API alone', async () => {
  const { steps, child } = JSON.parse(await printed(['--json'], { TENFOLD_PUBLIC_URL: address })) as WalkedPath
  assert.deepEqual(
    steps.map(({ step }) => step),
    [
      'concern',
      'triage',
      'match',
      'registration',
      'screening',
      'outcome',
      'referral',
      'receipt',
      'acknowledgement',
      'acceptance',
      'case',
      'assignment',
    ],
  )
  assert.equal(new Set(steps.map(({ agency }) => agency)).size, 3)
  assert.deepEqual(
    steps.map(({ ms }) => ms),
    steps.map(({ ms }) => ms).toSorted((a, b) => a - b),
  )
  assert.ok(steps.every(({ at }) => !Number.isNaN(Date.parse(at))))
  const kept = await node.asOwner(
    async (client) =>
      (
        await client.query(
          `select state, worker_id is not null as named from case_management.care_case where child_id = $1`,
          [child.id],
        )
      ).rows,
  )
  assert.deepEqual(kept, [{ state: 'open', named: true }])
})

test('each walk is a new child, and a person can read the steps as a list', async () => {
  const list = await printed([], { PORT: new URL(address).port })
  assert.match(list, /A concern is raised .*\n.*The triage desk takes it/)
  const names = (await node.asOwner((client) => client.query<{ id: string }>('select id from children.child'))).rows
  assert.equal(new Set(names.map(({ id }) => id)).size, 2)
})

/** What a comparison with the ledger says after statements of somebody who has the password of the database. */
async function saidAfter(...statements: string[]): Promise<string[]> {
  await node.asOwner(async (client) => {
    for (const statement of statements) await client.query(statement)
  })
  const { strange } = await comparedRows(node)
  return sayStrangeRows(strange, 'ledger')
    .split('\n')
    .slice(1, -1)
    .map((line) => line.trim().replaceAll(/[0-9a-f-]{36}/g, '…'))
}

test('every deadline, every access and every role that came of the walks is in the ledger, and what is changed beside it is named', async () => {
  await workUntilQuiet(node, duties)
  assert.deepEqual(await comparedRows(node), { found: 0, strange: [] })

  const deadline = '(select id from kernel.deadline order by id limit 1)'
  const move = (by: string) => `update kernel.deadline set due_at = due_at + interval '${by}' where id = ${deadline}`
  assert.deepEqual(await saidAfter(move('3650 days')), [
    'The deadline … of the record …: when it is due is other than the ledger says, 3650 days later.',
  ])
  assert.deepEqual(await saidAfter(move('-3650 days')), [])

  const child = '(select id from children.child order by id limit 1)'
  assert.deepEqual(
    await saidAfter(`update children.child set scopes = array_append(scopes, 4711) where id = ${child}`),
    ['The record … in children.child is open to scope 4711, which no line of the ledger gave.'],
  )
  assert.deepEqual(await saidAfter(`update children.child set scopes = array_remove(scopes, 4711)`), [])

  const account = `(select id from kernel.account where roles = '{worker}' order by id limit 1)`
  const roles = (roles: string) => `update kernel.account set roles = '{${roles}}' where id = '${personId}'`
  const personId = await node.asOwner(async (client) => (await client.query(`select ${account} as id`)).rows[0].id)
  assert.deepEqual(await saidAfter(roles('worker,administrator,coordinator')), [
    'The account … has role administrator, role coordinator, which no line of the ledger gave.',
  ])
  assert.deepEqual(await saidAfter(roles('worker')), [])

  const password = `(select password_hash from kernel.account where id = '${personId}')`
  assert.deepEqual(
    await saidAfter(
      `create table kept as select ${password} as password_hash`,
      `update kernel.account set password_hash = 'mine' where id = '${personId}'`,
    ),
    ['The account …: its password is other than the ledger says.'],
  )
  assert.deepEqual(
    await saidAfter(
      `update kernel.account set password_hash = (select password_hash from kept) where id = '${personId}'`,
    ),
    [],
  )

  assert.deepEqual(
    await saidAfter(
      `create table gone as select * from kernel.deadline where id = ${deadline}`,
      `delete from kernel.deadline where id in (select id from gone)`,
      `insert into kernel.scope (account_id) values ('${personId}')`,
    ),
    [
      'The deadline … of the record … is gone, or hidden from the node.',
      `The scope ${await newestScope()} is in no line of the ledger.`,
    ],
  )
  assert.deepEqual(
    await saidAfter(
      'insert into kernel.deadline select * from gone',
      `delete from kernel.scope where id = ${await newestScope()}`,
    ),
    [],
  )
})

async function newestScope(): Promise<number> {
  return node.asOwner(async (client) => (await client.query('select max(id) as id from kernel.scope')).rows[0].id)
}

test('an account that is opened beside the ledger, and later closed by a command, still shows it', async () => {
  const { email } = demonstrationAccounts().find(({ roles }) => roles.includes('guardian'))!
  await setAccountActive(node, email, false)
  assert.deepEqual(await saidAfter(`update kernel.account set active = true where email = '${email}'`), [
    'The account …: whether it is open is other than the ledger says.',
  ])
  await setAccountActive(node, email, false)
  assert.deepEqual(await saidAfter(), ['The account …: whether it is open was for a time other than the ledger says.'])
})

test('the walk is refused at a node in production, and says what to do when no node answers', async () => {
  await assert.rejects(walkPath(await listening('production')), /is in production/)
  await assert.rejects(walkPath('http://127.0.0.1:9'), /No node answers at .*npm start/)
})
