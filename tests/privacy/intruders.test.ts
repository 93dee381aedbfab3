import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publicActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { storeAuthority } from '#path/referral'
import { buildServer } from '../../app/server/http.ts'
import { duties } from '../../app/server/reactions.ts'
import { register, search, viewChild } from '../../src/path/children/api.ts'
import { importForm } from '../../src/path/intake-forms/api.ts'
import { draft } from '../../src/path/referral/api.ts'
import { authorityOf } from '../../src/path/referral/example-situations.test-data.ts'
import { linkConcern, raise, raisePublicly, take, viewConcern, viewByReceipt } from '../../src/path/signals/api.ts'
import { testNode } from '../node.ts'

const node = await testNode()
for (const [code, place] of [
  ['MER-LINE', ''],
  ['MER-PORT', 'XM02'],
] as const) {
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId(code), place_code: place })
    .execute()
}
await node.asOwner((client) =>
  client.query(`insert into standards.place values ('XM', '{}', '{"en":"Meridia"}', 'test')`),
)
await storeAuthority(node.database, authorityOf(await node.agencyId('MER-CPX'), { id: newId() }), node.clock.now())
const desk = await node.person('MER-LINE', ['triage'])
const otherDesk = await node.person('MER-PORT', ['triage'])
const worker = await node.person('MER-SCH', ['worker'])
const officer = await node.person('MER-CPX', ['authority'])

function answered<Answer>(answer: Answer | Refusal): Answer {
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

function codeOf(answer: unknown): string {
  assert.ok(isRefusal(answer), JSON.stringify(answer))
  return answer.code
}

async function hiddenChild(): Promise<string> {
  const [id, searchId] = [newId(), newId()]
  const facts = { names: [{ text: 'Ilvane Ostrel', kind: 'full' as const }] }
  const found = answered(await search.run(node, { searchId, facts }, { actor: desk }))
  const rejected = found.candidates.map(({ number }) => number)
  answered(
    await register.run(
      node,
      { id, facts, followed: { kind: 'search', searchId, rejected }, time: node.clock.now().toISOString() },
      { actor: desk, commandId: newId() },
    ),
  )
  return id
}

const about = { caregiver: 'unknown' as const, requests: ['assessment' as const], share: ['identity' as const] }

test('a worker who knows the id of a hidden child cannot make a concern of it and open the child by it', async () => {
  const child = await hiddenChild()
  assert.equal(
    codeOf(await raise.run(node, { id: child, words: 'x', danger: 'unknown' }, { actor: worker, commandId: newId() })),
    'id-taken',
  )
  assert.equal(codeOf(await viewChild.run(node, { id: child }, { actor: worker })), 'record-not-found')
})

test('an authority cannot give itself a child by referring the child to itself', async () => {
  const child = await hiddenChild()
  assert.equal(
    codeOf(
      await draft.run(node, { childId: child, placeCode: 'XM', ...about }, { actor: officer, commandId: newId() }),
    ),
    'record-not-found',
  )
  await workUntilQuiet(node, duties)
  assert.equal(codeOf(await viewChild.run(node, { id: child }, { actor: officer })), 'record-not-found')
})

test('a desk cannot link a child it may not see', async () => {
  const child = await hiddenChild()
  const concern = newId()
  answered(
    await raise.run(
      node,
      { id: concern, words: 'x', danger: 'unknown', place: { code: 'XM02' }, children: [{ age: { about: 9 } }] },
      { actor: worker, commandId: newId() },
    ),
  )
  const owner =
    (await node.asOwner((client) => client.query('select desk_agency from signals.signal where id = $1', [concern])))
      .rows[0].desk_agency === otherDesk.agencyId
      ? otherDesk
      : desk
  if (owner === otherDesk)
    assert.equal(
      codeOf(
        await linkConcern.run(node, { id: concern, person: 1, childId: child }, { actor: owner, commandId: newId() }),
      ),
      'record-not-found',
    )
  assert.equal(
    codeOf(
      await linkConcern.run(node, { id: concern, person: 1, childId: newId() }, { actor: owner, commandId: newId() }),
    ),
    'record-not-found',
  )
})

test('who works at a triage desk of their own agency is only a reporter at the desk of another', async () => {
  const concern = newId()
  answered(
    await raise.run(node, { id: concern, words: 'x', danger: 'unknown' }, { actor: otherDesk, commandId: newId() }),
  )
  assert.equal(
    codeOf(await take.run(node, { id: concern }, { actor: otherDesk, commandId: newId() })),
    'action-not-permitted',
  )
  assert.equal(answered(await viewConcern.run(node, { id: concern }, { actor: otherDesk })).side, 'reporter')
})

test('whoever reads the table of receipts still cannot come back with one', async () => {
  const digest = 'ab'.repeat(32)
  answered(
    await raisePublicly.run(
      node,
      { id: newId(), words: 'x', danger: 'unknown', receiptDigest: digest },
      { actor: publicActor, commandId: newId() },
    ),
  )
  const stored = (
    await node.asOwner((client) => client.query<{ digest: string }>('select digest from signals.receipt'))
  ).rows.map((row) => row.digest)
  assert.ok(!stored.includes(digest))
  for (const stolen of stored)
    assert.equal(codeOf(await viewByReceipt.run(node, { digest: stolen }, { actor: publicActor })), 'record-not-found')
  answered(await viewByReceipt.run(node, { digest }, { actor: publicActor }))
})

test('a worker’s workbook is refused before it is opened', async () => {
  assert.equal(
    codeOf(await importForm.run(node, { fileName: 'x.xlsx', workbook: 'AAAA' }, { actor: worker, commandId: newId() })),
    'action-not-permitted',
  )
})

test('looking for what one may not see leaves a trace', async () => {
  const tried = newId()
  await viewChild.run(node, { id: tried }, { actor: worker })
  const { rowCount } = await node.asOwner((client) =>
    client.query(`select 1 from kernel.ledger where line ->> 'kind' = 'refused' and line ->> 'subject' = $1`, [tried]),
  )
  assert.equal(rowCount, 1)
})

test('half a character, a NUL and a page key of somebody’s own making are answered, not failed on', async () => {
  const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
  const json = { 'content-type': 'application/json' }
  const entered = await server.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: json,
    payload: { email: `${worker.id}@example.org`, password: 'correct horse' },
  })
  const cookie = `${entered.cookies[0]!.name}=${entered.cookies[0]!.value}`
  const body = JSON.stringify({ id: newId(), words: 'WORDS', danger: 'unknown', language: 'en' }).replace(
    'WORDS',
    'a\\ud83d b\\u0000',
  )
  const sent = await server.inject({
    method: 'POST',
    url: '/api/concerns',
    headers: { ...json, cookie, 'idempotency-key': newId() },
    payload: body,
  })
  assert.equal(sent.statusCode, 200, sent.body)
  const page = await server.inject({ method: 'GET', url: '/api/worklists/inbox?after=xx', headers: { cookie } })
  assert.equal(page.statusCode, 400)
  for (const path of ['/api/public/concerns', '/api/public/receipt'])
    assert.equal((await server.inject({ method: 'POST', url: path, headers: json, payload: {} })).statusCode, 404)
})
