import assert from 'node:assert/strict'
import test from 'node:test'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { CommandRoute, LookRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workUntilQuiet } from '#kernel/work'
import { readWorklist } from '#kernel/worklist/worklist'
import { loadPlaces } from '#places'
import type { AgencyKind } from '#standards/codes'
import { duties } from '../../app/server/reactions.ts'
import { lists } from '../../app/rooms.ts'
import { assign, viewCase } from '../../src/path/case-management/api.ts'
import { register, search, viewChild } from '../../src/path/children/api.ts'
import { facts as factsOf, named } from '../../src/path/children/test-child.ts'
import { start, viewScreening } from '../../src/path/identification/api.ts'
import { keepFrom, letSee, viewKeptFrom } from '../../src/path/kept-from/api.ts'
import { accept, acknowledge, draft, giveConsent, send, viewReferral } from '../../src/path/referral/api.ts'
import { obliged } from '../../src/path/referral/country.test-data.ts'
import { authorityOf } from '../../src/path/referral/example-situations.test-data.ts'
import { storeAuthority } from '../../src/path/referral/store/authority-store.ts'
import { linkConcern, raise, raisePublicly, take, viewConcern } from '../../src/path/signals/api.ts'
import { testNode } from '../node.ts'

const node = await testNode({ start: '2026-11-22T08:00:00Z' })
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))

async function authority(code: string, kind: 'child-protection' | 'police', onCall = everyDay): Promise<string> {
  const agencyId = await node.agencyId(code, kind)
  const made = authorityOf(agencyId, { id: newId(), kind, onCall, agencyCode: code })
  await storeAuthority(
    node.database,
    { ...made, mandates: [{ ...made.mandates[0]!, places: ['XM'], concerns: 'any' }] },
    node.clock.now(),
  )
  return made.id
}

await loadPlaces(node.database, '1', [{ code: 'XM', ancestors: [], name: { en: 'Meridia' } }])
const lineId = await node.agencyId('MER-LINE', 'hotline')
await node.database.insertInto('signals.triage_desk').values({ agency_id: lineId, place_code: '' }).execute()
const welfareId = await authority('MER-WELFARE', 'child-protection')
await authority('MER-POLICE', 'police')
await node.agencyId('MER-COORD', 'coordination')

const people = {
  triage: await node.person('MER-LINE', ['triage', 'worker']),
  officer: await node.person('MER-WELFARE', ['authority', 'caseworker']),
  worker: await node.person('MER-WELFARE', ['caseworker'], 'Odile Marr'),
  boss: await node.person('MER-WELFARE', ['supervisor']),
  policeman: await node.person('MER-POLICE', ['authority', 'supervisor', 'worker', 'triage']),
  coordinator: await node.person('MER-COORD', ['coordinator']),
}

async function act<Input, Answer, Raw>(route: CommandRoute<Input, Answer, Raw>, actor: Actor, input: Raw) {
  const answer = await route.run(node, input, { actor, commandId: newId() })
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  await workUntilQuiet(node, duties)
  return answer
}

/** What somebody gets who opens a record: its id, or the code of the refusal. */
async function opened(route: LookRoute<never, unknown>, actor: Actor, id: string, more = {}): Promise<string> {
  const seen = await (route as LookRoute<unknown, unknown>).run(node, { id, ...more }, { actor })
  return isRefusal(seen) ? seen.code : 'seen'
}

async function listed(actor: Actor): Promise<string[]> {
  const pages = await openTx(node, actor, (tx) =>
    Promise.all(lists.map(({ id: list }) => readWorklist(tx, { list, scopes: actor.scopes, limit: 100 }))),
  )
  return pages.flatMap(({ rows }) => rows.map(({ recordId }) => recordId))
}

async function concern(keptFrom: readonly AgencyKind[], danger: 'immediate' | 'not-now' = 'not-now'): Promise<string> {
  const { id } = await act(raise, people.triage, {
    id: newId(),
    words: 'A man in uniform fetches him every evening.',
    danger,
    place: { code: 'XM' },
    keptFrom: keptFrom as never,
    children: [{ name: 'Tamo Venn', age: { about: 13 } }],
  })
  return id
}

