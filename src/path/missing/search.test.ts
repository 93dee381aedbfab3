import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Actor } from '#kernel/actor'
import type { Context, Decision } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { findProfile, isOpen } from '#standards'
import { duties, type ToldParty } from './codes.ts'
import type { MissingEvent } from './events.ts'
import { findChild, holdTalk } from './find-child.ts'
import { whyNotFound } from './mention.ts'
import type { MissingAnswer, MissingChange } from './missing-decision.ts'
import { missingChild, type MissingChild } from './model.ts'
import { reviewSearch } from './review-search.ts'
import { sayMissing } from './say-missing.ts'
import { lookFor, sayWhomToFear, tellOf } from './search-child.ts'
import { stillToTell, tellFound } from './tell-found.ts'

const profile = findProfile('XM')!
const id = (last: string) => `00000000-0000-7000-8000-0000000000${last}`
const worker: Actor = { kind: 'account', id: id('b1'), roles: ['caseworker'], scopes: [] }
const supervisor: Actor = { kind: 'account', id: id('b2'), roles: ['supervisor'], scopes: [] }
const coordinator: Actor = { kind: 'account', id: id('b3'), roles: ['coordinator'], scopes: [] }
const evening = '2026-11-26T18:00:00.000Z'
let count = 0

function at(time: string | Date, actor = worker): Context {
  return {
    now: new Date(time),
    timeZone: profile.timeZone,
    actor,
    newId: () => `00000000-0000-7000-8000-${(count += 1).toString(16).padStart(12, '0')}`,
  }
}

const subject = { childId: id('c1'), keyId: id('c1'), country: 'XM', agencyId: id('a1'), scopes: [1], facts: [] }
const said = { lastSeen: { at: evening }, from: 'shelter', company: 'unknown', fear: 'no' } as const
const came = { when: { at: evening }, by: 'came-back', condition: 'well', where: 'shelter' } as const

type Outcome = Decision<MissingChange, MissingAnswer, MissingEvent> | Refusal

function inIt(outcome: Outcome): MissingChild {
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.code : '')
  return outcome.changes[0]!.missing
}

function codeOf(outcome: Outcome): string | undefined {
  return isRefusal(outcome) ? outcome.code : undefined
}

function missing(): MissingChild {
  return inIt(sayMissing({ subject, profile }, said, at(evening)))
}

function openOf({ clocks }: MissingChild, until: string): string[] {
  return clocks.filter((clock) => clock.until === until && clock.level === 0 && isOpen(clock)).map(({ dueAt }) => dueAt)
}

function told(one = missing()): MissingChild {
  const input = { party: 'police', result: 'told', words: 'Report 12.' } as const
  return inIt(tellOf({ missing: one, profile }, input, at(evening)))
}

test('when a child is missing, the police, the neighbours and a look are due within the hour, on any day', () => {
  const search = missing()
  for (const until of [duties.police, duties.neighbours, duties.look])
    assert.deepEqual(openOf(search, until), ['2026-11-26T19:00:00.000Z'])
})

test('what is said is refused only where it cannot be: a time to come, a second search', () => {
  const say = (more: object, open?: { id: string }) =>
    codeOf(sayMissing({ subject, profile, open }, { ...said, ...more }, at(evening)))
  assert.equal(say({ lastSeen: { at: '2026-11-26T18:30:00.000Z' } }), 'moment-ahead')
  assert.equal(say({ lastSeen: { day: '2026-11-27' } }), 'moment-ahead')
  assert.equal(say({ lastSeen: { day: '2026-11-26' } }), undefined)
  assert.equal(say({ fear: 'yes' }), undefined, 'danger does not wait for words')
  assert.equal(say({ lastSeen: { notKnown: true }, fear: 'unknown' }), undefined)
  assert.equal(say({}, { id: id('d1') }), 'child-missing')
})

test('only somebody who was reached meets the duty, the police are never not needed, and the coordinator alone tells other countries', () => {
  const search = missing()
  const tell = (party: 'police' | 'neighbour-country', result: 'told' | 'not-reached' | 'not-needed', who = worker) =>
    tellOf({ missing: search, profile }, { party, result, words: 'Desk 4.' }, at(evening, who))
  assert.equal(openOf(inIt(tell('police', 'not-reached')), duties.police).length, 1)
  assert.equal(openOf(inIt(tell('police', 'told')), duties.police).length, 0)
  assert.equal(codeOf(tell('police', 'not-needed', coordinator)), 'telling-needed')
  assert.equal(codeOf(tell('neighbour-country', 'told')), 'neighbours-coordinator-only')
  assert.equal(openOf(inIt(tell('neighbour-country', 'not-needed', coordinator)), duties.neighbours).length, 0)
})

