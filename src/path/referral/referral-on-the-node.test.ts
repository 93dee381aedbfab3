import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { getDeskScope } from '#kernel/sign-in/accounts'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { heldStep } from '../signals/index.ts'
import { noteProgressOnConcern, addToConcern } from '../signals/api.ts'
import * as api from './api.ts'
import { agreedBy, country, listOf, obliged, read, sentBy, toldFirst, words } from './country.test-data.ts'
import { authorityOf } from './example-situations.test-data.ts'

/** For the tests that look at their own referral only. The first of them finds the lists empty. */
const shared = await country()

test('a teacher’s referral reaches the desk with the mandate, is accepted, and the teacher reads the outcome they may know', async () => {
  const meridia = shared
  const { act, officer, teacher } = meridia
  const id = await sentBy(meridia)
  assert.deepEqual(await listOf(meridia, officer, 'inbox'), [{ id, title: 'Tamo Venn' }])
  const before = await read(meridia, officer, id)
  assert.deepEqual(before.moves, ['receive', 'acknowledge', 'accept', 'decline'])
  assert.deepEqual(
    before.facts.map(({ item }) => item),
    ['how-soon', 'caregiver', 'words', 'how-known', 'raised-at', 'name', 'age', 'sex'],
  )
  await act(api.receiveReferral, officer, { id })
  await act(api.acknowledge, officer, { id })
  await act(api.writeMessage, officer, { id, text: 'Thank you. Is he at school today?' })
  await act(api.accept, officer, { id })
  await act(api.completeReferral, officer, { id, outcome: 'child-safe', note: 'He is with his aunt.' })
  const after = await read(meridia, teacher, id)
  assert.deepEqual(
    [after.state, after.outcome, after.outcomeNote, after.messages[0]?.text],
    ['completed', 'child-safe', 'He is with his aunt.', 'Thank you. Is he at school today?'],
  )
  assert.deepEqual(await listOf(meridia, officer, 'inbox'), [])
})

test('the authority does not read the sender’s reasons, nor what was not shared', async () => {
  const meridia = shared
  const id = await sentBy(meridia)
  const seen = await read(meridia, meridia.officer, id)
  assert.equal(seen.consents[0]?.reason, undefined)
  assert.ok(seen.facts.slice(2).every(({ group }) => group === 'concern' || group === 'identity'))
  assert.equal((await read(meridia, meridia.teacher, id)).consents[0]?.reason, 'The Act obliges the school.')
})

test('the authority is told how soon it must act and that nobody may ask the caregiver, also when the sender did not choose to share the safety', async () => {
  const meridia = shared
  const { act, teacher, officer, concern } = meridia
  const { id } = await act(api.draft, teacher, {
    concernId: await concern(),
    concerns: [],
    caregiver: 'safe',
    requests: ['assessment'],
    share: ['concern'],
  })
  assert.deepEqual(await toldFirst(meridia, teacher, id), ['referral.how-soon.unknown', 'referral.caregiver-told.safe'])
  await act(api.giveConsent, teacher, { id, ...obliged, groups: ['concern'], caregiver: 'unknown' })
  assert.deepEqual(await toldFirst(meridia, teacher, id), [
    'referral.how-soon.unknown',
    'referral.caregiver-told.unknown',
  ])
  await act(api.send, teacher, { id })
  assert.deepEqual(await toldFirst(meridia, officer, id), [
    'referral.how-soon.unknown',
    'referral.caregiver-told.unknown',
  ])
  await act(api.giveConsent, teacher, { id, ...obliged, groups: ['concern'], caregiver: 'under-concern' })
  assert.deepEqual(await toldFirst(meridia, officer, id), [
    'referral.how-soon.unknown',
    'referral.caregiver-told.under-concern',
  ])
  const { facts } = await read(meridia, officer, id)
  assert.deepEqual(
    facts.map(({ item }) => item),
    ['how-soon', 'caregiver', 'words', 'how-known', 'raised-at'],
  )
})

test('an authority of another place finds nothing, and a draft is seen by nobody but its sender', async () => {
  const meridia = shared
  const { node, stranger, officer, tryTo, act, teacher, concern } = meridia
  const id = await sentBy(meridia)
  const look = await api.viewReferral.run(node, { id }, { actor: stranger })
  assert.ok(isRefusal(look) && look.code === 'record-not-found')
  const answer = await tryTo(api.acknowledge, stranger, { id })
  assert.ok(isRefusal(answer) && answer.code === 'record-not-found')
  const draft = await act(api.draft, teacher, {
    concernId: await concern(),
    concerns: [],
    caregiver: 'unknown',
    requests: ['assessment'],
    share: ['concern'],
  })
  assert.ok(isRefusal(await api.viewReferral.run(node, { id: draft.id }, { actor: officer })))
})

