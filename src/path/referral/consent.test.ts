import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#kernel/refusal'
import { confirmOverride } from './confirm-override.ts'
import { consentFor, needsOf } from './consent.ts'
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
import type { Authority, Consent, Referral } from './model.ts'
import type { ConsentInput } from './inputs.ts'
import { recordConsent } from './record-consent.ts'
import { isMissed } from '#standards'
import { sendReferral } from './send-referral.ts'

const now = '2026-11-22T08:00:00.000Z'
const worker = person(school, 'worker')
const desk = authorityOf(welfare)
/** No law obliges anybody to tell a shelter, and a child is asked with an adult. */
const shelter = authorityOf(welfare, { kind: 'shelter' })
const asked = { how: 'spoken', language: 'en', through: 'worker' } as const

const supervisor = person(school, 'supervisor')
const goingAhead: Partial<ConsentInput> = {
  basis: 'override',
  givenBy: undefined,
  given: undefined,
  ground: 'imminent-risk',
  reason: 'They will be moved tonight.',
}

const appointed = { appointedBy: 'court', conflict: 'none-seen' } as const

function draft(changes: Partial<Referral> = {}): Referral {
  const decision = draftReferral(draftState([desk]), draftInput, contextAt(now, worker))
  assert.ok(!isRefusal(decision))
  const change = decision.changes[0]
  assert.ok(change?.change === 'keep-referral')
  return { ...change.referral, ...changes }
}

function record(
  referral: Referral,
  input: Partial<ConsentInput>,
  by = worker,
  authority: Authority = shelter,
): Referral | string {
  const decision = recordConsent(
    { referral, profile: meridia, authority },
    { basis: 'consent', givenBy: 'child', given: asked, childTold: 'told', groups: ['concern', 'place'], ...input },
    contextAt(now, by),
  )
  if (isRefusal(decision)) return decision.code
  const change = decision.changes[0]
  assert.ok(change?.change === 'keep-referral')
  return change.referral
}

function gaps(referral: Referral | string, at = now, to: Pick<Authority, 'id' | 'kind'> = shelter): readonly string[] {
  assert.ok(typeof referral !== 'string', String(referral))
  const answer = consentFor(referral, meridia, to, at)
  return answer.enough ? [] : answer.gaps
}

test('a child of sixteen decides alone', () => {
  const referral = draft({ age: { from: 16, to: 16 } })
  assert.deepEqual(gaps(referral), ['nobody-asked'])
  assert.deepEqual(gaps(record(referral, {})), [])
})

test('a person of nineteen who was exploited at fourteen decides alone, and no parent is asked', () => {
  const now = draft({ age: { from: 19, to: 19, certain: true }, ageAtActs: { from: 14, to: 14 } })
  assert.deepEqual(needsOf(now.age, meridia), { child: 'consent', adult: false })
  assert.deepEqual(gaps(record(now, {})), [])
})

test('a child of sixteen who was eleven when it happened decides alone', () => {
  const now = draft({ age: { from: 16, to: 16 }, ageAtActs: { from: 11, to: 11 } })
  assert.deepEqual(gaps(record(now, {})), [])
})

test('where only adults decide, somebody who says 18 is asked like a child, with a safe adult', () => {
  const strict = { ...meridia, consent: { ...meridia.consent, consentFromAge: 18 } }
  assert.deepEqual(needsOf({ from: 18, to: 18 }, strict), { child: 'assent', adult: true })
  assert.deepEqual(needsOf({ from: 18, to: 18, certain: true }, strict), { child: 'consent', adult: false })
})

test('a child of thirteen is asked, and a safe adult as well', () => {
  const yes = record(draft(), { basis: 'assent' })
  assert.deepEqual(gaps(yes), ['adult-not-asked'])
  assert.deepEqual(gaps(record(yes as Referral, { givenBy: 'caregiver' })), [])
})

