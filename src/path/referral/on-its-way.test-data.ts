import assert from 'node:assert/strict'
import type { Decision } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { draftReferral } from './draft-referral.ts'
import type { ReferralEvent } from './events.ts'
import {
  authorityOf,
  contextAt,
  coordination,
  draftInput,
  draftState,
  meridia,
  person,
  police,
  school,
  welfare,
} from './example-situations.test-data.ts'
import type { Referral } from './model.ts'
import { recordConsent } from './record-consent.ts'
import type { ReferralAnswer, ReferralChange } from './referral-context.ts'
import { sendReferral } from './send-referral.ts'

export const teacher = person(school, 'worker')
export const officer = person(welfare, 'authority')
export const coordinator = person(coordination, 'coordinator')
export const desk = authorityOf(welfare)
export const second = authorityOf(police)
export const sunday = '2026-11-22T08:00:00.000Z'

export type Outcome = Decision<ReferralChange, ReferralAnswer, ReferralEvent> | Refusal

export function referralsIn(outcome: Outcome): Referral[] {
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.code : '')
  return outcome.changes.flatMap((change) => (change.change === 'keep-referral' ? [change.referral] : []))
}

export function drafted(changes: Parameters<typeof draftState>[1] = {}): Referral {
  return referralsIn(draftReferral(draftState([desk, second], changes), draftInput, contextAt(sunday, teacher)))[0]!
}

export function agreed(referral: Referral): Referral {
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

export function sent(at = sunday): Referral {
  return referralsIn(
    sendReferral({ referral: agreed(drafted()), profile: meridia, authority: desk }, {}, contextAt(at, teacher)),
  )[0]!
}
