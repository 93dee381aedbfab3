import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { changeChild } from './change-child.ts'
import type { ChildState } from './child-state.ts'
import { findDoubleWork as findDouble, type Step } from './double-work.ts'
import { linkFamily } from './link-family.ts'
import { mergeChildren } from './merge-children.ts'
import { changeInput, registerInput } from './model.ts'
import { type RegistrationState, registerChild } from './register-child.ts'
import { contextFor, named, worker } from './test-child.ts'
import { undoMerge } from './undo-merge.ts'

const time = '2026-03-02T08:00:00Z'
const searchId = newId()
const searched: RegistrationState = {
  search: { id: searchId, by: worker.id, at: new Date('2026-03-02T07:55:00Z'), candidates: [1, 2], coversNames: true },
  exists: false,
  scopes: [0, 7],
  likelyIds: [],
}

function register(state: RegistrationState, followed: unknown = { kind: 'search', searchId, rejected: [1, 2] }) {
  return registerChild(
    state,
    registerInput.parse({ id: newId(), facts: { names: named('Tarek Sol'), sex: 'male' }, followed, time }),
    contextFor(),
  )
}

function code(answer: unknown): string {
  assert.ok(isRefusal(answer), 'it was not refused')
  return answer.code
}

function childOf(changes: ChildState['changes'] = [], more: Partial<ChildState> = {}): ChildState {
  return {
    id: newId(),
    version: 1,
    scopes: [0, 7],
    agencyId: null,
    status: 'current',
    mergedInto: null,
    registeredAt: new Date(time),
    ownScopes: [0, 7],
    likelyIds: [],
    changes,
    absorbed: [],
    ...more,
  }
}

describe('registering a child', () => {
  test('follows a search whose candidates the worker looked at', () => {
    const answer = register(searched)
    assert.ok(!isRefusal(answer))
    const [change] = answer.changes
    assert.ok(change?.kind === 'register')
    assert.deepEqual(
      change.changes.map(({ field }) => field.split(':')[0]),
      ['sex', 'name'],
    )
    assert.equal(answer.events[0]?.type, 'ChildRegistered')
    assert.ok(!JSON.stringify(answer.events).includes('Tarek'))
  })

  test('of whom an examined document makes an adult needs a role with that duty; a paper that nobody examined does not', () => {
    const aged = (howKnown: string, actor = worker) => {
      const facts = { names: named('Tarek Sol'), ageAtExploitation: { age: { exact: 20 }, howKnown } }
      const followed = { kind: 'search', searchId, rejected: [1, 2] }
      return registerChild(searched, registerInput.parse({ id: newId(), facts, followed, time }), contextFor(actor))
    }
    const refused = aged('document-examined')
    assert.equal(code(refused), 'adult-age-reserved')
    assert.deepEqual(isRefusal(refused) && refused.fields, [
      { path: 'facts.ageAtExploitation', code: 'adult-age-reserved' },
    ])
    assert.ok(!isRefusal(aged('document')))
    assert.ok(!isRefusal(aged('document-examined', { ...worker, roles: ['authority'] })))
  })

  test('of whom an examined document of years ago makes an adult by now needs that role too, and an age at the acts does not grow', () => {
    const aged = (field: string, actor = worker) => {
      const fact = { age: { exact: 15 }, howKnown: 'document-examined', on: '2010-01-01' }
      const followed = { kind: 'search', searchId, rejected: [1, 2] }
      const facts = { names: named('Tarek Sol'), [field]: fact }
      return registerChild(searched, registerInput.parse({ id: newId(), facts, followed, time }), contextFor(actor))
    }
    assert.equal(code(aged('ageAtRegistration')), 'adult-age-reserved')
    assert.ok(!isRefusal(aged('ageAtExploitation')))
    assert.ok(!isRefusal(aged('ageAtRegistration', { ...worker, roles: ['caseworker'] })))
  })

  test('without a search is refused', () => {
    assert.equal(code(register({ ...searched, search: undefined })), 'search-missing')
  })

  test('on the search of a colleague, or of yesterday, is refused', () => {
    assert.equal(code(register({ ...searched, search: { ...searched.search!, by: newId() } })), 'search-missing')
    assert.equal(
      code(register({ ...searched, search: { ...searched.search!, at: new Date('2026-03-01T07:59:00Z') } })),
      'search-outdated',
    )
  })

  test('while a likely candidate was not looked at is refused', () => {
    assert.equal(code(register(searched, { kind: 'search', searchId, rejected: [2] })), 'matches-undecided')
  })

  test('under a name that was not looked for is refused', () => {
    assert.equal(
      code(register({ ...searched, search: { ...searched.search!, coversNames: false } })),
      'search-name-different',
    )
  })

  test('without a network is accepted, and says so', () => {
    const answer = register({ ...searched, search: undefined, likelyIds: [newId()] }, { kind: 'no-network' })
    assert.ok(!isRefusal(answer))
    assert.equal(answer.events[0]?.data['searched'], false)
  })

  test('twice under one id is refused', () => {
    assert.equal(code(register({ ...searched, exists: true })), 'child-registered')
  })
})