test('nobody’s parent stands between a child and child protection', () => {
  const nowhere = { ...meridia, consent: { ...meridia.consent, dutyToReport: [] } }
  const missing = (referral: Referral) => {
    const answer = consentFor(referral, nowhere, desk, now)
    return answer.enough ? [] : answer.gaps
  }
  for (const age of [undefined, { from: 13, to: 13 }]) {
    const yes = record(draft({ age }), { basis: 'assent' }) as Referral
    assert.deepEqual(missing(yes), [])
    assert.deepEqual(missing(record(yes, { basis: 'refusal', givenBy: 'caregiver' }) as Referral), [])
  }
  const small = draft({ age: { from: 3, to: 3 } })
  const answer = consentFor(small, nowhere, desk, now)
  assert.deepEqual(answer.under, { concern: 'too-young-to-ask', place: 'too-young-to-ask' })
  assert.deepEqual(gaps(small), ['nobody-asked'], 'a shelter still needs a yes')
})

test('a child whose age nobody knows is asked, and an adult too', () => {
  assert.deepEqual(gaps(record(draft({ age: undefined }), {})), ['adult-not-asked'])
})

test('the child’s no stands against every yes, until a named person goes on for a reason', () => {
  const yes = record(draft(), { givenBy: 'guardian', guardian: appointed }) as Referral
  const no = record(yes, { basis: 'refusal' }) as Referral
  assert.deepEqual(gaps(no), ['child-said-no'])
  const override = record(no, goingAhead, supervisor) as Referral
  assert.deepEqual(gaps(override), [])
  assert.equal(override.consents.at(-1)?.decidedBy, supervisor.id)
})

test('one worker alone does not go over a child’s no; in danger they do, and a supervisor confirms it in a day', () => {
  const no = record(draft(), { basis: 'refusal' }) as Referral
  const alone = record(no, goingAhead) as Referral
  assert.deepEqual(gaps(alone), ['needs-second-person'])
  assert.equal(alone.clocks.filter(({ until }) => until === 'override-confirmed').length, 1)
  assert.deepEqual(gaps({ ...alone, risk: 'immediate' }), [])
  const word = alone.consents.at(-1)!
  const second = (by = supervisor, opinion: 'confirmed' | 'not-confirmed' = 'confirmed', words?: string) =>
    confirmOverride(
      { referral: { ...alone, risk: 'immediate' }, profile: meridia, authority: shelter },
      { consentId: word.id, opinion, words },
      contextAt(now, by),
    )
  const self = second(worker)
  assert.ok(isRefusal(self) && self.code === 'second-person-needed')
  const wordless = second(supervisor, 'not-confirmed')
  assert.ok(isRefusal(wordless) && wordless.code === 'reason-needed')
  const after = (outcome: ReturnType<typeof second>) => {
    assert.ok(!isRefusal(outcome))
    const [change] = outcome.changes
    assert.ok(change?.change === 'keep-referral')
    return change.referral
  }
  const yes = after(second())
  assert.deepEqual(gaps({ ...yes, risk: 'low' }), [])
  assert.ok(yes.clocks.every(({ until, metAt }) => until !== 'override-confirmed' || metAt === now))
  assert.deepEqual(gaps(after(second(supervisor, 'not-confirmed', 'He can wait.'))), ['child-said-no'])
})

test('a supervisor who wrote the referral is not their own second person', () => {
  const no = { ...(record(draft(), { basis: 'refusal' }) as Referral), senderId: supervisor.id }
  assert.deepEqual(gaps(record(no, goingAhead, supervisor)), ['needs-second-person'])
})

test('where the law obliges to report, the child is told and heard, and nobody is asked for a yes that does not count', () => {
  const told: Partial<ConsentInput> = {
    basis: 'override',
    givenBy: undefined,
    given: undefined,
    wish: 'does-not-want-it',
  }
  assert.deepEqual(gaps(draft(), now, desk), ['child-not-told-of-duty'])
  const no = record(draft(), { basis: 'refusal' }, worker, desk) as Referral
  assert.deepEqual(gaps(no, now, desk), ['child-not-told-of-duty'])
  assert.deepEqual(gaps(record(no, told, worker, desk), now, desk), [])
  assert.equal(record(no, told, worker, shelter), 'duty-to-report-absent')
  const more = draft({ share: ['concern', 'screening'] })
  assert.deepEqual(
    gaps(record(more, { ...told, groups: ['concern', 'screening'] }, worker, desk), now, desk),
    ['child-not-asked'],
    'the duty is about what the authority needs to begin',
  )
})

