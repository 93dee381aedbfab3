import assert from 'node:assert/strict'
import test from 'node:test'
import { isRefusal } from '#kernel/refusal'
import { consentFor } from './consent.ts'
import { draftReferral } from './draft-referral.ts'
import {
  authorityOf,
  contextAt,
  draftInput,
  draftState,
  meridia,
  person,
  school,
  welfare,
} from './example-situations.test-data.ts'
import type { Consent, Referral } from './model.ts'
import type { ConsentInput } from './inputs.ts'
import { recordConsent } from './record-consent.ts'

const now = '2026-11-22T08:00:00.000Z'
const worker = person(school, 'worker')
const desk = authorityOf(welfare)

function draft(changes: Partial<Referral> = {}): Referral {
  const decision = draftReferral(draftState([desk]), draftInput, contextAt(now, worker))
  assert.ok(!isRefusal(decision))
  const change = decision.changes[0]
  assert.ok(change?.change === 'keep-referral')
  return { ...change.referral, ...changes }
}

function record(referral: Referral, input: Partial<ConsentInput>): Referral | string {
  const decision = recordConsent(
    { referral, profile: meridia },
    { basis: 'consent', givenBy: 'child', childTold: 'told', groups: ['concern', 'place'], ...input },
    contextAt(now, worker),
  )
  if (isRefusal(decision)) return decision.code
  const change = decision.changes[0]
  assert.ok(change?.change === 'keep-referral')
  return change.referral
}

function gaps(referral: Referral | string, at = now): readonly string[] {
  assert.ok(typeof referral !== 'string', String(referral))
  const answer = consentFor(referral, meridia, desk.id, at)
  return answer.enough ? [] : answer.gaps
}

test('a child of sixteen decides alone', () => {
  const referral = draft({ age: { from: 16, to: 16 } })
  assert.deepEqual(gaps(referral), ['nobody-asked'])
  assert.deepEqual(gaps(record(referral, {})), [])
})

test('a child of thirteen is asked, and a safe adult as well', () => {
  const asked = record(draft(), { basis: 'assent' })
  assert.deepEqual(gaps(asked), ['adult-not-asked'])
  assert.deepEqual(gaps(record(asked as Referral, { givenBy: 'caregiver' })), [])
})

test('a child whose age nobody knows is asked, and an adult too', () => {
  const asked = record(draft({ age: undefined }), {})
  assert.deepEqual(gaps(asked), ['adult-not-asked'])
})

test('the child’s no stands against every yes, until a named person goes on for a reason', () => {
  const yes = record(draft(), { givenBy: 'guardian' }) as Referral
  const no = record(yes, { basis: 'refusal' }) as Referral
  assert.deepEqual(gaps(no), ['child-said-no'])
  const override = record(no, {
    basis: 'override',
    givenBy: undefined,
    ground: 'imminent-risk',
    reason: 'They will be moved tonight.',
  }) as Referral
  assert.deepEqual(gaps(override), [])
  assert.equal(override.consents.at(-1)?.decidedBy, worker.id)
})

test('an override without a ground the law knows, or without a reason, is not taken', () => {
  assert.equal(record(draft(), { basis: 'override', reason: 'because' }), 'legal-reason-missing')
  assert.equal(record(draft(), { basis: 'override', ground: 'best-interests', reason: '  ' }), 'reason-needed')
})

test('a caregiver about whom there is a concern is not asked', () => {
  assert.equal(record(draft({ caregiver: 'under-concern' }), { givenBy: 'caregiver' }), 'caregiver-not-safe')
})

test('a caregiver of whom nobody knows whether they are safe is not asked either', () => {
  assert.equal(record(draft({ caregiver: 'unknown' }), { givenBy: 'caregiver' }), 'caregiver-safety-unknown')
})

test('the yes of a caregiver loses its force when a concern about them arises', () => {
  const both = record(record(draft(), { basis: 'assent' }) as Referral, { givenBy: 'caregiver' }) as Referral
  assert.deepEqual(gaps(both), [])
  assert.deepEqual(gaps({ ...both, caregiver: 'under-concern' }), ['adult-not-asked'])
})

test('only the child can assent', () => {
  assert.equal(record(draft(), { basis: 'assent', givenBy: 'guardian' }), 'assent-not-by-child')
})

test('a yes reaches no further than the facts and the people it was given for', () => {
  const sixteen = draft({ age: { from: 16, to: 16 } })
  assert.deepEqual(gaps(record({ ...sixteen, share: ['concern', 'place', 'identity'] }, {})), ['not-for-these-facts'])
  assert.deepEqual(gaps(record(sixteen, { recipients: [authorityOf(welfare).id] })), ['not-for-this-authority'])
  assert.deepEqual(gaps(record(sixteen, {}), '2027-06-22T08:00:00.000Z'), ['expired'])
})

test('a yes that was taken back is none', () => {
  const yes = record(draft({ age: { from: 16, to: 16 } }), {}) as Referral
  const back: Consent[] = yes.consents.map((consent) => ({ ...consent, withdrawnAt: now }))
  assert.deepEqual(gaps({ ...yes, consents: back }), ['nobody-asked'])
})
