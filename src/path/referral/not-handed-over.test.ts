import assert from 'node:assert/strict'
import test from 'node:test'
import { isRefusal } from '#kernel/refusal'
import { declineReferral } from './decline-referral.ts'
import { authorityOf, contextAt, exampleId, meridia, person, police, school } from './example-situations.test-data.ts'
import type { WithdrawInput } from './inputs.ts'
import type { Authority, Referral } from './model.ts'
import { agreed, desk, drafted, officer, referralsIn, second, sent, sunday, teacher } from './on-its-way.test-data.ts'
import { sendReferral } from './send-referral.ts'
import { withdrawReferral } from './withdraw-referral.ts'

test('a child is never passed on to police, immigration, another country or a desk without the mandate', () => {
  const onward = (nextAuthority: Authority, referral = sent()) =>
    declineReferral(
      { referral, profile: meridia, authority: desk, nextAuthority },
      { reason: 'no-capacity', note: 'Nobody is free.', nextAuthorityId: nextAuthority.id },
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
      {
        reason: 'part-of-it',
        note: 'The director is her uncle.',
        ...(nextAuthority && { nextAuthorityId: nextAuthority.id }),
      },
      contextAt(sunday, officer),
    )
  const named = decline(second)
  assert.ok(isRefusal(named) && named.code === 'next-authority-not-yours')
  assert.equal(referralsIn(decline())[1]?.parked, 'next-authority-unknown')
})

test('an authority without capacity keeps the duty until the next has accepted, and one that calls a child too old has an examined fact', () => {
  const decline = (reason: 'no-capacity' | 'no-mandate-age' | 'child-moved', more: object = {}, referral = sent()) =>
    declineReferral(
      { referral, profile: meridia, authority: desk, nextAuthority: second },
      { reason, nextAuthorityId: second.id, ...more },
      contextAt(sunday, officer),
    )
  for (const reason of ['no-capacity', 'child-moved'] as const) {
    const silent = decline(reason)
    assert.ok(isRefusal(silent) && silent.code === 'reason-needed', 'where to, and why')
  }
  const note = { note: 'Nobody is free this week.' }
  const next = referralsIn(decline('no-capacity', note))[1]
  assert.equal(next?.keptBy, sent().authorityAgencyId)
  const beside = { ...sent(), leadId: exampleId() }
  assert.equal(referralsIn(decline('no-capacity', note, beside))[1]?.keptBy, undefined, 'only who leads has the duty')
  const guessed = decline('no-mandate-age', note, { ...sent(), age: { from: 17, to: 19 } })
  assert.ok(isRefusal(guessed) && guessed.code === 'age-not-examined')
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
      assert.equal(withdraw(changes, reason), 'withdrawal-reserved')
      assert.equal(withdraw(changes, reason, supervisor), 'withdrawn')
    }
})

test('a referral that an authority declined has been seen, so one worker does not withdraw what waits for the next', () => {
  const { sentAt: _, ...draft } = { ...sent(), caregiver: 'safe', risk: 'high', state: 'draft' } as const
  const withdraw = (referral: Referral, by = person(school, 'worker')) => {
    const outcome = withdrawReferral(
      { referral, profile: meridia },
      { reason: 'other', note: 'Nobody takes it.' },
      contextAt(sunday, by),
    )
    return isRefusal(outcome) ? outcome.code : outcome.answer.state
  }
  assert.equal(withdraw(draft), 'withdrawn', 'nobody has seen their own draft')
  assert.equal(withdraw({ ...draft, previousId: exampleId() }), 'withdrawal-reserved')
  assert.equal(withdraw({ ...draft, previousId: exampleId() }, person(school, 'supervisor')), 'withdrawn')
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