test('a review waits for the police, sets a day within a month, and leaves the search open', () => {
  const review = (one: MissingChild, on: string) =>
    reviewSearch({ missing: one, profile }, { on, words: 'The police ask the drivers.' }, at(evening, supervisor))
  assert.equal(codeOf(review(missing(), '2026-12-01')), 'police-not-told')
  for (const on of ['2026-11-25', '2027-01-30']) assert.equal(codeOf(review(told(), on)), 'review-date-not-possible')
  const reviewed = inIt(review(told(), '2026-12-01'))
  assert.equal(reviewed.state, 'missing')
  assert.deepEqual(openOf(reviewed, duties.look), [])
  assert.deepEqual(openOf(reviewed, 'agreed'), ['2026-12-01T20:59:00.000Z'])
  const look = (news: boolean) =>
    inIt(lookFor({ missing: reviewed, profile }, { words: 'At the station.', news }, at('2026-11-28T10:00:00Z')))
  assert.deepEqual(openOf(look(false), duties.look), [])
  assert.deepEqual(openOf(look(true), duties.look), ['2026-11-28T11:00:00.000Z'], 'with news it is looked every hour')
})

test('that a child was not found ends work only with a search, a review by another person, and a day still to come', () => {
  const mention = {
    id: id('d1'),
    state: 'missing',
    saidAt: evening,
    lastSeen: { at: evening },
    reviewOn: '2026-12-01',
    reviewedBy: supervisor.id,
    mayOpen: true,
  } as const
  const why = (search: Parameters<typeof whyNotFound>[0]) => whyNotFound(search, worker.id, '2026-11-28')?.code
  assert.equal(why(undefined), 'search-not-begun')
  assert.equal(why({ ...mention, state: 'found' }), 'search-not-begun')
  assert.equal(why({ ...mention, reviewOn: null, reviewedBy: null }), 'search-not-reviewed')
  assert.equal(why({ ...mention, reviewOn: '2026-11-27' }), 'search-not-reviewed')
  assert.equal(why({ ...mention, reviewedBy: worker.id }), 'search-reviewed-by-same')
  assert.equal(why(mention), undefined)
})

test('a found child is owed a talk within three days: with a listener it is still owed, and the child may say no', () => {
  const found = inIt(findChild({ missing: missing(), profile }, came, at('2026-11-26T20:00:00Z')))
  assert.deepEqual(openOf(found, duties.look), [])
  assert.deepEqual(openOf(found, duties.talk), ['2026-11-29T20:00:00.000Z'])
  assert.equal(
    found.clocks.find(({ until }) => until === duties.police)?.metAt,
    undefined,
    'finding the child does not say that the police were told',
  )
  const talk = (result: 'held' | 'not-alone' | 'child-does-not-want', one = found) =>
    holdTalk({ missing: one, profile }, { result, words: 'She missed her sister.' }, at('2026-11-27T09:00:00Z'))
  assert.equal(codeOf(talk('held', missing())), 'child-not-found')
  const listened = inIt(talk('not-alone'))
  assert.deepEqual([listened.state, openOf(listened, duties.talk).length], ['found', 1])
  for (const result of ['held', 'child-does-not-want'] as const) assert.equal(inIt(talk(result)).state, 'over')
  const died = { ...came, condition: 'died', words: 'In hospital.' } as const
  assert.deepEqual(
    openOf(inIt(findChild({ missing: missing(), profile }, died, at(evening, supervisor))), duties.talk),
    [],
  )
})

test('while a child is missing somebody always has a next look: within an hour, or on the day a supervisor set', () => {
  const acts: Record<string, (search: MissingChild, context: (who?: Actor) => Context, now: Date) => Outcome> = {
    look: (one, context) => lookFor({ missing: one, profile }, { words: 'At the station.', news: false }, context()),
    news: (one, context) => lookFor({ missing: one, profile }, { words: 'Seen in town.', news: true }, context()),
    police: (one, context) =>
      tellOf({ missing: one, profile }, { party: 'police', result: 'told', words: 'Report 12.' }, context()),
    review: (one, context, now) => {
      const on = new Date(now.getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
      return reviewSearch({ missing: one, profile }, { on, words: 'It may wait.' }, context(supervisor))
    },
    found: (one, context) => findChild({ missing: one, profile }, came, context()),
  }
  const step = fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.integer({ min: 0, max: 200 }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let search = missing()
      let now = new Date(evening)
      for (const [act, minutes] of steps) {
        now = new Date(now.getTime() + minutes * 60_000)
        const outcome = acts[act]!(search, (who) => at(now, who), now)
        if (isRefusal(outcome)) continue
        search = inIt(outcome)
        const [looks, reviews] = [openOf(search, duties.look), openOf(search, 'agreed')]
        if (search.state !== 'missing') {
          assert.deepEqual([looks, reviews], [[], []])
          continue
        }
        assert.ok(looks.length <= 1 && reviews.length <= 1, 'one next look')
        assert.ok(looks.length + reviews.length > 0, 'the child is forgotten by nobody')
        // A look that was just recorded sets the next one an hour later.
        if (act === 'news') assert.equal(looks[0], new Date(now.getTime() + 3_600_000).toISOString())
      }
    }),
  )
})