test('the sender cannot acknowledge in place of the authority', async () => {
  const meridia = shared
  const answer = await meridia.tryTo(api.acknowledge, meridia.teacher, { id: await sentBy(meridia) })
  assert.ok(isRefusal(answer) && answer.code === 'action-not-permitted')
})

test('immediate danger is before the authority on call and the police at once, with clocks from the danger, and only once', async () => {
  const meridia = await country()
  const { act, officer, work, concern, node } = meridia
  const concernId = await concern('immediate')
  await work()
  const inbox = await listOf(meridia, officer, 'inbox')
  assert.equal(inbox.length, 1)
  const seen = await read(meridia, officer, inbox[0]!.id)
  assert.deepEqual(await toldFirst(meridia, officer, inbox[0]!.id), [
    'referral.risk.immediate',
    'referral.caregiver-told.unknown',
  ])
  assert.ok(seen.facts.some(({ item }) => item === 'danger'))
  assert.equal(seen.clocks.find(({ until }) => until === 'referral-acknowledged')?.dueAt, '2026-11-22T08:15:00.000Z')
  await act(api.openUrgentReferral, nodeActor, { concernId })
  const { rows } = await node.asOwner((client) => client.query('select lead_id from referral.referral'))
  assert.equal(rows.length, 2)
  await act(api.acknowledge, officer, { id: inbox[0]!.id })
  assert.equal((await read(meridia, officer, inbox[0]!.id)).consents[0]?.person, 'Officer Danu')
})

test('where the concern says that the child is held, the node does not tell the police', async () => {
  const meridia = await country()
  const { act, concern, node } = meridia
  const concernId = await concern()
  const step = { step: heldStep, subject: { kind: 'concern' }, forDesk: true, answers: false }
  await act(noteProgressOnConcern, nodeActor, { id: concernId, ...step })
  const answer = await act(api.openUrgentReferral, nodeActor, { concernId })
  assert.deepEqual([answer.state, answer.alongsideIds], ['sent', []])
  const { rows } = await node.asOwner((client) => client.query('select lead_id from referral.referral'))
  assert.deepEqual(rows, [{ lead_id: null }], 'child protection alone has it')
})

test('immediate danger where nobody has the mandate waits on the coordinator’s list', async () => {
  const meridia = await country({ mandate: false })
  await meridia.concern('immediate')
  await meridia.work()
  assert.equal((await listOf(meridia, meridia.coordinator, 'parked')).length, 1)
})

test('silence reaches the supervisor, then the national coordinator, and an answer after that is late for good', async () => {
  const meridia = await country()
  const { node, act, officer, boss, coordinator, work, seen } = meridia
  const id = await sentBy(meridia)
  node.clock.advance(4 * 3_600_000 + 1000)
  await work()
  assert.equal((await listOf(meridia, boss, 'escalations'))[0]?.id, id)
  assert.deepEqual(await listOf(meridia, coordinator, 'escalations'), [])
  node.clock.advance(3_600_000)
  await work()
  assert.equal((await listOf(meridia, coordinator, 'escalations'))[0]?.id, id)
  await act(api.acknowledge, officer, { id })
  const clock = (await read(meridia, officer, id)).clocks.find(({ until }) => until === 'referral-acknowledged')
  assert.equal(clock?.missedAt, '2026-11-22T12:00:00.000Z')
  await work()
  assert.deepEqual(
    seen.filter(({ type }) => type === 'ReferralEscalated').map(({ data }) => data['to']),
    ['supervisor', 'coordinator'],
  )
})