describe('changing what is known of a child', () => {
  const first = {
    id: newId(),
    field: 'birth',
    baseVersion: [],
    value: { iso: '2011-05-02' },
    author: worker.id,
    device: 'a',
    time,
  }

  function change(state: ChildState, sent: Record<string, unknown>) {
    return changeChild(
      state,
      changeInput.parse({
        id: state.id,
        changes: [
          { id: newId(), field: 'birth', baseVersion: [first.id], value: { iso: '2010-05-02' }, time, ...sent },
        ],
      }),
      contextFor(),
    )
  }

  test('replaces an age only with a reason', () => {
    assert.equal(code(change(childOf([first]), {})), 'reason-needed')
    const answer = change(childOf([first]), { reason: 'The birth certificate arrived.' })
    assert.ok(!isRefusal(answer) && answer.answer.version === 2 && answer.answer.conflicts.length === 0)
  })

  test('by two workers apart leaves both values, and both are told', () => {
    const answer = change(childOf([first]), { baseVersion: [] })
    assert.ok(!isRefusal(answer))
    assert.deepEqual([answer.answer.conflicts, answer.events[0]?.data['conflicts']], [['birth'], 1])
  })

  test('delivered twice has one effect', () => {
    const answer = change(childOf([first]), { id: first.id, baseVersion: [], value: first.value })
    assert.ok(!isRefusal(answer))
    assert.deepEqual([answer.changes, answer.events, answer.answer.version], [[], [], 1])
  })

  test('on a version the node has never seen is refused, not guessed', () => {
    assert.equal(code(change(childOf([first]), { baseVersion: [newId()] })), 'base-version-unknown')
  })

  test('of a merged record is refused', () => {
    assert.equal(code(change(childOf([first], { status: 'merged' }), {})), 'child-merged')
  })

  test('accepts only fields and values of the model', () => {
    const sent = { id: newId(), baseVersion: [], time }
    for (const bad of [
      { field: 'offender', value: 'x' },
      { field: 'sex', value: 'm' },
      { field: 'name:1', value: { text: '' } },
      { field: 'birth', value: 'yesterday' },
    ]) {
      assert.equal(
        changeInput.safeParse({ id: newId(), changes: [{ ...sent, ...bad }] }).success,
        false,
        JSON.stringify(bad),
      )
    }
  })
})

