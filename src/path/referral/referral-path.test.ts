import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Actor } from '#kernel/actor'
import type { Context } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { acceptReferral } from './accept-referral.ts'
import { acknowledgeReferral } from './acknowledge-referral.ts'
import { isMissed } from '#standards'
import { completeReferral } from './complete-referral.ts'
import { declineReferral } from './decline-referral.ts'
import { escalateReferral } from './escalate-referral.ts'
import {
  authorityOf,
  contextAt,
  draftState,
  meridia,
  person,
  police,
  school,
  welfare,
} from './example-situations.test-data.ts'
import {
  agreed,
  coordinator,
  desk,
  drafted,
  officer,
  type Outcome,
  referralsIn,
  second,
  sent,
  sunday,
  teacher,
} from './on-its-way.test-data.ts'
import { openUrgentReferral } from './open-urgent-referral.ts'
import { receiveReferral } from './receive-referral.ts'
import { recordConsent } from './record-consent.ts'
import { findStep, hasEnded } from './referral-states.ts'
import { sendReferral } from './send-referral.ts'
import type { ReferralContext } from './referral-context.ts'
import { withdrawReferral } from './withdraw-referral.ts'
import { writeMessage } from './write-message.ts'

const stranger = person(police, 'worker')

test('a referral without the child’s word or a named override does not leave', () => {
  const outcome = sendReferral(
    { referral: drafted(), profile: meridia, authority: desk },
    {},
    contextAt(sunday, teacher),
  )
  assert.ok(isRefusal(outcome) && outcome.code === 'consent-missing')
})

test('a referral written without a network counts from the moment the teacher pressed send', () => {
  const outcome = sendReferral(
    { referral: { ...agreed(drafted()), draftedAt: '2026-11-20T09:00:00.000Z' }, profile: meridia, authority: desk },
    { occurredAt: '2026-11-20T10:00:00.000Z' },
    contextAt(sunday, teacher),
  )
  const [referral] = referralsIn(outcome)
  assert.equal(referral?.sentAt, '2026-11-20T10:00:00.000Z')
  assert.equal(referral?.clocks.find(({ until }) => until === 'referral-accepted')?.dueAt, '2026-11-21T10:00:00.000Z')
})

test('a phone whose clock runs ahead gives nobody more time', () => {
  const outcome = sendReferral(
    { referral: agreed(drafted()), profile: meridia, authority: desk },
    { occurredAt: '2026-12-24T10:00:00.000Z' },
    contextAt(sunday, teacher),
  )
  assert.equal(referralsIn(outcome)[0]?.sentAt, sunday)
})

test('what runs beside child protection waits until child protection has it', () => {
  const lead = agreed(drafted())
  const alongside = { ...agreed(drafted()), leadId: lead.id }
  const early = sendReferral(
    { referral: alongside, profile: meridia, authority: second, lead },
    {},
    contextAt(sunday, teacher),
  )
  assert.ok(isRefusal(early) && early.code === 'lead-referral-not-sent')
  const later = sendReferral(
    { referral: alongside, profile: meridia, authority: second, lead: sent() },
    {},
    contextAt(sunday, teacher),
  )
  assert.ok(!isRefusal(later))
})

test('an authority that accepts at once has acknowledged as well, and a case can open', () => {
  const outcome = acceptReferral(
    { referral: sent(), profile: meridia, authority: desk },
    {},
    contextAt('2026-11-22T09:00:00Z', officer),
  )
  assert.ok(!isRefusal(outcome))
  assert.deepEqual(
    outcome.events.map(({ type }) => type),
    ['ReferralAcknowledged', 'ReferralAccepted'],
  )
  assert.equal(outcome.answer.state, 'accepted')
})

test('a declined referral goes on to the next authority with the first clock', () => {
  const first = sent()
  const outcome = declineReferral(
    { referral: first, profile: meridia, authority: desk, nextAuthority: second },
    { reason: 'no-mandate-place', nextAuthorityId: second.id },
    contextAt('2026-11-22T20:00:00Z', officer),
  )
  const [ended, next] = referralsIn(outcome)
  assert.equal(ended?.state, 'declined')
  assert.equal(next?.state, 'sent')
  assert.equal(next?.chainId, first.id)
  assert.deepEqual(
    next?.clocks.map(({ until, startedAt, dueAt }) => [until, startedAt, dueAt]),
    first.clocks
      .filter(({ until }) => until !== 'referral-sent')
      .map(({ until, startedAt, dueAt }) => [until, startedAt, dueAt]),
  )
})

