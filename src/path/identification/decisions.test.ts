import assert from 'node:assert/strict'
import test from 'node:test'
import type { Actor } from '#kernel/actor'
import type { Context } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { newId } from '#kernel/ids'
import { answerScreening } from './answer-screening.ts'
import { decideOutcome } from './decide-outcome.ts'
import { outcomeDecided, screeningStarted } from './events.ts'
import { nextSteps, whyRefer } from './next-steps.ts'
import { isLowerThan, weigh } from './weigh.ts'
import { protectsFromPunishment } from './report-justice-contact.ts'
import { startScreening } from './start-screening.ts'
import { actAndPurpose, aged, answered, aScreening, otherWorker, packs, worker } from './store/screenings.test-data.ts'
import { otherNeed, outcomeCode, type OtherNeed, type OutcomeCode } from './codes.ts'
import type { AgeRecord, Screening } from './model.ts'
import { accepted, actor, context, now, refusedWith, state, timeZone } from './decisions.test-data.ts'

const child = aged({ now: { exact: 14 } })

test('a screening starts for a concern and keeps which version of which pack it began with', () => {
  const { changes, events } = accepted(
    startScreening(
      { concernId: newId(), childId: undefined, existing: undefined, packs, ownScopes: [0, 7], childGrants: [] },
      {},
      context(),
    ),
  )
  const [change] = changes
  assert.ok(change?.kind === 'started')
  assert.deepEqual(
    change.screening.packs.map((pin) => pin.id),
    ['legal-test', 'ilo-child-labour', 'unodc-child', 'own-signs'],
  )
  assert.equal(screeningStarted.schema.safeParse(events[0]).success, true)
})

test('a screening somebody began is continued, so that the child is not asked twice', () => {
  const existing = { id: newId(), version: 5 }
  const { changes, answer } = accepted(
    startScreening(
      { concernId: newId(), childId: undefined, existing, packs, ownScopes: [0], childGrants: [] },
      {},
      context(otherWorker),
    ),
  )
  assert.deepEqual([changes, answer], [[], existing])
})

test('a screening is about a concern or a child', () => {
  assert.equal(
    refusedWith(
      startScreening(
        { concernId: undefined, childId: undefined, existing: undefined, packs, ownScopes: [0], childGrants: [] },
        {},
        context(),
      ),
    ),
    'screening-subject-missing',
  )
})

test('an answer is kept with who gave it, when, and how they know', () => {
  const given = {
    indicatorId: 'unodc-child/about-the-child/no-play',
    value: 'yes',
    how: 'observed',
    follows: 0,
    at: '2026-03-02T08:15:00.000Z',
  } as const
  const { changes, answer } = accepted(answerScreening(state(), { answers: [given] }, context(otherWorker)))
  assert.deepEqual(changes, [{ kind: 'answered', answer: { ...given, by: otherWorker } }])
  assert.equal(answer.version, 4)
})

test('a telephone whose clock runs ahead does not put an answer into the future', () => {
  const given = {
    indicatorId: 'unodc-child/about-the-child/no-play',
    value: 'yes',
    follows: 0,
    at: '2026-03-03T00:00:00.000Z',
  } as const
  const [change] = accepted(answerScreening(state(), { answers: [given] }, context())).changes
  assert.ok(change?.kind === 'answered')
  assert.equal(change.answer.at, now.toISOString())
})

test('two workers may continue one screening; only an answer to the same sign meanwhile is stopped', () => {
  const id = 'unodc-child/about-the-child/no-play'
  const before = state({ answers: answered({ [id]: 'yes' }) })
  const other = { indicatorId: 'unodc-child/about-the-child/no-school', value: 'no', follows: 0 } as const
  accepted(answerScreening(before, { answers: [other] }, context(otherWorker)))
  const late = answerScreening(
    before,
    { answers: [{ indicatorId: id, value: 'no', follows: 0 }, other] },
    context(otherWorker),
  )
  assert.ok(isRefusal(late))
  assert.deepEqual(late.fields, [{ path: id, code: 'screening-changed' }])
  accepted(answerScreening(before, { answers: [{ indicatorId: id, value: 'no', follows: 1 }] }, context(otherWorker)))
})

test('a worker who corrects themselves before anything was sent sends both answers', () => {
  const id = 'unodc-child/about-the-child/no-play'
  const { changes } = accepted(
    answerScreening(
      state(),
      {
        answers: [
          { indicatorId: id, value: 'yes', follows: 0 },
          { indicatorId: id, value: 'no', follows: 1 },
        ],
      },
      context(),
    ),
  )
  assert.equal(changes.length, 2)
})

