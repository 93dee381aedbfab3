import {
  accept,
  acknowledge,
  completeReferral,
  confirmWithdrawal,
  decline,
  draft,
  giveConsent,
  receiveReferral,
  send,
  viewReferral,
  withdraw,
  withdrawConsent,
  writeMessage,
} from '../../../src/path/referral/api.ts'
import { closeConcern } from '../../../src/path/signals/api.ts'
import type { ConsentInput, Referral } from '#path/referral'
import type { Consent } from '../../../src/path/referral/model.ts'
import { findProfile } from '#standards'
import { authorityIdOf } from '../authorities.ts'
import type { Story, Teller } from '../telling.ts'
import { children } from './children.ts'
import { deskFor, type ProtectionDesk, type Subject } from './desks.ts'
import type { Plan } from './plan.ts'
import { tellCase } from './tell-case.ts'

const { consentFromAge } = findProfile('XM')!.consent
const alongside: Record<string, string> = { 'MER-POL': 'mirko@pol', 'MER-LAB': 'elspeth@lab' }

/** From the draft to the authority's answer, up to the end of the plan. */
export async function* tellReferral(teller: Teller, plan: Plan, subject: Subject): Story {
  const { by } = subject
  const share: Referral['share'] = [
    'concern',
    'identity',
    'place',
    ...(plan.outcome === 'presumed-victim' ? (['screening'] as const) : []),
  ]
  const { age } = children[plan.child!]!
  const drafted = await teller.does(by, draft, {
    concernId: subject.concernId,
    childId: subject.childId,
    risk: plan.risk ?? 'medium',
    age: { from: age, to: age },
    caregiver: plan.word === 'guardian' ? 'absent' : 'unknown',
    requests: plan.risk === 'high' ? ['safety-check', 'assessment'] : ['assessment'],
    share,
    ...(plan.alongside && { alongsideIds: [authorityIdOf(plan.alongside)] }),
  })
  const { id } = drafted
  if (plan.word === undefined) return
  await recordWord(teller, plan, by, drafted, share)
  if (plan.end === 'draft') return
  yield teller.atWork({ minutes: 25 })
  await teller.does(by, send, { id })
  for (const alongsideId of drafted.alongsideIds) await teller.does(by, send, { id: alongsideId })
  // The concern knows of the referral once the node has worked.
  yield teller.after({ minutes: 5 })
  await teller.does(by, closeConcern, { id: subject.concernId, reason: 'referred' })
  if (plan.end === 'sent') return
  const first = deskFor(plan.place)
  yield teller.atWork({ hours: 1, minutes: plan.words * 4 })
  if (plan.end === 'withdrawn') {
    await teller.does('greta@line', withdraw, {
      id,
      reason: 'sent-elsewhere',
      note: 'The school nurse has already told child protection.',
    })
    return
  }
  await teller.does(first.authority, receiveReferral, { id })
  if (plan.end === 'received') return
  for (const alongsideId of drafted.alongsideIds) {
    await teller.does(alongside[plan.alongside!]!, accept, { id: alongsideId })
    if (plan.takenBack) await takeBack(teller, plan, by, alongsideId)
  }
  if (plan.declinedBy) {
    yield teller.atWork({ hours: 4 })
    const { nextId } = await teller.does(first.authority, decline, {
      id,
      reason: 'no-mandate-place',
      nextAuthorityId: authorityIdOf('MER-CPL'),
    })
    yield teller.atWork({ hours: 3 })
    yield* answer(teller, plan, { ...subject, id: nextId }, deskFor('XM02'))
    return
  }
  yield plan.late === 'authority' ? teller.atWork({ days: 4 }) : teller.atWork({ minutes: 30 + plan.words * 9 })
  yield* answer(teller, plan, { ...subject, id }, first)
}

/** The law obliges to tell child protection: the child is told so and heard. Only for more, and for others, a yes counts. */
async function recordWord(
  teller: Teller,
  plan: Plan,
  by: string,
  referrals: { id: string; alongsideIds: readonly string[] },
  groups: Referral['share'],
): Promise<void> {
  const { id } = referrals
  const wish = plan.word === 'override' || plan.word === 'against-no' ? 'does-not-want-it' : 'wants-it'
  const { consent } = await teller.looks(by, viewReferral, { id })
  if (consent.duty) await teller.does(by, giveConsent, { id, basis: 'override', wish, childTold: 'told', groups })
  // Where nobody is responsible yet, nobody knows whether the law obliges, so the child is asked about everything.
  const asked = consent.duty ? groups.filter((group) => group === 'screening') : groups
  if (asked.length > 0)
    for (const word of wordsOf(plan).filter(({ givenBy }) => consent.adult || givenBy !== 'guardian'))
      await teller.does(by, giveConsent, { id, ...word, childTold: 'told', groups: asked })
  for (const besideId of referrals.alongsideIds)
    for (const word of wordsOf(plan))
      await teller.does(by, giveConsent, {
        id: besideId,
        ...word,
        recipients: plan.alongside ? [authorityIdOf(plan.alongside)] : [],
        childTold: 'told',
        groups: ['place', 'safety'],
      })
}

