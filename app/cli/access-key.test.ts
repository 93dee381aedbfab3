import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#kernel/refusal'
import { findAgencyByKey } from '#kernel/sign-in/agency-keys'
import { findSession, signIn } from '#kernel/sign-in/sessions'
import { testNode } from '../../tests/node.ts'
import { accessKeyCommand } from './access-key.ts'
import { accountCommand } from './account.ts'

const node = await testNode()
await node.agencyId('MER-LINE')

/** What a command prints, and its exit code. */
async function run(command: typeof accessKeyCommand, ...words: string[]): Promise<{ code: number; out: string }> {
  let out = ''
  const kept = [process.stdout.write, process.stderr.write] as const
  const take = (text: string | Uint8Array): boolean => ((out += String(text)), true)
  process.stdout.write = take
  process.stderr.write = take
  try {
    return { code: await command(words, (work) => work(node)), out }
  } finally {
    ;[process.stdout.write, process.stderr.write] = kept
  }
}

test('the operator makes a key for an agency, sees it once, lists it without it and revokes it', async () => {
  const made = await run(accessKeyCommand, 'make', 'MER-LINE', '--label', 'call system', '--days', '90')
  assert.equal(made.code, 0, made.out)
  const [, key, id] = /^(tfk_\S+)\n[^]*is (\w+)\.\n$/.exec(made.out) ?? assert.fail(made.out)
  const works = async () => (await findAgencyByKey(node.database, key!, node.clock.now())) !== undefined
  assert.ok(await works())
  const listed = await run(accessKeyCommand, 'list', 'MER-LINE')
  assert.ok(listed.out.includes(id!) && listed.out.includes('call system') && !listed.out.includes(key!))
  assert.equal((await run(accessKeyCommand, 'revoke', id!)).code, 0)
  assert.ok(!(await works()))
  assert.match((await run(accessKeyCommand, 'list', 'MER-LINE')).out, /revoked/)
})

test('a wrong word, an unknown agency, an unknown id and an impossible limit are said, and nothing is made', async () => {
  for (const [words, said] of [
    [[], /Say what to do/],
    [['make', 'MER-LINE'], /Say what to do/],
    [['sell', 'MER-LINE'], /Say what to do/],
    [['make', 'MER-NOBODY', '--label', 'x'], /No agency has the code MER-NOBODY/],
    [['make', 'MER-LINE', '--label', 'x', '--days', '1000'], /--days is a whole number from 1 to 366/],
    [['revoke', '0123456789abcdef'], /No access key has the id/],
  ] as const) {
    const { code, out } = await run(accessKeyCommand, ...words)
    assert.equal(code, 1)
    assert.match(out, said)
  }
})

test('the operator disables an account: it is out at once, and its session stays ended when it is enabled again', async () => {
  const { id } = await node.person('MER-LINE', ['triage'])
  const email = `${id}@example.org`
  const enter = () => signIn(node, { email, password: 'correct horse' }, { address: '192.0.2.7' }, node.clock.now())
  const session = await enter()
  assert.ok(!isRefusal(session))
  const open = async () => (await findSession(node.database, session.token, node.clock.now())) !== undefined
  assert.equal((await run(accountCommand, 'disable', email.toUpperCase())).code, 0)
  assert.equal((await run(accountCommand, 'enable', email)).code, 0)
  assert.equal(await open(), false)
  assert.ok(!isRefusal(await enter()))
  assert.match((await run(accountCommand, 'disable', 'nobody@example.org')).out, /No account has this e-mail/)
})
