import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import type { Node } from '#kernel/node'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { openTx } from '#kernel/tx'
import { countWorklists } from '#kernel/worklist/worklist'
import { comparedRows } from '../../tests/compared-rows.ts'
import { type TestNode, testNode } from '../../tests/node.ts'
import { timeline } from '../../src/path/children/api.ts'
import { outcomeCode } from '../../src/path/identification/codes.ts'
import { referralState } from '../../src/path/referral/codes.ts'
import { lists } from '../rooms.ts'
import { duties } from '../server/reactions.ts'
import { demonstrationAccounts } from './accounts.ts'
import { idFor } from './ids.ts'
import { loadDemonstration } from './index.ts'
import { plans } from './stories/plans.ts'
import { storiesUntil } from './stories/index.ts'

const meridia = await testNode({ start: '2026-11-22T09:00:00Z' })
await loadDemonstration(meridia, duties)

/** One column of the stored rows, read without any access control. */
async function stored(node: TestNode, query: string): Promise<string[]> {
  const { rows } = await node.asOwner((client) => client.query<{ it: unknown }>(query))
  return rows.map(({ it }) => String(it)).sort()
}

test('Meridia has thirteen agencies, forty-one people, and children at every stage of the path', async () => {
  assert.equal((await stored(meridia, 'select id as it from kernel.agency')).length, 13)
  assert.equal((await stored(meridia, 'select id as it from kernel.account')).length, 41)
  assert.ok((await stored(meridia, 'select id as it from signals.signal')).length >= 70)
  assert.ok((await stored(meridia, 'select id as it from children.child')).length >= 45)
  assert.deepEqual(await stored(meridia, 'select distinct channel as it from signals.signal'), [
    'agency-key',
    'public',
    'worker',
  ])
  assert.deepEqual(await stored(meridia, 'select distinct status as it from signals.signal'), [
    'closed',
    'merged',
    'taken',
    'waiting',
  ])
  assert.deepEqual(
    await stored(meridia, 'select distinct state as it from referral.referral'),
    [...referralState.values].sort(),
  )
  assert.deepEqual(
    await stored(meridia, 'select distinct outcome as it from identification.screening where outcome is not null'),
    [...outcomeCode.values].sort(),
  )
  assert.ok((await stored(meridia, 'select id as it from identification.screening where outcome is null')).length > 0)
  assert.deepEqual(await stored(meridia, 'select distinct state as it from case_management.care_case'), [
    'closed',
    'open',
  ])
})

test('an age is in doubt somewhere, a child is kept from punishment, two records wait to be held against each other', async () => {
  assert.ok((await stored(meridia, 'select screening_id as it from identification.age where disputed')).length > 0)
  assert.ok(
    (
      await stored(
        meridia,
        `select id as it from case_management.task where kind = 'non-punishment' and result is null`,
      )
    ).length > 0,
  )
  assert.ok(
    (
      await stored(
        meridia,
        `select id as it from case_management.task where kind = 'non-punishment' and result = 'done'`,
      )
    ).length > 0,
  )
  assert.equal(
    (await stored(meridia, `select distinct record_id as it from kernel.worklist where list = 'duplicates'`)).length,
    2,
  )
  assert.equal((await stored(meridia, `select id as it from children.child where status = 'merged'`)).length, 1)
})

test('dates were kept and missed, silence went up to the coordinator, and one child in danger waits for the authority on call', async () => {
  const now = meridia.clock.now().toISOString()
  assert.ok((await stored(meridia, `select id as it from kernel.deadline where met_at <= due_at`)).length > 50)
  assert.ok(
    (
      await stored(
        meridia,
        `select id as it from referral.referral where state in ('sent', 'received') and escalated_to = 'coordinator'`,
      )
    ).length >= 2,
  )
  assert.ok(
    (
      await stored(
        meridia,
        `select id as it from kernel.deadline where missed_at is not null and met_at is null and stopped_at is null`,
      )
    ).length > 0,
  )
  const waiting = await stored(
    meridia,
    `select r.id as it from referral.referral r where risk = 'immediate' and state = 'sent' and lead_id is null and sent_at > timestamptz '${now}' - interval '15 minutes'`,
  )
  assert.equal(waiting.length, 1)
  assert.ok(
    (
      await stored(
        meridia,
        `select id as it from referral.referral where risk = 'immediate' and acknowledged_at - event_at < interval '15 minutes'`,
      )
    ).length > 0,
  )
})

test('a child decided to need protection this morning has a referral to be written, and others waited too long', async () => {
  const now = meridia.clock.now().toISOString()
  const unwritten = (when: string) =>
    stored(
      meridia,
      `select r.id as it from referral.referral r join kernel.deadline d on d.subject_id = r.id
       where r.state = 'draft' and r.prepared is not null and d.level = 0 and ${when}`,
    )
  assert.equal((await unwritten(`d.due_at > timestamptz '${now}' and d.missed_at is null`)).length, 1)
  assert.ok((await unwritten('d.missed_at is not null')).length > 0)
})