test('a declined referral is at the next desk with the first clock and exactly what was shared before', async () => {
  const meridia = await country()
  const { act, officer, node, authorityIds } = meridia
  const neighbour = await node.person('MER-LAKES', ['authority'])
  const id = await sentBy(meridia)
  node.clock.advance(3_600_000)
  const { nextId, nextState } = await act(api.decline, officer, {
    id,
    reason: 'no-mandate-place',
    nextAuthorityId: authorityIds.lakes,
  })
  assert.equal(nextState, 'sent')
  const next = await read(meridia, neighbour, nextId)
  assert.equal(next.clocks.find(({ until }) => until === 'referral-acknowledged')?.dueAt, '2026-11-22T12:00:00.000Z')
  assert.equal(next.facts.find(({ item }) => item === 'words')?.text, words)
  assert.deepEqual(
    next.facts.map(({ item, code }) => code ?? item),
    [
      'referral.risk.high',
      'referral.caregiver-told.unknown',
      'words',
      'signals.how-known.told-by-child',
      'raised-at',
      'name',
      'age',
      'signals.sex.male',
    ],
  )
})

test('a declined referral without a next desk waits on the coordinator’s list, who can send it on', async () => {
  const meridia = await country()
  const { act, officer, coordinator, authorityIds } = meridia
  const { nextId } = await act(api.decline, officer, {
    id: await sentBy(meridia),
    reason: 'no-capacity',
    note: 'Nobody is free.',
  })
  assert.deepEqual(
    (await listOf(meridia, coordinator, 'parked')).map(({ id }) => id),
    [nextId],
  )
  const sent = await act(api.send, coordinator, { id: nextId, authorityId: authorityIds.lakes })
  assert.equal(sent.state, 'sent')
  const neighbour = await meridia.node.person('MER-LAKES', ['authority'])
  assert.deepEqual(
    (await read(meridia, neighbour, nextId)).facts.map(({ item }) => item),
    ['how-soon', 'caregiver', 'words', 'how-known', 'raised-at', 'name', 'age', 'sex'],
  )
})

test('the same command delivered a hundred times sends one referral', async () => {
  const meridia = await country()
  const { node, teacher } = meridia
  const id = await agreedBy(meridia)
  const commandId = newId()
  for (let time = 0; time < 100; time += 1)
    assert.ok(!isRefusal(await api.send.run(node, { id }, { actor: teacher, commandId })))
  const { rows } = await node.asOwner((client) =>
    client.query(`select count(*)::int as sent from kernel.outbox where type = 'ReferralSent'`),
  )
  assert.equal(rows[0].sent, 1)
})

test('no word about the child stands readable in the tables', async () => {
  const meridia = shared
  const id = await sentBy(meridia)
  await meridia.act(api.writeMessage, meridia.officer, { id, text: 'Is Tamo Venn at school?' })
  const dump = await meridia.node.asOwner(async (client) => {
    const texts: string[] = []
    for (const table of [
      'referral.referral',
      'referral.message',
      'referral.consent',
      'kernel.worklist',
      'kernel.outbox',
      'kernel.command',
      'kernel.ledger',
    ]) {
      const { rows } = await client.query(`select t::text as line from ${table} t`)
      texts.push(...rows.map((row: { line: string }) => row.line))
    }
    return texts.join('\n')
  })
  for (const secret of ['Tamo', 'yard', 'obliges']) {
    assert.ok(!dump.includes(secret), secret)
    assert.ok(!dump.includes(Buffer.from(secret).toString('hex')), secret)
  }
})

test('a person who sees a concern is told who has the mandate, and why', async () => {
  const meridia = shared
  const routing = await api.routesForNew.run(
    meridia.node,
    { concernId: await meridia.concern() },
    { actor: meridia.teacher },
  )
  assert.ok(!isRefusal(routing))
  assert.deepEqual(
    routing.routes.map(({ kind, part }) => [kind, part]),
    [
      ['child-protection', 'lead'],
      ['police', 'alongside'],
    ],
  )
  assert.deepEqual(routing.routes[0]!.why[0], { code: 'place', place: 'XM01' })
  const hidden = await api.routesForNew.run(
    meridia.node,
    { concernId: await meridia.concern() },
    { actor: meridia.stranger },
  )
  assert.ok(isRefusal(hidden) && hidden.code === 'record-not-found')
})