test('an answer to a sign of no loaded pack is refused, not dropped', () => {
  assert.equal(
    refusedWith(
      answerScreening(state(), { answers: [{ indicatorId: 'cse-it/a/b', value: 'yes', follows: 0 }] }, context()),
    ),
    'indicator-unknown',
  )
  assert.equal(refusedWith(answerScreening(state(), {}, context())), 'screening-answers-missing')
})

test('the three ages are answered apart and each keeps how it is known', () => {
  const given = {
    moment: 'at-exploitation',
    value: { about: 13 },
    how: 'told-by-child',
    disputed: false,
    follows: 0,
  } as const
  const [change] = accepted(answerScreening(state({ ages: child }), { ages: [given] }, context())).changes
  assert.ok(change?.kind === 'aged')
  assert.deepEqual(change.record.value, { about: 13 })
})

const decide = (
  outcome: OutcomeCode,
  parts: Partial<Screening> = {},
  whyNot?: string,
  otherNeed: OtherNeed | undefined = 'no',
) =>
  decideOutcome(state(parts), { outcome, otherNeed, reason: 'What I saw and heard.', whyNot, onVersion: 3 }, context())

test('a person decides the outcome, higher than the answers say as well', () => {
  const { events, changes } = accepted(decide('presumed-victim'))
  assert.equal(outcomeDecided.schema.safeParse(events[0]).success, true)
  assert.equal(events[0]?.data['lowerThanReading'], false)
  assert.ok(changes[0]?.kind === 'decided' && changes[0].outcome.reading === 'too-little-known')
})

test('the node itself never decides', () => {
  const node = {
    now,
    timeZone,
    newId,
    actor: { kind: 'node', id: 'node', roles: [], scopes: [0] },
  } as const satisfies Context
  assert.equal(
    refusedWith(decideOutcome(state(), { outcome: 'cannot-tell', otherNeed: 'no', reason: 'x', onVersion: 3 }, node)),
    'outcome-not-by-person',
  )
})

test('a decision without a reason is not taken', () => {
  assert.equal(
    refusedWith(decideOutcome(state(), { outcome: 'cannot-tell', reason: '  ', onVersion: 3 }, context())),
    'reason-needed',
  )
})

test('deciding lower than the answers say needs to say why, and somebody else can see it', () => {
  const grounds = { ages: child, answers: actAndPurpose }
  for (const lower of ['at-risk', 'other-protection-need', 'no-grounds-for-now', 'cannot-tell'] as const) {
    assert.equal(refusedWith(decide(lower, grounds)), 'reason-needed')
    assert.equal(
      accepted(decide(lower, grounds, 'The journey was a school trip.')).events[0]?.data['lowerThanReading'],
      true,
    )
  }
})

test('nobody decides on answers they have not seen', () => {
  assert.equal(
    refusedWith(decideOutcome(state(), { outcome: 'at-risk', reason: 'x', onVersion: 2 }, context())),
    'screening-changed',
  )
})

test('R5: no outcome closes anything: a decision adds one outcome and one event, and names no concern to close', () => {
  for (const outcome of outcomeCode.values) {
    const { changes, events } = accepted(decide(outcome))
    assert.deepEqual(
      changes.map((each) => each.kind),
      ['decided'],
    )
    assert.deepEqual(
      events.map((each) => each.type),
      ['OutcomeDecided'],
    )
  }
  for (const low of ['no-grounds-for-now', 'cannot-tell'] as const) {
    assert.ok(
      nextSteps({ outcome: low, otherNeed: 'no' }, 'child').some(
        (each) => each.step === 'keep-concern-open' && each.rule === 'R5' && each.sources.length > 0,
      ),
    )
  }
})

test('R4: a presumed victim, a child at risk and one harmed in another way go to child protection first, whatever door they came through', () => {
  for (const outcome of ['presumed-victim', 'at-risk', 'other-protection-need'] as const) {
    const [first] = nextSteps({ outcome }, 'child')
    assert.deepEqual([first?.step, first?.rule], ['refer-to-child-protection-first', 'R4'])
  }
})

test('a child who was not trafficked but needs protection, or may need it, is referred: the trafficking question is never the gate', () => {
  for (const outcome of ['no-grounds-for-now', 'cannot-tell'] as const) {
    for (const need of ['yes', 'not-known'] as const) {
      assert.equal(nextSteps({ outcome, otherNeed: need }, 'child')[0]?.step, 'refer-to-child-protection-first')
      assert.equal(accepted(decide(outcome, {}, undefined, need)).events[0]?.data.otherNeed, need)
    }
    const none = nextSteps({ outcome, otherNeed: 'no' }, 'child').map(({ step }) => step)
    assert.ok(!none.includes('refer-to-child-protection-first') && none.includes('keep-concern-open'))
    // Decisions from before the question: nobody was asked, so nobody could rule it out.
    assert.equal(nextSteps({ outcome }, 'child')[0]?.step, 'refer-to-child-protection-first')
    const unasked = decideOutcome(state(), { outcome, reason: 'A family visit.', onVersion: 3 }, context())
    assert.equal(refusedWith(unasked), 'other-need-missing')
  }
})