test('a missed duty stands once on the record of its child, also after it went up to the supervisors', async () => {
  const actor = (await findActor(meridia.database, idFor('odile@cpl.meridia.example'))) ?? assert.fail('Odile')
  const children = await stored(
    meridia,
    'select distinct child_id as it from case_management.care_case where child_id is not null',
  )
  let late = 0
  for (const id of children) {
    const seen = await timeline.run(meridia, { id }, { actor })
    if (isRefusal(seen)) continue
    const duties = seen.clocks.map(({ subjectId, clockId }) => `${subjectId} ${clockId}`)
    assert.deepEqual([...new Set(duties)], duties)
    late += seen.clocks.filter(({ missedAt, metAt }) => missedAt && !metAt).length
  }
  assert.ok(late > 0)
})

test('every list of the node has something in it for somebody', async () => {
  // Nobody has left Meridia, so nothing there is before somebody who only stands in.
  const ids = lists.map(({ id }) => id).filter((id) => id !== 'unattended')
  const missing = new Set(ids)
  for (const { email } of demonstrationAccounts()) {
    const actor = (await findActor(meridia.database, idFor(email)))!
    const counts = await openTx(meridia, actor, (tx) => countWorklists(tx, actor.scopes, ids, 9))
    for (const [list, { count }] of Object.entries(counts)) if (count > 0) missing.delete(list)
  }
  assert.deepEqual([...missing], [])
})

test('nothing that happened in Meridia is left undelivered, and nothing failed on the way', async () => {
  assert.deepEqual(
    await stored(meridia, 'select type as it from kernel.outbox where delivered_at is null or attempts > 0'),
    [],
  )
})

test('the ledger of Meridia says of every deadline, access and account what is there', async () => {
  assert.deepEqual(await comparedRows(meridia), { found: 0, strange: [] })
})

test('loading the country a second time changes nothing', async () => {
  const before = await summary(meridia)
  const lines = await stored(meridia, 'select count(*) as it from kernel.ledger')
  await loadDemonstration(meridia, duties)
  assert.deepEqual(await summary(meridia), before)
  assert.deepEqual(await stored(meridia, 'select count(*) as it from kernel.ledger'), lines)
})

test('a load that was cut off twice ends as one that was not', async () => {
  const some = new Set([
    'authorities',
    'locked-kitchen',
    ...plans
      .filter(
        ({ end, declinedBy, justice }, index) => index < 2 || declinedBy || justice === 'arrest' || end === 'withdrawn',
      )
      .map(({ key }) => key),
    plans.find(({ into }) => into === 'locked-kitchen')!.key,
  ])
  const stories: typeof storiesUntil = (end) => storiesUntil(end).filter(({ key }) => some.has(key))
  const [whole, cut] = [
    await testNode({ start: '2026-11-22T09:00:00Z' }),
    await testNode({ start: '2026-11-22T09:00:00Z' }),
  ]
  await loadDemonstration(whole, duties, stories)
  for (const acts of [60, 262])
    await assert.rejects(loadDemonstration(endingAfter(cut, acts), duties, stories), /cut off/)
  await loadDemonstration(cut, duties, stories)
  assert.deepEqual(await summary(cut), await summary(whole))
})

/** A node on which every command after the first `acts` fails, as after a crash. */
function endingAfter(node: TestNode, acts: number): Node {
  const left = { acts }
  const decide: Node['access']['decide'] = (...asked) => {
    left.acts -= 1
    if (left.acts < 0) throw new Error('cut off')
    return node.access.decide(...asked)
  }
  return { ...node, access: { ...node.access, decide } }
}

/** Counts of records, without ids. */
async function summary(node: TestNode): Promise<string[]> {
  return stored(
    node,
    `select kind || ' ' || count(*) as it from (
    select 'event ' || type as kind from kernel.outbox
    union all select 'concern ' || status from signals.signal
    union all select 'child ' || status from children.child
    union all select 'screening ' || coalesce(outcome, 'open') from identification.screening
    union all select 'referral ' || state || ' ' || escalated_to from referral.referral
    union all select 'case ' || state from case_management.care_case
    union all select 'task ' || kind || coalesce(result, 'open') from case_management.task
    union all select 'hop ' || hop || (ended_at is null)::text from accountability.hop
    union all select 'list ' || list from kernel.worklist
    union all select 'deadline' || (met_at is null)::text || (missed_at is null)::text || (stopped_at is null)::text from kernel.deadline
    union all select 'setting ' || name from kernel.setting) everything group by kind`,
  )
}

test('whoever looks through the eyes of somebody reads in their own language where that person works', () => {
  for (const language of readdirSync(new URL('../../locales/', import.meta.url))) {
    assert.deepEqual(
      demonstrationAccounts()
        .filter(({ agency }) => !agency[language])
        .map(({ name }) => name),
      [],
      language,
    )
  }
})