test('a declined referral without a next authority waits for the coordinator with its clocks running', () => {
  const outcome = declineReferral(
    { referral: sent(), profile: meridia, authority: desk },
    { reason: 'no-capacity', note: 'Nobody is free.' },
    contextAt(sunday, officer),
  )
  const next = referralsIn(outcome)[1]
  assert.equal(next?.state, 'draft')
  assert.equal(next?.parked, 'next-authority-unknown')
  assert.ok(next.clocks.every(({ metAt }) => metAt === undefined))
})

test('a yes for one authority does not carry the child’s story to another', () => {
  const draft = drafted({ age: { from: 16, to: 16 } })
  const own = referralsIn(
    recordConsent(
      { referral: draft, profile: meridia },
      {
        basis: 'consent',
        givenBy: 'child',
        given: { how: 'spoken', language: 'en', through: 'worker' },
        childTold: 'told',
        groups: [...draft.share],
        recipients: [desk.id],
      },
      contextAt(sunday, teacher),
    ),
  )[0]!
  const first = referralsIn(
    sendReferral({ referral: own, profile: meridia, authority: desk }, {}, contextAt(sunday, teacher)),
  )[0]!
  const next = referralsIn(
    declineReferral(
      { referral: first, profile: meridia, authority: desk, nextAuthority: second },
      { reason: 'no-mandate-place', nextAuthorityId: second.id },
      contextAt(sunday, officer),
    ),
  )[1]
  assert.equal(next?.state, 'draft')
  assert.equal(next?.parked, undefined)
})

test('two authorities cannot pass a child back and forth', () => {
  const outcome = declineReferral(
    { referral: { ...sent(), declinedBy: [second.id] }, profile: meridia, authority: desk, nextAuthority: second },
    { reason: 'no-capacity', note: 'Nobody is free.', nextAuthorityId: second.id },
    contextAt(sunday, officer),
  )
  assert.ok(isRefusal(outcome) && outcome.code === 'next-authority-declined')
})

test('silence goes to the supervisor at once and to the national coordinator after the wait the rule sets', () => {
  const referral = sent()
  const clockId = referral.clocks.find(({ until }) => until === 'referral-acknowledged')!.clockId
  const node: Actor = { kind: 'node', id: 'node', roles: [], scopes: [0] }
  const late = escalateReferral(
    { referral, profile: meridia, authority: desk },
    { clockId, level: 0 },
    contextAt('2026-11-22T12:00:30Z', node),
  )
  const [told] = referralsIn(late)
  assert.equal(told?.escalatedTo, 'supervisor')
  const wait = told?.clocks.at(-1)
  assert.deepEqual([wait?.level, wait?.dueAt], [2, '2026-11-22T13:00:00.000Z'])
  const later = escalateReferral(
    { referral: told!, profile: meridia, authority: desk },
    { clockId, level: 2 },
    contextAt('2026-11-22T13:00:01Z', node),
  )
  assert.equal(referralsIn(later)[0]?.escalatedTo, 'coordinator')
})

test('nobody is disturbed about a duty that was done meanwhile', () => {
  const answered = referralsIn(
    acknowledgeReferral({ referral: sent(), profile: meridia }, {}, contextAt('2026-11-22T12:30:00Z', officer)),
  )[0]!
  const clock = answered.clocks.find(({ until }) => until === 'referral-acknowledged')!
  assert.ok(isMissed(clock, '2026-11-22T12:30:00.000Z'))
  const outcome = escalateReferral(
    { referral: answered, profile: meridia },
    { clockId: clock.clockId, level: 0 },
    contextAt('2026-11-22T12:31:00Z', officer),
  )
  assert.deepEqual(outcome.changes, [])
})