/** Looks for the boy in the register. */
async function find(actor: Actor) {
  const answer = await search.run(node, { searchId: newId(), facts: factsOf({ names: named('Tamo Venn') }) }, { actor })
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

/** A concern with all that comes of it: child, screening, referral and case. */
async function wholePath(keptFrom: readonly AgencyKind[]) {
  const concernId = await concern(keptFrom)
  await act(take, people.triage, { id: concernId })
  const childId = newId()
  const facts = factsOf({ names: named('Tamo Venn') })
  const { searchId, candidates } = await find(people.triage)
  const followed = { kind: 'search', searchId, rejected: candidates.map(({ number }) => number) } as const
  await act(register, people.triage, { id: childId, facts, followed, time: '2026-11-22T08:00:00Z' })
  await act(linkConcern, people.triage, { id: concernId, person: 1, childId })
  const { id: screeningId } = await act(start, people.triage, { concernId })
  const { id: referralId } = await act(draft, people.triage, {
    concernId,
    risk: 'high',
    concerns: [],
    caregiver: 'unknown',
    requests: ['assessment'],
    share: ['concern', 'identity', 'screening'],
    authorityId: welfareId,
  } as never)
  await act(giveConsent, people.triage, {
    id: referralId,
    ...obliged,
    groups: ['concern', 'identity', 'screening'],
  } as never)
  await act(send, people.triage, { id: referralId })
  await act(acknowledge, people.officer, { id: referralId } as never)
  await act(accept, people.officer, { id: referralId } as never)
  const { rows } = await node.asOwner((client) =>
    client.query<{ id: string }>(`select id from case_management.care_case where $1 = any (referral_ids)`, [
      referralId,
    ]),
  )
  return { concernId, childId, screeningId, referralId, caseId: rows[0]!.id }
}

/** Gives a person every record, as a mistake or a later sharing would. */
async function giveAccess(actor: Actor): Promise<void> {
  await node.asOwner(async (client) => {
    for (const table of [
      'signals.signal',
      'children.child',
      'identification.screening',
      'referral.referral',
      'case_management.care_case',
    ])
      await client.query(`update ${table} set scopes = scopes || $1::int[]`, [actor.scopes])
    await client.query(
      `insert into kernel.worklist select distinct on (list, record_id) $1::int, list, record_id, record_kind, danger, due_at, at, summary, key_id, sealed_title, barred
       from kernel.worklist on conflict do nothing`,
      [actor.personalScope],
    )
  })
}

async function whatIsSeen(actor: Actor, path: Awaited<ReturnType<typeof wholePath>>): Promise<string[]> {
  return [
    await opened(viewConcern as never, actor, path.concernId),
    await opened(viewChild as never, actor, path.childId),
    await opened(viewScreening as never, actor, path.screeningId),
    await opened(viewReferral as never, actor, path.referralId),
    await opened(viewCase as never, actor, path.caseId),
  ]
}

const all = Array.from({ length: 5 }, () => 'seen')
const hidden = Array.from({ length: 5 }, () => 'record-not-found')

test('a report about a policeman is hidden from the police on every record that comes of it, whatever access they have', async () => {
  const path = await wholePath(['police'])
  const open = await wholePath([])
  await giveAccess(people.policeman)
  assert.deepEqual(await whatIsSeen(people.policeman, path), hidden)
  assert.deepEqual(await whatIsSeen(people.policeman, open), all)
  const theirs = await listed(people.policeman)
  for (const id of Object.values(path)) assert.equal(theirs.includes(id), false)
  assert.ok(theirs.includes(open.caseId))
  assert.deepEqual(await whatIsSeen(people.officer, path), ['record-not-found', 'seen', 'seen', 'seen', 'seen'])
})

test('the police find no child that is kept from them, not even that there is one', async () => {
  const { childId } = await wholePath(['police'])
  const found = async (actor: Actor): Promise<string> => JSON.stringify(await find(actor))
  assert.ok((await found(people.triage)).includes(childId))
  await giveAccess(people.policeman)
  assert.equal((await found(people.policeman)).includes(childId), false)
})

test('in danger child protection is told at once and the police on call are not, if they may be part of it', async () => {
  for (const [keptFrom, kinds] of [
    [[], ['child-protection', 'police']],
    [['police'], ['child-protection']],
  ] as const) {
    const concernId = await concern(keptFrom, 'immediate')
    const { rows } = await node.asOwner((client) =>
      client.query<{ kind: string }>(
        `select authority.kind from referral.referral join referral.authority on authority.id = authority_id
         where signal_id = $1 and state = 'sent' order by kind`,
        [concernId],
      ),
    )
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      kinds,
    )
  }
})