test('whoever begins a second referral about a concern is led to the first, until that one has ended', async () => {
  const { node, act, concern, officer, stranger, teacher } = shared
  const concernId = await concern()
  const underWay = async (actor: typeof teacher) => {
    const routing = await api.routesForNew.run(node, { concernId }, { actor })
    return isRefusal(routing) ? routing.code : routing.underWay.map(({ id, state, to }) => [id, state, Boolean(to)])
  }
  assert.deepEqual(await underWay(teacher), [])
  const { id } = await act(api.draft, teacher, {
    concernId,
    risk: 'high',
    concerns: [],
    caregiver: 'unknown',
    requests: ['assessment'],
    share: ['concern'],
  })
  assert.deepEqual(await underWay(teacher), [[id, 'draft', true]])
  assert.equal(await underWay(stranger), 'record-not-found')
  assert.equal(await underWay(officer), 'record-not-found', 'nothing has reached the authority yet')
  await act(api.withdraw, teacher, { id, reason: 'sent-in-error', note: 'It was meant for another child.' })
  assert.deepEqual(await underWay(teacher), [])
})

test('only an administrator changes the register of authorities', async () => {
  const meridia = await country()
  const authority = authorityOf(await meridia.node.agencyId('MER-HEALTH'), {
    id: newId(),
    agencyCode: 'MER-HEALTH',
    kind: 'health',
  })
  const refused = await meridia.tryTo(api.keepAuthority, meridia.officer, authority)
  assert.ok(isRefusal(refused) && refused.code === 'action-not-permitted')
  await meridia.act(api.keepAuthority, await meridia.node.person('MER-ADMIN', ['administrator']), authority)
  assert.ok(await getDeskScope(meridia.node.database, authority.agencyId, 'authority'))
})

test('a deadline that needs holidays which nobody knows says so in the list and on the record', async () => {
  for (const [start, certain] of [
    ['2027-11-22T08:00:00Z', true],
    ['2028-01-10T08:00:00Z', false],
  ] as const) {
    const meridia = await country({ start })
    const { officer, node } = meridia
    const id = await sentBy(meridia, { risk: 'low', share: ['concern'] })
    const [row] = await openTx(
      node,
      officer,
      async (tx) => (await readWorklist(tx, { list: 'inbox', scopes: officer.scopes })).rows,
    )
    assert.deepEqual([row?.dueCertain, row?.summary['dueCertain']], [certain, undefined])
    const { clocks } = await read(meridia, officer, id)
    assert.equal(clocks.find(({ until }) => until === 'referral-acknowledged')?.certain, certain)
  }
})

test('a message waits before the other side until somebody there has looked, also when the referral has ended', async () => {
  const meridia = await country()
  const { act, teacher, officer, boss, coordinator } = meridia
  const id = await sentBy(meridia)
  const waiting = async () =>
    Promise.all([teacher, officer].map(async (person) => (await listOf(meridia, person, 'messages')).length))
  assert.deepEqual(await waiting(), [0, 0])
  await act(api.writeMessage, officer, { id, text: 'Which school does he go to?' })
  assert.deepEqual(await waiting(), [1, 0])
  const [question] = (await read(meridia, teacher, id)).messages
  assert.deepEqual([question?.unseen, (await read(meridia, officer, id)).messages[0]?.unseen], [true, false])
  await act(api.seeMessages, officer, { id, messageIds: [question!.id] })
  assert.deepEqual(await waiting(), [1, 0], 'who wrote it cannot look for the other side')
  await act(api.seeMessages, teacher, { id, messageIds: [question!.id] })
  assert.deepEqual(await waiting(), [0, 0])
  await act(api.decline, officer, { id, reason: 'no-mandate-place' })
  await act(api.writeMessage, teacher, { id, text: 'To the one at the harbour.' })
  assert.deepEqual(await waiting(), [0, 1])
  await act(api.writeMessage, boss, { id, text: 'Thank you.' })
  assert.deepEqual(await waiting(), [1, 0], 'who answers has read')
  assert.deepEqual(await listOf(meridia, coordinator, 'messages'), [])
})

test('danger that is reported later counts from then, and what was told since reaches the authority', async () => {
  const meridia = await country()
  const { act, node, teacher, officer, concern } = meridia
  const concernId = await concern()
  node.clock.advance(20 * 86_400_000)
  await act(addToConcern, teacher, { id: concernId, text: 'They took him this night.' })
  const dangerAt = node.clock.now().toISOString()
  const { id } = await act(api.openUrgentReferral, nodeActor, {
    concernId,
    deskAgencyId: await node.agencyId('MER-SCHOOL'),
    dangerAt,
  })
  const seen = await read(meridia, officer, id)
  assert.ok(seen.clocks.every(({ startedAt }) => startedAt >= dangerAt))
  assert.deepEqual(
    seen.facts.filter(({ item }) => item === 'words').map(({ text }) => text),
    [words, 'They took him this night.'],
  )
})
