import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Actor } from '#kernel/actor'
import type { Context, Decision } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { acceptReferral } from './accept-referral.ts'
import { acknowledgeReferral } from './acknowledge-referral.ts'
import { isMissed } from '#standards'
import { completeReferral } from './complete-referral.ts'
import { declineReferral } from './decline-referral.ts'
import { draftReferral } from './draft-referral.ts'
import { escalateReferral } from './escalate-referral.ts'
import {
  authorityOf,
  contextAt,
  coordination,
  draftInput,
  draftState,
  exampleId,
  meridia,
  person,
  police,
  school,
  welfare,
} from './example-situations.test-data.ts'
import type { Authority, Referral } from './model.ts'
import { openUrgentReferral } from './open-urgent-referral.ts'
import { receiveReferral } from './receive-referral.ts'
import { recordConsent } from './record-consent.ts'
import { findStep, hasEnded } from './referral-states.ts'
import { sendReferral } from './send-referral.ts'
import type { ReferralAnswer, ReferralChange, ReferralContext } from './referral-context.ts'
import type { WithdrawInput } from './inputs.ts'
import { withdrawReferral } from './withdraw-referral.ts'
import { writeMessage } from './write-message.ts'
import type { ReferralEvent } from './events.ts'

const teacher = person(school, 'worker')
const officer = person(welfare, 'authority')
const stranger = person(police, 'worker')
const coordinator = person(coordination, 'coordinator')
const desk = authorityOf(welfare)
const second = authorityOf(police)
const sunday = '2026-11-22T08:00:00.000Z'

type Outcome = Decision<ReferralChange, ReferralAnswer, ReferralEvent> | Refusal

function referralsIn(outcome: Outcome): Referral[] {
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.code : '')
  return outcome.changes.flatMap((change) => (change.change === 'keep-referral' ? [change.referral] : []))
}

function drafted(changes: Parameters<typeof draftState>[1] = {}): Referral {
  return referralsIn(draftReferral(draftState([desk, second], changes), draftInput, contextAt(sunday, teacher)))[0]!
}

function agreed(referral: Referral): Referral {
  return referralsIn(
    recordConsent(
      { referral, profile: meridia },
      {
        basis: 'override',
        ground: 'statutory-duty',
        reason: 'The Act obliges us.',
        childTold: 'told',
        groups: [...referral.share],
      },
      contextAt(sunday, teacher),
    ),
  )[0]!
}

function sent(at = sunday): Referral {
  return referralsIn(
    sendReferral({ referral: agreed(drafted()), profile: meridia, authority: desk }, {}, contextAt(at, teacher)),
  )[0]!
}

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
    { reason: 'no-capacity' },
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
      { basis: 'consent', givenBy: 'child', childTold: 'told', groups: [...draft.share], recipients: [desk.id] },
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

test('a child is never passed on to police, immigration, another country or a desk without the mandate', () => {
  const onward = (nextAuthority: Authority, referral = sent()) =>
    declineReferral(
      { referral, profile: meridia, authority: desk, nextAuthority },
      { reason: 'no-capacity', nextAuthorityId: nextAuthority.id },
      contextAt(sunday, officer),
    )
  const elsewhere = { ...desk.mandates[0]!, places: ['XM04'] }
  for (const next of [
    ...(['police', 'immigration', 'prosecution', 'health', 'shelter'] as const).map((kind) =>
      authorityOf(police, { kind }),
    ),
    authorityOf(police, { country: 'XS' }),
    authorityOf(police, { mandates: [elsewhere] }),
  ]) {
    const outcome = onward(next)
    assert.ok(isRefusal(outcome) && outcome.code === 'next-authority-not-mandated', next.kind)
  }
  assert.ok(!isRefusal(onward(second)))
  const beside = { ...sent(), leadId: exampleId() }
  assert.ok(isRefusal(onward(authorityOf(police, { kind: 'immigration' }), beside)))
  assert.ok(!isRefusal(onward(authorityOf(police, { kind: 'shelter' }), beside)))
})

