import assert from 'node:assert/strict'
import test from 'node:test'
import { isRefusal } from '#kernel/refusal'
import { decide, start } from '../../src/path/identification/api.ts'
import { giveConsent, withdraw } from '../../src/path/referral/api.ts'
import { closeConcern, linkConcern, mergeConcerns, take } from '../../src/path/signals/api.ts'
import { keptWorld } from '../privacy/kept-world.ts'

const { people, node, tryTo, act, listed, concern, child, sent, owed } = await keptWorld()
const { triage, supervisor } = people
const back = { reason: 'sent-in-error', note: 'It was meant for another child.' } as const

/** Somebody active has the concern in a list, with a date. */
async function assertOwed(id: string, until: string): Promise<void> {
  assert.deepEqual(await owed(id), [until])
  assert.ok((await listed(triage)).includes(id))
}

test('a concern whose referral was withdrawn is before its desk again with a date, whether it was closed, merged or taken', async () => {
  const taken = await concern()
  await act(withdraw, triage, { id: await sent({ concernId: taken }), ...back })
  await assertOwed(taken, 'answer')

  const closed = await concern()
  const referral = await sent({ concernId: closed })
  await act(closeConcern, triage, { id: closed, reason: 'referred' })
  await act(withdraw, triage, { id: referral, ...back })
  await assertOwed(closed, 'triage-high')
  await act(take, triage, { id: closed })
  await assertOwed(closed, 'answer')

  const [merged, into] = [await concern(), await concern()]
  const other = await sent({ concernId: merged })
  await act(mergeConcerns, triage, { id: merged, into })
  await act(withdraw, triage, { id: other, ...back })
  await assertOwed(into, 'answer')
})

test('a child of whom nobody raised a concern is before the sender again when the referral is withdrawn', async () => {
  const id = await child('Sefa Lorn')
  await act(withdraw, triage, { id: await sent({ childId: id }), ...back })
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ id: string }>(
      `select id from referral.referral where child_id = $1 and state = 'draft' and prepared = 'referral-withdrawn'`,
      [id],
    ),
  )
  assert.equal(rows.length, 1)
  await assertOwed(rows[0]!.id, 'refer')
  const alone = await tryTo(withdraw, triage, { id: rows[0]!.id, ...back })
  assert.ok(isRefusal(alone) && alone.code === 'withdrawal-reserved')
})

test('while another referral of the child goes on, the concern does not come back', async () => {
  const id = await concern()
  const [first] = [await sent({ concernId: id }), await sent({ concernId: id })]
  await act(closeConcern, triage, { id, reason: 'referred' })
  await act(withdraw, triage, { id: first, ...back })
  assert.deepEqual(await owed(id), [])
})

test('nobody takes back alone the referral of a child who may be a victim, and whoever wrote it is no second person', async () => {
  const decided = await concern()
  const { id: screening } = await act(start, triage, { concernId: decided })
  await act(decide, triage, {
    id: screening,
    outcome: 'presumed-victim',
    reason: 'He may not leave.',
    onVersion: 1,
  } as never)
  const first = await concern()
  const later = await sent({ concernId: first })
  const { id: second } = await act(start, triage, { concernId: first })
  await act(decide, triage, { id: second, outcome: 'at-risk', reason: 'He may not leave.', onVersion: 1 } as never)
  const dangerous = await sent({ concernId: await concern() }, { risk: 'immediate', caregiver: 'unknown' }, supervisor)
  for (const [id, who] of [
    [await sent({ concernId: decided }), triage],
    [later, triage],
    [dangerous, supervisor],
  ] as const) {
    const refused = await tryTo(withdraw, who, { id, ...back })
    assert.ok(isRefusal(refused) && refused.code === 'withdrawal-reserved', JSON.stringify(refused))
  }
  await act(withdraw, supervisor, { id: later, ...back })
})

test('one worker does not make a caregiver safe so that they can end a referral that was sent', async () => {
  const id = await sent({ concernId: await concern() }, { caregiver: 'unknown' })
  const no = { basis: 'refusal', givenBy: 'child', childTold: 'told', groups: ['concern'], caregiver: 'safe' } as const
  const refused = await tryTo(giveConsent, triage, { id, ...no } as never)
  assert.ok(isRefusal(refused) && refused.code === 'caregiver-change-reserved', JSON.stringify(refused))
})

test('a concern about two children does not end as referred when only one of them was', async () => {
  const id = await concern(['Ana Tey', 'Bor Tey'])
  const [ana, bor] = [await child('Ana Tey'), await child('Bor Tey')]
  await act(linkConcern, triage, { id, person: 1, childId: ana })
  await act(linkConcern, triage, { id, person: 2, childId: bor })
  await sent({ concernId: id, childId: ana })
  const early = await tryTo(closeConcern, triage, { id, reason: 'referred' })
  assert.ok(isRefusal(early) && early.code === 'concern-not-referred')
  await sent({ concernId: id, childId: bor })
  await act(closeConcern, triage, { id, reason: 'referred' })
})