test('if child protection itself may be part of it, the coordinator has the referral and nobody there sees it', async () => {
  const concernId = await concern(['child-protection'], 'immediate')
  const { rows } = await node.asOwner((client) =>
    client.query<{ id: string; parked: string; state: string }>(
      `select id, parked, state from referral.referral where signal_id = $1 and lead_id is null`,
      [concernId],
    ),
  )
  assert.deepEqual(
    rows.map(({ parked, state }) => [parked, state]),
    [['nobody-mandated', 'draft']],
  )
  assert.ok((await listed(people.coordinator)).includes(rows[0]!.id))
  for (const actor of [people.officer, people.boss]) {
    assert.equal(await opened(viewReferral as never, actor, rows[0]!.id), 'record-not-found')
    assert.equal((await listed(actor)).includes(rows[0]!.id), false)
  }
})

test('if the desk that would look at a concern may be part of it, the coordinators look at it', async () => {
  const { id } = await act(
    raisePublicly,
    { kind: 'public', id: 'anyone', roles: [], scopes: [] },
    {
      id: newId(),
      words: 'The man on the telephone knew the name of my brother.',
      danger: 'unknown',
      receiptDigest: 'a'.repeat(64),
    },
  )
  await act(keepFrom, people.triage, {
    kind: 'concern',
    id,
    whom: [{ agencyId: lineId }],
    words: 'It may be one of us.',
  })
  assert.equal(await opened(viewConcern as never, people.triage, id), 'record-not-found')
  assert.equal((await listed(people.triage)).includes(id), false)
  assert.equal(await opened(viewConcern as never, people.coordinator, id), 'seen')
  assert.ok((await listed(people.coordinator)).includes(id))
})

test('a case worker who may be part of it loses the child, and the supervisor has the case', async () => {
  const path = await wholePath([])
  await act(assign, people.boss, { id: path.caseId, workerId: people.worker.id } as never)
  assert.equal(await opened(viewCase as never, people.worker, path.caseId), 'seen')
  await act(keepFrom, people.boss, { kind: 'case', id: path.caseId, whom: [{ accountId: people.worker.id }] })
  assert.equal(await opened(viewCase as never, people.worker, path.caseId), 'record-not-found')
  assert.equal(await opened(viewChild as never, people.worker, path.childId), 'record-not-found')
  assert.equal(await opened(viewCase as never, people.boss, path.caseId), 'seen')
  assert.ok((await listed(people.boss)).includes(path.caseId))
  const again = await assign.run(node, { id: path.caseId, workerId: people.worker.id } as never, {
    actor: people.boss,
    commandId: newId(),
  })
  assert.ok(isRefusal(again), 'nobody gives the case back to a person it is kept from')
})

test('only a supervisor or coordinator lets somebody see again, with a reason, on every record of the child', async () => {
  const path = await wholePath(['police'])
  await giveAccess(people.policeman)
  const { entries } = (await viewKeptFrom.run(
    node,
    { kind: 'case', id: path.caseId },
    { actor: people.boss },
  )) as Awaited<ReturnType<typeof viewKeptFrom.run>> & { entries: { number: number; whom: object }[] }
  assert.deepEqual(
    entries.map(({ whom }) => whom),
    [{ agencyKind: 'police' }],
  )
  const numbers = entries.map(({ number }) => number)
  const lift = (actor: Actor, words: string) =>
    letSee.run(node, { kind: 'case', id: path.caseId, numbers, words }, { actor, commandId: newId() })
  for (const [actor, words, code] of [
    [people.officer, 'It was another man.', 'action-not-permitted'],
    [people.boss, '…', 'reason-needed'],
  ] as const) {
    const answer = await lift(actor, words)
    assert.deepEqual(isRefusal(answer) && answer.code, code)
  }
  await act(letSee, people.boss, { kind: 'case', id: path.caseId, numbers, words: 'It was another man.' })
  // Who has each record was worked out anew.
  await giveAccess(people.policeman)
  assert.deepEqual(await whatIsSeen(people.policeman, path), all)
})

test('a record cannot be kept from everybody who could still find a way', async () => {
  const id = await concern([])
  const answer = await keepFrom.run(
    node,
    { kind: 'concern', id, whom: [{ agencyId: people.coordinator.agencyId! }] },
    { actor: people.triage, commandId: newId() },
  )
  assert.deepEqual(isRefusal(answer) && [answer.code, answer.status], ['nobody-left', 422])
})

test('the node itself goes on with what is kept from people', async () => {
  const id = await concern(['police'])
  const seen = await viewConcern.run(node, { id }, { actor: nodeActor })
  assert.equal(isRefusal(seen), false)
})