test('an authority that may be part of it does not choose who comes next; the coordinator does', () => {
  const decline = (nextAuthority?: Authority) =>
    declineReferral(
      { referral: sent(), profile: meridia, authority: desk, nextAuthority },
      { reason: 'part-of-it', ...(nextAuthority && { nextAuthorityId: nextAuthority.id }) },
      contextAt(sunday, officer),
    )
  const named = decline(second)
  assert.ok(isRefusal(named) && named.code === 'next-authority-not-yours')
  assert.equal(referralsIn(decline())[1]?.parked, 'next-authority-unknown')
})

test('an authority that is wrong for the place can name the one of the right place', () => {
  const right = authorityOf(police, { mandates: [{ ...desk.mandates[0]!, places: ['XM04'] }] })
  const outcome = declineReferral(
    { referral: sent(), profile: meridia, authority: desk, nextAuthority: right },
    { reason: 'no-mandate-place', nextAuthorityId: right.id },
    contextAt(sunday, officer),
  )
  assert.ok(!isRefusal(outcome))
})

test('a hospital never waits for another desk, and nobody waits in immediate danger', () => {
  const health = authorityOf(police, { kind: 'health' })
  const alongside = { ...agreed(drafted()), leadId: exampleId() }
  const send = (referral: Referral, authority: Authority) =>
    sendReferral({ referral, profile: meridia, authority }, {}, contextAt(sunday, teacher))
  assert.ok(!isRefusal(send(alongside, health)))
  assert.ok(!isRefusal(send({ ...alongside, risk: 'immediate' }, second)))
  const waits = send(alongside, second)
  assert.ok(isRefusal(waits) && waits.code === 'lead-referral-not-sent')
})

test('only the child, or a caregiver known to be safe, can want a referral to end, and with danger a second person decides', () => {
  const supervisor = person(school, 'supervisor')
  const withdraw = (changes: Partial<Referral>, reason: WithdrawInput['reason'], by = teacher) => {
    const outcome = withdrawReferral(
      { referral: { ...sent(), ...changes }, profile: meridia, authority: desk },
      { reason, note: 'She said so herself, alone.' },
      contextAt(sunday, by),
    )
    return isRefusal(outcome) ? outcome.code : outcome.answer.state
  }
  for (const caregiver of ['under-concern', 'absent', 'unknown'] as const)
    assert.equal(withdraw({ caregiver, risk: 'low' }, 'adult-withdrew', supervisor), 'withdrawal-by-unsafe-adult')
  assert.equal(withdraw({ caregiver: 'safe', risk: 'low' }, 'adult-withdrew'), 'withdrawn')
  for (const changes of [
    { caregiver: 'safe', risk: 'immediate' },
    { caregiver: 'safe', risk: 'high' },
    { caregiver: 'under-concern', risk: 'low' },
    { caregiver: 'unknown', risk: 'low' },
  ] as const)
    for (const reason of ['child-withdrew', 'sent-in-error', 'sent-elsewhere', 'other'] as const) {
      assert.equal(withdraw(changes, reason), 'withdrawal-needs-supervisor')
      assert.equal(withdraw(changes, reason, supervisor), 'withdrawn')
    }
})

test('a referral is never withdrawn without words', () => {
  const outcome = withdrawReferral(
    { referral: sent(), profile: meridia, authority: desk },
    { reason: 'sent-in-error', note: '  ' },
    contextAt(sunday, person(school, 'supervisor')),
  )
  assert.ok(isRefusal(outcome) && outcome.code === 'reason-needed')
})

test('nobody who may act against the child leads, whoever chooses', () => {
  for (const kind of ['police', 'immigration', 'prosecution'] as const) {
    const outcome = sendReferral(
      { referral: agreed(drafted()), profile: meridia, authority: authorityOf(police, { kind }) },
      {},
      contextAt(sunday, teacher),
    )
    assert.ok(isRefusal(outcome) && outcome.code === 'lead-acts-against', kind)
  }
})

test('two authorities cannot pass a child back and forth', () => {
  const outcome = declineReferral(
    { referral: { ...sent(), declinedBy: [second.id] }, profile: meridia, authority: desk, nextAuthority: second },
    { reason: 'no-capacity', nextAuthorityId: second.id },
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
  decline: (referralContext, context) => declineReferral(referralContext, { reason: 'no-capacity' }, context),
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