type Word = Pick<Consent, 'basis' | 'givenBy' | 'guardian' | 'ground' | 'reason'> & Pick<ConsentInput, 'given'>

function wordsOf(plan: Plan): Word[] {
  const { age } = children[plan.child!]!
  // The ages are "about": one year either way. A child who may be under the age of consent is asked with a guardian.
  const alone = age - 1 >= consentFromAge && !plan.ageInDoubt
  const given = { how: 'spoken', language: 'ar', through: 'worker' } as const
  const goingAhead = {
    basis: 'override',
    ground: 'best-interests',
    reason: 'Waiting for a yes would leave the child alone with the worry.',
  } as const
  if (plan.word === 'override') return [goingAhead]
  // A second person has to agree before anything is sent.
  if (plan.word === 'against-no') return [{ basis: 'refusal', givenBy: 'child' }, goingAhead]
  if (alone) return [{ basis: 'consent', givenBy: 'child', given }]
  return [
    { basis: 'assent', givenBy: 'child', given },
    { basis: 'consent', givenBy: 'guardian', guardian: { appointedBy: 'court', conflict: 'none-seen' }, given },
  ]
}

/** The child wants one of the authorities to know nothing more. It is told at once, and says what it did. */
async function takeBack(teller: Teller, plan: Plan, by: string, id: string): Promise<void> {
  await teller.does(by, withdrawConsent, {
    id,
    givenBy: 'child',
    from: 'this-authority',
    groups: ['place', 'safety'],
    reason: 'She is afraid that they come to her cousin’s door.',
  })
  if (plan.takenBack !== 'answered') return
  const desk = alongside[plan.alongside!]!
  const { consents } = await teller.looks(desk, viewReferral, { id })
  const word = consents.find(({ owed }) => owed)
  if (!word) throw new Error(`${desk} owes no answer.`)
  await teller.does(desk, confirmWithdrawal, { id, consentId: word.id, did: 'deleted' })
}

async function* answer(teller: Teller, plan: Plan, subject: Subject & { id: string }, desk: ProtectionDesk): Story {
  const { id } = subject
  await teller.does(desk.authority, acknowledge, { id })
  if (plan.words % 2 === 0) {
    await teller.does(desk.authority, writeMessage, {
      id,
      text: 'We have the referral. Is the child somewhere safe tonight?',
    })
    yield teller.atWork({ minutes: 20 })
    await teller.does(subject.by, writeMessage, { id, text: 'Yes, with a colleague of ours until four o’clock.' })
  }
  if (plan.end === 'acknowledged') return
  yield teller.atWork(plan.late === 'authority' ? { days: 6 } : { hours: 2 })
  await teller.does(desk.authority, accept, { id })
  if (plan.end === 'accepted') return
  yield* tellCase(teller, plan, subject, desk)
  if (plan.end === 'completed') {
    yield teller.atWork({ days: 4 })
    await teller.does(desk.authority, completeReferral, {
      id,
      outcome: plan.risk === 'high' ? 'child-safe' : 'support-running',
      note: 'Thank you for asking us. The child has someone to turn to.',
    })
  }
}

/** A referral of a child whose case the authority has open. It accepts, and the referral joins that case. */
export async function* referAgain(
  teller: Teller,
  { desk, concernId, childId, authority }: { desk: string; concernId: string; childId: string; authority: string },
): Story {
  const share: Referral['share'] = ['concern', 'identity']
  const { id } = await teller.does(desk, draft, {
    concernId,
    childId,
    risk: 'medium',
    caregiver: 'unknown',
    requests: ['assessment'],
    share,
  })
  await teller.does(desk, giveConsent, { id, basis: 'override', wish: 'wants-it', childTold: 'told', groups: share })
  yield teller.atWork({ minutes: 20 })
  await teller.does(desk, send, { id })
  yield teller.after({ minutes: 5 })
  await teller.does(desk, closeConcern, { id: concernId, reason: 'referred' })
  yield teller.atWork({ hours: 2 })
  await teller.does(authority, accept, { id })
}