describe('merging two records', () => {
  const [kept, merged] = [childOf(), childOf()]
  const input = { id: newId(), keptId: kept.id, mergedId: merged.id, reason: 'Same child, registered at two desks.' }

  test('needs two records that stand', () => {
    assert.equal(code(mergeChildren({ kept, merged: kept, related: false }, input, contextFor())), 'child-same')
    assert.equal(
      code(mergeChildren({ kept, merged: { ...merged, status: 'merged' }, related: false }, input, contextFor())),
      'child-merged',
    )
  })

  test('of brother and sister is refused', () => {
    assert.equal(code(mergeChildren({ kept, merged, related: true }, input, contextFor())), 'children-related')
  })

  test('is undone once, and later merges first', () => {
    const undo = { id: input.id, keptId: kept.id, reason: 'Two children after all.' }
    assert.equal(code(undoMerge({ kept, merged, mergeId: input.id, undone: true }, undo, contextFor())), 'merge-undone')
    assert.equal(
      code(
        undoMerge(
          { kept: { ...kept, status: 'merged' }, merged, mergeId: input.id, undone: false },
          undo,
          contextFor(),
        ),
      ),
      'merge-not-latest',
    )
    assert.ok(!isRefusal(undoMerge({ kept, merged, mergeId: input.id, undone: false }, undo, contextFor())))
  })
})

describe('noting a relative', () => {
  test('who is registered stands on both pages, seen from each side', () => {
    const [child, relative] = [childOf(), childOf()]
    const answer = linkFamily(
      { child, relative, linked: false, circle: false },
      { id: child.id, linkId: newId(), relation: 'mother', relative: { childId: relative.id } },
      contextFor(),
    )
    assert.ok(!isRefusal(answer))
    assert.deepEqual(
      answer.changes.map(({ childId, relation, relativeId }) => [childId, relation, relativeId]),
      [
        [child.id, 'mother', relative.id],
        [relative.id, 'child-of', child.id],
      ],
    )
  })

  test('leaves it open whether they may be contacted, until somebody says so', () => {
    const child = childOf()
    const answer = linkFamily(
      { child, relative: undefined, linked: false, circle: false },
      { id: child.id, linkId: newId(), relation: 'father', relative: { name: 'Idris Sol', contact: 'unknown' } },
      contextFor(),
    )
    assert.ok(!isRefusal(answer))
    assert.equal(answer.changes[0]?.person?.contact, 'unknown')
    assert.ok(!JSON.stringify(answer.events).includes('Idris'))
  })

  test('who would make somebody their own ancestor is refused', () => {
    const [child, relative] = [childOf(), childOf()]
    assert.equal(
      code(
        linkFamily(
          { child, relative, linked: false, circle: true },
          { id: child.id, linkId: newId(), relation: 'mother', relative: { childId: relative.id } },
          contextFor(),
        ),
      ),
      'family-circle',
    )
  })

  test('under a record that was merged into the child is refused, as the child itself is', () => {
    const child = childOf()
    assert.equal(
      code(
        linkFamily(
          { child, relative: child, linked: false, circle: false },
          { id: child.id, linkId: newId(), relation: 'brother', relative: { childId: newId() } },
          contextFor(),
        ),
      ),
      'child-same',
    )
  })
})

describe('work on a child', () => {
  const work = new Map([
    ['referral', { begins: 'ReferralSent', ends: ['ReferralCompleted'] }],
    ['case', { begins: 'CaseOpened', ends: ['CaseClosed'] }],
  ])
  const findDoubleWork = (steps: readonly Step[]) => findDouble(steps, work)
  const [a, b] = ['A', 'B']
  const step = (childId: string, kind: string, subject: string) => ({
    childId,
    kind,
    subject: { kind: kind.startsWith('Case') ? 'case' : 'referral', id: subject },
  })

  test('is double when it is open on two records of what is now one child', () => {
    const steps = [step(a, 'CaseOpened', 'one'), step(b, 'CaseOpened', 'two'), step(b, 'ReferralSent', 'three')]
    assert.deepEqual(findDoubleWork(steps), [{ kind: 'case', ids: ['one', 'two'] }])
    assert.deepEqual(findDoubleWork([...steps, step(b, 'CaseClosed', 'two')]), [])
  })

  test('of several authorities for one record is not double', () => {
    assert.deepEqual(findDoubleWork([step(a, 'ReferralSent', 'lead'), step(a, 'ReferralSent', 'police')]), [])
  })
})
