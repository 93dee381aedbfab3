import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { authorityKind } from '#standards/codes'
import { consentGiver, shareGroup, sharePurpose } from './codes.ts'
import { covers } from './grants.ts'
import type { Consent } from './model.ts'

const day = (number: number): string => new Date(Date.UTC(2026, 10, 1 + number)).toISOString()
const ids = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']

const reach = {
  id: fc.constantFrom(...ids),
  kinds: fc.subarray([...authorityKind.values]),
  recipients: fc.subarray(ids),
  purpose: fc.constantFrom(...sharePurpose.values),
  groups: fc.subarray([...shareGroup.values]),
  childTold: fc.constant('told' as const),
  at: fc.constant(day(0)),
  recordedBy: fc.constant('somebody'),
}
const expiresAt = fc.integer({ min: 1, max: 9 }).map(day)
const givenBy = fc.constantFrom(...consentGiver.values)
const yes: fc.Arbitrary<Consent> = fc.record({
  ...reach,
  basis: fc.constantFrom('consent' as const, 'assent' as const),
  givenBy,
  expiresAt,
})
const adultYes = yes.filter((word) => word.givenBy !== 'child')
const no = fc.record({ ...reach, basis: fc.constantFrom('refusal' as const, 'withdrawal' as const), givenBy })
const childNo = no.map((word): Consent => ({ ...word, givenBy: 'child' }))
const override: fc.Arbitrary<Consent> = fc.record({
  ...reach,
  basis: fc.constant('override' as const),
  ground: fc.constant('imminent-risk' as const),
  expiresAt,
})
const words = fc.array(fc.oneof(yes, no, override), { maxLength: 6 })
const question = fc.record({
  recipient: fc.record({ id: fc.constantFrom(...ids), kind: fc.constantFrom(...authorityKind.values) }),
  group: fc.constantFrom(...shareGroup.values),
  purpose: fc.constantFrom(...sharePurpose.values),
  now: fc.integer({ min: 0, max: 10 }).map(day),
})
type Question = typeof question extends fc.Arbitrary<infer One> ? One : never

const ask = (said: readonly Consent[], { recipient, group, purpose, now }: Question): boolean =>
  covers(said, recipient, group, purpose, now)

/** Fails unless the property held in a case where it says something. */
function holds<Ts extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Ts]: fc.Arbitrary<Ts[K]> },
  property: (...values: Ts) => boolean,
): void {
  let said = 0
  fc.assert(
    fc.property(...arbitraries, (...values: Ts) => {
      if (property(...values)) said += 1
    }),
    { numRuns: 3000 },
  )
  assert.ok(said > 0, 'the property was never about anything')
}

test('a child who takes something back never shares more by it', () => {
  holds([words, no, question], (said, word, asked) => {
    if (ask(said, asked)) return false
    assert.equal(ask([...said, word], asked), false)
    return true
  })
})

test('a person who agrees once more, or to something else, takes away nothing that was agreed', () => {
  holds([words, fc.oneof(yes, override), question], (said, word, asked) => {
    if (!ask(said, asked)) return false
    assert.equal(ask([...said, word], asked), true)
    return true
  })
})

test('nothing is shared by a yes whose time is over', () => {
  holds([fc.array(fc.oneof(yes, override), { maxLength: 6 }), question], (said, asked) => {
    const over = said.map((word) => ({ ...word, expiresAt: asked.now }))
    assert.equal(ask(over, asked), false)
    return over.length > 0
  })
})

test('the child’s no stands against every yes of an adult, before it and after it', () => {
  holds([fc.array(adultYes), childNo, fc.array(adultYes), question], (before, word, after, asked) => {
    const about =
      word.basis === 'refusal' ||
      (word.groups.includes(asked.group) &&
        (word.recipients.includes(asked.recipient.id) || word.kinds.includes(asked.recipient.kind)))
    if (!about || !ask([...before, ...after], asked)) return false
    assert.equal(ask([...before, word, ...after], asked), false)
    return true
  })
})

test('a yes reaches only the recipients, the facts and the purpose it was given for', () => {
  holds([words, question], (said, asked) => {
    if (!ask(said, asked)) return false
    const { recipient, group, purpose } = asked
    assert.ok(
      said.some(
        (word) =>
          word.groups.includes(group) &&
          word.purpose === purpose &&
          (word.recipients.includes(recipient.id) || word.kinds.includes(recipient.kind)),
      ),
    )
    return true
  })
})

test('no yes for a kind of authority reaches immigration, police or a prosecutor; only one that names them', () => {
  const nameless = yes.map((word) => ({ ...word, recipients: [], kinds: [...authorityKind.values] }))
  holds([fc.array(nameless, { maxLength: 6 }), question], (said, asked) => {
    for (const kind of ['immigration', 'police', 'prosecution'] as const)
      assert.equal(ask(said, { ...asked, recipient: { ...asked.recipient, kind } }), false)
    return ask(said, { ...asked, recipient: { ...asked.recipient, kind: 'health' } })
  })
})

test('what is taken back from one recipient, or for one fact, stays agreed for the others', () => {
  holds([words, no, question], (said, word, asked) => {
    if (word.basis === 'refusal') return false
    const elsewhere =
      !word.groups.includes(asked.group) ||
      !(word.recipients.includes(asked.recipient.id) || word.kinds.includes(asked.recipient.kind))
    if (!elsewhere) return false
    assert.equal(ask([...said, word], asked), ask(said, asked))
    return ask(said, asked)
  })
})
