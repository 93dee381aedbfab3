import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { contactBars } from './family-contact.ts'
import { familyConcern, fromTheOtherSide, relation } from './family-codes.ts'
import { markFamily, type MarkState, type Standing } from './family-standing.ts'
import type { MarkInput } from './model.ts'
import { contextFor, worker } from './test-child.ts'

const caseworker = { ...worker, roles: ['caseworker' as const] }
const child = { id: newId(), status: 'current' } as MarkState['child']
const cleared = { verified: 'documented', basis: 'Family book', concern: 'none', risk: 'Looked at with her.' } as const

function mark(said: Partial<MarkInput>, { by = worker, ...more }: Partial<MarkState> & { by?: typeof worker } = {}) {
  const link = { childId: child.id, removed: false, standing: undefined, standingId: null }
  const input: MarkInput = {
    id: child.id,
    linkId: newId(),
    markId: newId(),
    seenId: null,
    verified: 'claimed',
    concern: 'unknown',
    contact: 'unknown',
    wish: 'unknown',
    ...said,
  }
  const answer = markFamily({ child, link, bars: [], ...more }, input, contextFor(by))
  return isRefusal(answer) ? answer.code : answer.changes[0]!.standing
}

describe('the other side of a relation', () => {
  test('is never "other" for a relation that has a name, and its other side is of the same kind again', () => {
    for (const one of relation.values) {
      const there = fromTheOtherSide(one)
      if (one !== 'other') assert.notEqual(there, 'other', one)
      assert.equal(fromTheOtherSide(fromTheOtherSide(there)), there, one)
    }
    assert.deepEqual(
      (['grandparent', 'aunt-or-uncle', 'husband', 'mother', 'employer', 'legal-guardian'] as const).map(
        fromTheOtherSide,
      ),
      ['grandchild', 'niece-or-nephew', 'spouse', 'child-of', 'works-for', 'under-guardianship'],
    )
  })
})

describe('what is known of a relative', () => {
  test('starts as said only, and a worker who names the paper makes it documented', () => {
    assert.equal(mark({ verified: 'documented' }), 'reason-needed')
    const standing = mark({ verified: 'documented', basis: 'The family book.' }) as Standing
    assert.deepEqual([standing.verified, standing.by], ['documented', worker.id])
  })

  test('may be raised as a doubt by everyone, and is taken away only by a role with that duty, in words', () => {
    const doubt = mark({ concern: 'may-be-part', contact: 'no' }) as Standing
    assert.equal(doubt.concern, 'may-be-part')
    const link = { childId: child.id, removed: false, standing: doubt, standingId: null }
    for (const concern of ['unknown', 'none'] as const)
      assert.equal(mark({ concern, contact: 'no', risk: 'x' }, { link }), 'family-mark-reserved')
    assert.equal(mark({ concern: 'none', contact: 'no' }, { link, by: caseworker }), 'reason-needed')
    assert.ok(typeof mark({ concern: 'none', contact: 'no', risk: 'Seen.' }, { link, by: caseworker }) === 'object')
  })

  test('lets a relative be contacted only with who decided, the child’s wish and the risk', () => {
    const yes = { ...cleared, contact: 'yes', wish: 'wants', decidedBy: 'The panel' } as const
    assert.ok(typeof mark(yes, { by: caseworker }) === 'object')
    assert.equal(mark(yes), 'family-mark-reserved')
    assert.equal(mark({ ...yes, decidedBy: ' ' }, { by: caseworker }), 'reason-needed')
    assert.equal(mark({ ...yes, risk: '' }, { by: caseworker }), 'reason-needed')
    assert.equal(mark({ ...yes, wish: 'does-not-want' }, { by: caseworker }), 'child-wish-missing')
    assert.equal(mark({ ...yes, wish: 'unknown' }, { by: caseworker }), 'child-wish-missing')
    for (const concern of ['unknown', 'may-be-part'] as const)
      assert.equal(mark({ ...yes, concern }, { by: caseworker }), 'family-contact-not-cleared')
    assert.equal(mark(yes, { by: caseworker, bars: ['asylum-open'] }), 'family-contact-not-cleared')
  })

  test('is not overwritten by somebody who has not read what was written last', () => {
    assert.equal(mark({ seenId: newId() }), 'family-mark-overtaken')
  })
})

test('nobody contacts a family before the risk, the asylum and everyone in it were looked at, and unknown clears nothing', () => {
  const looked = { familyRisk: 'no-risk-seen', asylumClaim: 'no' } as const
  assert.deepEqual(contactBars(looked, ['none', 'none']), [])
  assert.deepEqual(contactBars({ ...looked, asylumClaim: 'decided' }, []), [])
  fc.assert(
    fc.property(
      fc.constantFrom('no-risk-seen', 'risk-seen', 'unknown' as const),
      fc.constantFrom('no', 'open', 'decided', 'unknown' as const),
      fc.array(fc.constantFrom(...familyConcern.values), { maxLength: 4 }),
      (familyRisk, asylumClaim, family) => {
        const open = contactBars({ familyRisk, asylumClaim } as typeof looked, family).length === 0
        const clear = familyRisk === 'no-risk-seen' && (asylumClaim === 'no' || asylumClaim === 'decided')
        assert.equal(open, clear && family.every((one) => one === 'none'))
      },
    ),
  )
})