test('in immediate danger the authority has it at once and its clock runs from the danger', () => {
  const night = authorityOf(welfare, { onCall: [{ weekday: 7, from: '00:00', to: '24:00' }] })
  const node: Actor = { kind: 'node', id: 'node', roles: [], scopes: [0] }
  const outcome = openUrgentReferral(
    draftState([night], { eventAt: '2026-11-22T07:50:00.000Z' }),
    contextAt(sunday, node),
    { agencyId: school, id: teacher.id },
  )
  const referral = referralsIn(outcome)[0]!
  assert.equal(referral.state, 'sent')
  assert.equal(
    referral.clocks.find(({ until }) => until === 'referral-acknowledged')?.dueAt,
    '2026-11-22T08:05:00.000Z',
  )
  const confirmed = referralsIn(acknowledgeReferral({ referral, profile: meridia }, {}, contextAt(sunday, officer)))[0]!
  assert.equal(confirmed.consents[0]?.decidedBy, officer.id)
})

test('immediate danger where nobody is responsible is parked before the coordinator, with its clock', () => {
  const node: Actor = { kind: 'node', id: 'node', roles: [], scopes: [0] }
  const outcome = openUrgentReferral(draftState([]), contextAt(sunday, node), { id: teacher.id })
  const referral = referralsIn(outcome).at(-1)!
  assert.deepEqual([referral.state, referral.parked, referral.clocks.length], ['draft', 'nobody-mandated', 1])
})

test('someone of a third agency can do nothing with it', () => {
  for (const decide of [receiveReferral, acknowledgeReferral, acceptReferral]) {
    const outcome = decide({ referral: sent(), profile: meridia }, {}, contextAt(sunday, stranger))
    assert.ok(isRefusal(outcome) && outcome.code === 'referral-not-yours')
  }
  assert.ok(
    isRefusal(writeMessage({ referral: sent(), profile: meridia }, { text: 'hello' }, contextAt(sunday, stranger))),
  )
})

const moves: Record<string, (referralContext: ReferralContext, context: Context) => Outcome> = {
  consent: (referralContext, context) =>
    recordConsent(
      referralContext,
      {
        basis: 'override',
        ground: 'statutory-duty',
        reason: 'The Act obliges us.',
        childTold: 'told',
        groups: ['concern', 'place'],
      },
      context,
    ),
  send: (referralContext, context) => sendReferral(referralContext, {}, context),
  receive: (referralContext, context) => receiveReferral(referralContext, {}, context),
  acknowledge: (referralContext, context) => acknowledgeReferral(referralContext, {}, context),
  accept: (referralContext, context) => acceptReferral(referralContext, {}, context),
  decline: (referralContext, context) =>
    declineReferral(referralContext, { reason: 'no-capacity', note: 'Nobody is free.' }, context),
  withdraw: (referralContext, context) =>
    withdrawReferral(referralContext, { reason: 'sent-in-error', note: 'It was meant for another child.' }, context),
  complete: (referralContext, context) => completeReferral(referralContext, { outcome: 'child-safe' }, context),
  message: (referralContext, context) => writeMessage(referralContext, { text: 'How is it going?' }, context),
  escalate: (referralContext, context) =>
    escalateReferral(referralContext, { clockId: 'acknowledge-high', level: 0 }, context),
}

test('whoever does whatever in whatever order: no step outside the table, an end is an end, and a missed date stays missed', () => {
  const act = fc.record({
    move: fc.constantFrom(...Object.keys(moves)),
    actor: fc.constantFrom(teacher, officer, stranger, coordinator),
    wait: fc.integer({ min: 0, max: 20 * 3_600_000 }),
  })
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), (acts) => {
      let referral = drafted()
      let now = new Date(sunday)
      const missed = new Map<string, string>()
      for (const { move, actor, wait } of acts) {
        now = new Date(now.getTime() + wait)
        const before = referral
        const outcome = moves[move]!({ referral, profile: meridia, authority: desk }, contextAt(now, actor))
        if (isRefusal(outcome)) continue
        const after = referralsIn(outcome).find(({ id }) => id === before.id) ?? before
        if (after.state !== before.state) {
          assert.equal(findStep(before.state, move as 'send')?.to, after.state)
          assert.ok(!hasEnded(before.state))
          assert.notEqual(actor, stranger)
        }
        for (const clock of after.clocks) {
          if (isMissed(clock, now.toISOString())) missed.set(clock.id, clock.dueAt)
          assert.ok(!missed.has(clock.id) || isMissed(clock, now.toISOString()))
        }
        assert.ok(before.clocks.every(({ id }) => after.clocks.some((clock) => clock.id === id)))
        assert.ok(after.version >= before.version)
        referral = after
      }
    }),
  )
})