test('whom there is reason to fear is written when the search has begun, and not without words', () => {
  const search = inIt(sayMissing({ subject, profile }, { ...said, fear: 'yes' }, at(evening)))
  const write = (words: string) => sayWhomToFear({ missing: search, profile }, { words }, at('2026-11-26T18:10:00Z'))
  assert.equal(codeOf(write('')), 'reason-needed')
  assert.deepEqual(inIt(write('A man with a van.')).notes.at(-1)?.kind, 'fear')
})

test('each who was told that the child is missing is told that the child is found, with a date, and the search ends only then', () => {
  const tellNow = (one: MissingChild, party: ToldParty, result: 'told' | 'not-reached' = 'told', who = worker) =>
    tellFound({ missing: one, profile }, { party, result, words: 'Desk 4.' }, at('2026-11-26T21:00:00Z', who))
  const abroad = inIt(
    tellOf(
      { missing: told(), profile },
      { party: 'neighbour-country', result: 'told', words: 'Sundale.' },
      at(evening, coordinator),
    ),
  )
  const look = { words: 'At the station.', news: false, told: 'shelter' } as const
  const search = inIt(lookFor({ missing: abroad, profile }, look, at(evening)))
  assert.equal(codeOf(tellNow(search, 'police')), 'child-not-found')
  const found = inIt(findChild({ missing: search, profile }, came, at('2026-11-26T20:00:00Z')))
  assert.deepEqual(stillToTell(found), ['police', 'neighbour-country', 'shelter'])
  assert.deepEqual(openOf(found, duties.found), ['2026-11-27T20:00:00.000Z'])
  const talk = { result: 'held', words: 'She missed her sister.' } as const
  const talked = inIt(holdTalk({ missing: found, profile }, talk, at('2026-11-26T20:30:00Z')))
  assert.deepEqual([talked.state, openOf(talked, duties.talk), openOf(talked, duties.found).length], ['found', [], 1])
  assert.equal(codeOf(holdTalk({ missing: talked, profile }, talk, at(evening))), 'return-talk-held')
  assert.equal(codeOf(tellNow(talked, 'neighbour-country')), 'neighbours-coordinator-only')
  const tried = inIt(tellNow(inIt(tellNow(talked, 'police')), 'shelter', 'not-reached'))
  assert.deepEqual([tried.state, stillToTell(tried)], ['found', ['neighbour-country', 'shelter']])
  const last = inIt(tellNow(inIt(tellNow(tried, 'shelter')), 'neighbour-country', 'told', coordinator))
  assert.deepEqual([last.state, openOf(last, duties.found), stillToTell(last)], ['over', [], []])
})

test('who found the child counts as told, who was not reached is not told, and of a child who died no talk is owed', () => {
  const found = (more: object, one = told()) =>
    inIt(findChild({ missing: one, profile }, { ...came, ...more }, at('2026-11-26T20:00:00Z', supervisor)))
  assert.deepEqual(stillToTell(found({ by: 'police' })), [])
  assert.deepEqual(stillToTell(found({ by: 'family' })), ['police'])
  assert.deepEqual(stillToTell(found({}, missing())), [])
  const died = found({ condition: 'died', words: 'In hospital.' })
  assert.deepEqual([died.state, openOf(died, duties.talk), openOf(died, duties.found).length], ['found', [], 1])
  assert.equal(found({ condition: 'died', words: 'In hospital.', by: 'police' }).state, 'over')
})

test('a search begun at a case or a referral holds only what a sheet has of a fact, so it opens again', () => {
  const shared = { item: 'name', text: 'Tamo Venn', group: 'identity', at: evening }
  const search = inIt(sayMissing({ subject: { ...subject, facts: [shared] }, profile }, said, at(evening)))
  assert.deepEqual(search.facts, [{ item: 'name', text: 'Tamo Venn' }])
  assert.ok(missingChild.safeParse(search).success)
})

test('that the child has died is recorded by a supervisor or a coordinator, and until then the search goes on', () => {
  const died = { ...came, condition: 'died', words: 'The hospital called.' } as const
  assert.equal(codeOf(findChild({ missing: missing(), profile }, died, at(evening))), 'death-not-by-worker')
  for (const actor of [supervisor, coordinator])
    assert.equal(inIt(findChild({ missing: missing(), profile }, died, at(evening, actor))).found?.condition, 'died')
})