test('a yes says how it was given, in which language and through whom it was explained', () => {
  assert.equal(record(draft(), { given: undefined }), 'consent-way-missing')
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

test('a yes for every authority with the mandate is none for immigration, police or prosecutors', () => {
  const sixteen = draft({ age: { from: 16, to: 16 } })
  for (const kind of ['immigration', 'police', 'prosecution'] as const) {
    const named = authorityOf(welfare, { kind })
    assert.deepEqual(gaps(record(sixteen, {}), now, named), ['not-for-this-authority'], kind)
    assert.deepEqual(gaps(record(sixteen, { recipients: [named.id] }), now, named), [], kind)
  }
  for (const kind of ['child-protection', 'shelter', 'guardianship', 'other'] as const)
    assert.deepEqual(gaps(record(sixteen, {}), now, authorityOf(welfare, { kind })), [], kind)
})

test('somebody who goes ahead in danger can call the police, and never immigration without naming it', () => {
  const police = authorityOf(welfare, { kind: 'police' })
  const immigration = authorityOf(welfare, { kind: 'immigration' })
  assert.deepEqual(gaps(record(draft(), goingAhead), now, police), [])
  assert.deepEqual(gaps(record(draft(), goingAhead), now, immigration), ['child-not-asked', 'adult-not-asked'])
  assert.deepEqual(gaps(record(draft(), { ...goingAhead, recipients: [immigration.id] }), now, immigration), [])
})

test('whoever calls themselves guardian speaks for a child only if appointed and without a conflict', () => {
  const child = record(draft({ caregiver: 'under-concern' }), { basis: 'assent' }) as Referral
  const after = (guardian?: ConsentInput['guardian']) => gaps(record(child, { givenBy: 'guardian', guardian }))
  assert.deepEqual(after(), ['adult-not-asked'])
  for (const appointedBy of ['court', 'authority', 'nobody', 'unknown'] as const)
    for (const conflict of ['none-seen', 'possible', 'unknown'] as const) {
      const counts = (appointedBy === 'court' || appointedBy === 'authority') && conflict === 'none-seen'
      assert.deepEqual(
        after({ appointedBy, conflict }),
        counts ? [] : ['adult-not-asked'],
        `${appointedBy} ${conflict}`,
      )
    }
})

test('a yes that was taken back is none', () => {
  const yes = record(draft({ age: { from: 16, to: 16 } }), {}) as Referral
  const back: Consent[] = yes.consents.map((consent) => ({ ...consent, withdrawnAt: now }))
  assert.deepEqual(gaps({ ...yes, consents: back }), ['nobody-asked'])
})

type Word = 'override' | `${'child' | 'guardian' | 'caregiver'}-${'yes' | 'no'}`
const words: readonly Word[] = [
  'child-yes',
  'child-no',
  'guardian-yes',
  'guardian-no',
  'caregiver-yes',
  'caregiver-no',
  'override',
]

function say(referral: Referral, word: Word, changes: Partial<ConsentInput> = {}): Referral {
  const [givenBy, answer] = word.split('-') as ['child' | 'guardian' | 'caregiver', 'yes' | 'no']
  const input: Partial<ConsentInput> =
    word === 'override'
      ? { basis: 'override', givenBy: undefined, ground: 'imminent-risk', reason: 'They will be moved tonight.' }
      : {
          basis: answer === 'yes' ? 'consent' : 'refusal',
          givenBy,
          ...(givenBy === 'guardian' && { guardian: appointed }),
        }
  // The caregiver speaks while they are taken for safe. What is known about them may change afterwards.
  const recorded = record({ ...referral, caregiver: 'safe' }, { ...input, ...changes }, supervisor)
  assert.ok(typeof recorded !== 'string', String(recorded))
  return { ...recorded, caregiver: referral.caregiver }
}

/** Who must say yes, and whose no counts. */
const table = [
  {
    who: 'a child of thirteen with a safe caregiver',
    age: 13,
    caregiver: 'safe',
    child: true,
    adults: ['guardian', 'caregiver'],
  },
  {
    who: 'a child of thirteen with a caregiver under concern',
    age: 13,
    caregiver: 'under-concern',
    child: true,
    adults: ['guardian'],
  },
  {
    who: 'a child of thirteen with a caregiver nobody knows',
    age: 13,
    caregiver: 'unknown',
    child: true,
    adults: ['guardian'],
  },
  { who: 'a child of three', age: 3, caregiver: 'safe', child: false, adults: ['guardian', 'caregiver'] },
  { who: 'a child of sixteen', age: 16, caregiver: 'safe', child: true, adults: [] },
] as const

test('the last word of each person counts, and only a named person who decides after the last no goes ahead without it', () => {
  const longer = (orders: Word[][]): Word[][] => orders.flatMap((order) => words.map((word) => [...order, word]))
  const one = longer([[]])
  const two = longer(one)
  const three = longer(two)
  const orders = [[], ...one, ...two, ...three, ...longer(three)]
  for (const { who, age, caregiver, child, adults } of table)
    for (const order of orders) {
      const last = new Map<string, string>()
      let goesAhead = false
      let referral = draft({ age: { from: age, to: age }, caregiver })
      for (const word of order) {
        const [person = '', answer = ''] = word.split('-')
        const counts = person === 'child' || adults.some((adult) => adult === person)
        if (word === 'override') goesAhead = true
        else if (counts && answer === 'no') goesAhead = false
        if (counts) last.set(person, answer)
        referral = say(referral, word)
      }
      const no = [...last.values()].includes('no')
      const yes =
        (!child || last.get('child') === 'yes') &&
        (adults.length === 0 || adults.some((one) => last.get(one) === 'yes'))
      assert.equal(gaps(referral).length === 0, goesAhead || (yes && !no), `${who}: ${order.join(', ')}`)
    }
})

test('a second yes takes nothing from the first; who wants less takes it back', () => {
  const wide = record(draft({ age: { from: 16, to: 16 } }), {}) as Referral
  assert.deepEqual(gaps(record(wide, { groups: ['concern'] })), [])
})

test('whatever time a phone tells, consent means the same, and a referral that was sent late is late', () => {
  const drafted = '2026-11-02T08:00:00.000Z'
  const anyTime = fc
    .option(
      fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }),
      { nil: undefined },
    )
    .chain((far) =>
      far
        ? fc.constant(far.toISOString())
        : fc
            .date({ min: new Date('2026-09-01T00:00:00Z'), max: new Date('2026-12-01T00:00:00Z'), noInvalidDate: true })
            .map((near) => near.toISOString()),
    )
  const later = fc
    .integer({ min: 0, max: 400 })
    .map((days) => new Date(Date.parse(now) + days * 86_400_000).toISOString())
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...words), anyTime), { maxLength: 5 }),
      anyTime,
      later,
      (said, sentAt, at) => {
        const outcome = (tell: boolean) => {
          let referral = draft({ age: { from: 13, to: 13 }, caregiver: 'safe', draftedAt: drafted })
          referral.clocks[0] = { ...referral.clocks[0]!, startedAt: drafted, dueAt: '2026-11-03T08:00:00.000Z' }
          for (const [word, told] of said) referral = say(referral, word, tell ? { occurredAt: told } : {})
          const sent = sendReferral(
            { referral, profile: meridia, authority: desk },
            tell ? { occurredAt: sentAt } : {},
            contextAt(at, worker),
          )
          return { referral, sent }
        }
        const [told, untold] = [outcome(true), outcome(false)]
        assert.equal(
          isRefusal(told.sent) && JSON.stringify(told.sent),
          isRefusal(untold.sent) && JSON.stringify(untold.sent),
        )
        for (const consent of told.referral.consents) assert.ok(consent.at >= drafted && consent.at <= now)
        if (isRefusal(told.sent)) return
        const [change] = told.sent.changes
        assert.ok(change?.change === 'keep-referral')
        const { draftedAt, sentAt: kept, clocks } = change.referral
        assert.ok(kept! >= draftedAt && kept! <= at)
        const duty = clocks.find(({ until, level }) => until === 'referral-sent' && level === 0)
        assert.deepEqual([duty?.metAt, isMissed(duty!, at)], [at, true])
      },
    ),
  )
})
