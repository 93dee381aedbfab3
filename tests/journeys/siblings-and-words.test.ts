import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor } from '#kernel/actor'
import { decide, start } from '../../src/path/identification/api.ts'
import { accept, acknowledge, draft, giveConsent, send } from '../../src/path/referral/api.ts'
import { withdrawConsent } from '../../src/path/referral/consent-api.ts'
import { openUrgentReferral } from '#path/referral'
import { linkConcern } from '../../src/path/signals/api.ts'
import { keptWorld } from '../privacy/kept-world.ts'

const { people, node, act, concern, child, written, sent, owed } = await keptWorld()
const { triage } = people

async function referrals(where: string, id: string): Promise<{ child_id: string | null; state: string }[]> {
  const { rows } = await node.asOwner((owner) =>
    owner.query(`select child_id, state from referral.referral where ${where} = $1 order by id`, [id]),
  )
  return rows
}

async function presume(about: object): Promise<void> {
  const { id } = await act(start, triage, about as never)
  const said = { outcome: 'presumed-victim', reason: 'He may not leave.', onVersion: 1 }
  await act(decide, triage, { id, ...said } as never)
}

async function twoChildren(): Promise<{ id: string; ana: string; bor: string }> {
  const id = await concern(['Ana Tey', 'Bor Tey'])
  const [ana, bor] = [await child('Ana Tey'), await child('Bor Tey')]
  await act(linkConcern, triage, { id, person: 1, childId: ana })
  await act(linkConcern, triage, { id, person: 2, childId: bor })
  return { id, ana, bor }
}

test('a decision about a concern with two children is not met by the referral of one of them', async () => {
  const id = await concern(['Ana Tey', 'Bor Tey'])
  const ana = await child('Ana Tey')
  await act(linkConcern, triage, { id, person: 1, childId: ana })
  await sent({ concernId: id, childId: ana })
  await presume({ concernId: id })
  assert.equal((await referrals('signal_id', id)).filter(({ state }) => state === 'draft').length, 1)
})

test('a referral that names no child ends no decided child’s referral', async () => {
  const { id, ana, bor } = await twoChildren()
  await presume({ concernId: id, childId: ana })
  await presume({ concernId: id, childId: bor })
  await sent({ concernId: id })
  const open = (await referrals('signal_id', id)).filter(({ state }) => state === 'draft')
  assert.deepEqual(open.map(({ child_id }) => child_id).sort(), [ana, bor].sort())
})

test('a referral of one of two siblings opens a case of its own beside the case of the concern', async () => {
  const { id, ana, bor } = await twoChildren()
  for (const about of [{ concernId: id }, { concernId: id, childId: ana }, { concernId: id, childId: bor }]) {
    const referral = await sent(about)
    await act(acknowledge, people.officer, { id: referral })
    await act(accept, people.officer, { id: referral })
  }
  const { rows } = await node.asOwner((owner) =>
    owner.query('select child_id from case_management.care_case where signal_id = $1', [id]),
  )
  assert.deepEqual(rows.map(({ child_id }) => child_id).sort(), [ana, bor, null].sort())
})

test('danger is told for both siblings, although one of them was already referred as in danger', async () => {
  const { id, ana } = await twoChildren()
  await sent({ concernId: id, childId: ana }, { risk: 'immediate' })
  await act(openUrgentReferral, nodeActor, { concernId: id, deskAgencyId: triage.agencyId } as never)
  assert.deepEqual((await referrals('signal_id', id)).map(({ child_id }) => child_id).sort(), [ana, null].sort())
})

test('a desk that finds no grounds and no other need still owes the concern an end, with a date', async () => {
  for (const [outcome, left] of [
    [{ outcome: 'no-grounds-for-now', otherNeed: 'no' }, true],
    [{ outcome: 'no-grounds-for-now', otherNeed: 'yes' }, false],
    [{ outcome: 'at-risk' }, false],
  ] as const) {
    const id = await concern()
    const { id: screening } = await act(start, triage, { concernId: id } as never)
    await act(decide, triage, { id: screening, ...outcome, reason: 'A family visit.', onVersion: 1 } as never)
    const dates = await owed(id)
    assert.equal(
      dates.some((clock) => clock.startsWith('answer')),
      left,
      JSON.stringify([outcome, dates]),
    )
  }
})

test('a yes that is taken back from everybody reaches the referral that names the child and the one that names only the concern', async () => {
  const yes = { basis: 'consent', givenBy: 'child', childTold: 'told', groups: ['concern'] } as const
  const given = { how: 'spoken', language: 'en', through: 'worker' } as const
  for (const told of ['at the concern', 'at the child'] as const) {
    const id = await concern()
    const agreed = async (about: object): Promise<string> => {
      const { id: referral } = await act(draft, triage, written(about, { age: { from: 17, to: 17 } }))
      await act(giveConsent, triage, { id: referral, ...yes, given } as never)
      await act(send, triage, { id: referral })
      return referral
    }
    const first = await agreed({ concernId: id })
    const childId = await child(`Oru Sand ${told}`)
    await act(linkConcern, triage, { id, person: 1, childId })
    const second = await agreed({ childId })
    const [here, there] = told === 'at the concern' ? [first, second] : [second, first]
    await act(withdrawConsent, triage, { id: here, givenBy: 'child', from: 'everybody', groups: ['concern'] } as never)
    const { rows } = await node.asOwner((owner) =>
      owner.query(`select from referral.consent where referral_id = $1 and basis = 'withdrawal'`, [there]),
    )
    assert.equal(rows.length, 1, told)
  }
})