test('whatever is decided, what the screen shows as next and what the node opens are the same', () => {
  for (const outcome of outcomeCode.values)
    for (const need of [undefined, ...otherNeed.values])
      assert.equal(
        whyRefer({ outcome, otherNeed: need }) !== undefined,
        nextSteps({ outcome, otherNeed: need }, 'child').some(({ rule }) => rule === 'R4'),
        `${outcome} ${need}`,
      )
})

test('R1b: a child in sexual exploitation is referred whatever a person decides, and a lower decision needs its reason', () => {
  for (const outcome of ['cannot-tell', 'no-grounds-for-now'] as const) {
    const [first] = nextSteps({ outcome, otherNeed: 'no' }, 'child', { referNow: true })
    assert.deepEqual([first?.step, first?.rule], ['refer-to-child-protection-first', 'R1b'])
    assert.equal(isLowerThan(outcome, 'refer-now'), true)
    assert.equal(whyRefer({ outcome, otherNeed: 'no', reading: 'refer-now' }), 'another-need')
    assert.equal(whyRefer({ outcome, otherNeed: 'no', reading: 'too-little-known' }), undefined)
  }
  const steps = nextSteps({ outcome: 'presumed-victim' }, 'child', { referNow: true }).map((each) => each.step)
  assert.deepEqual(steps, ['refer-to-child-protection-first', 'claim-time-to-recover'])
})

test('R3: doubt about age never ends in “adult services”; the child’s path stays open', () => {
  const { events } = accepted(
    decide('presumed-victim', { answers: actAndPurpose, ages: aged({ 'at-exploitation': { from: 16, to: 20 } }) }),
  )
  assert.equal(events[0]?.data['childPath'], 'treated-as-child')
  const steps = nextSteps({ outcome: 'presumed-victim' }, 'treated-as-child').map((each) => each.step)
  assert.ok(steps.includes('verify-age-gently') && !steps.includes('adult-services-alongside'))
})

test('an adult of 19 who was exploited at 14 is served by adult services, and keeps the rights of a child', () => {
  const ages = [
    ...aged({ now: { exact: 19 } }, false, 'document-examined'),
    ...aged({ 'at-exploitation': { exact: 14 } }),
  ]
  const finding = weigh(packs, aScreening({ answers: actAndPurpose, ages }))
  assert.deepEqual([finding.reading, finding.childPath, finding.adultNow], ['reasons-to-presume', 'child', true])
  assert.equal(protectsFromPunishment(finding.childPath, 'possible').protects, true)
  const steps = nextSteps({ outcome: 'presumed-victim' }, finding.childPath, finding).map((each) => each.step)
  assert.deepEqual(steps, [
    'refer-to-adult-services-first',
    'claim-time-to-recover',
    'adult-services-alongside',
    'keep-rights-of-child',
  ])
  const told = [...aged({ now: { exact: 19 } }), ...aged({ 'at-exploitation': { exact: 14 } })]
  assert.equal(weigh(packs, aScreening({ answers: actAndPurpose, ages: told })).adultNow, false)
})

test('only a role with the duty records an adult’s age as settled; a worker is told how to record it', () => {
  const record = (roles: Actor['roles'], how: AgeRecord['how']) =>
    answerScreening(
      state(),
      { ages: [{ moment: 'at-exploitation', value: { exact: 22 }, how, disputed: false, follows: 0 }] },
      { ...context(), actor: { ...actor(worker), roles } },
    )
  const refusal = record(['worker'], 'document-examined')
  assert.ok(isRefusal(refusal))
  assert.deepEqual(
    [refusal.code, refusal.fields],
    ['adult-age-reserved', [{ path: 'at-exploitation', code: 'adult-age-reserved' }]],
  )
  assert.ok(!isRefusal(record(['worker'], 'document')))
  assert.ok(!isRefusal(record(['authority'], 'document-examined')))
})

test('no event carries words: only ids, codes and times leave the screening', () => {
  const words = 'The journey was a school trip.'
  const { events } = accepted(decide('cannot-tell', { ages: child, answers: actAndPurpose }, words))
  assert.doesNotMatch(JSON.stringify(events), /school trip|What I saw/)
})
