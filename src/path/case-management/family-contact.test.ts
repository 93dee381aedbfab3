import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../../app/server/reactions.ts'
import * as children from '../children/api.ts'
import * as referrals from '../referral/api.ts'
import { country, obliged } from '../referral/country.test-data.ts'
import * as cases from './api.ts'

const { node, act, tryTo, officer } = await country()
const keeper = await node.person('MER-SCHOOL', ['supervisor', 'worker', 'triage'], 'Ivo')
const now = () => node.clock.now().toISOString()

async function registered(facts: object): Promise<string> {
  const input = { id: newId(), facts, followed: { kind: 'no-network' as const }, time: now() }
  return (await act(children.register, keeper, input as never)).id
}

async function change(childId: string, actor: Actor, field: string, value: unknown, reason?: string) {
  const one = { id: newId(), field, baseVersion: [], value, time: now(), ...(reason && { reason }) }
  const done = await tryTo(children.change, actor, { id: childId, device: 'test', changes: [one] } as never)
  await workUntilQuiet(node, duties)
  return isRefusal(done) ? done.code : 'done'
}

async function link(childId: string, relation: string, more: object = {}): Promise<string> {
  const linkId = newId()
  const relative = { name: 'Idris Sol', contact: 'unknown' }
  await act(children.linkFamily, keeper, { id: childId, linkId, relation, relative, ...more } as never)
  await workUntilQuiet(node, duties)
  return linkId
}

async function referred(childId: string, caregiver: 'safe' | 'unknown' = 'safe'): Promise<string> {
  const share = ['concern', 'identity', 'safety'] as const
  const about = { childId, placeCode: 'XM0102', risk: 'high' as const, concerns: [], caregiver }
  const { id } = await act(referrals.draft, keeper, { ...about, requests: ['assessment'], share: [...share] })
  await act(referrals.giveConsent, keeper, { id, ...obliged, groups: [...share] })
  await act(referrals.send, keeper, { id })
  return id
}

async function opened(childId: string): Promise<string> {
  const id = await referred(childId)
  await act(referrals.accept, officer, { id })
  await workUntilQuiet(node, duties)
  const { rows } = await node.asOwner((client) =>
    client.query<{ id: string }>('select id from case_management.care_case where child_id = $1', [childId]),
  )
  return rows[0]!.id
}

async function caseOf(id: string) {
  const seen = await cases.viewCase.run(node, { id }, { actor: officer })
  assert.ok(!isRefusal(seen))
  return seen
}

async function addContact(id: string): Promise<string> {
  const done = await tryTo(cases.addTask, officer, { id, kind: 'family-contact', side: 'caseworker' })
  return isRefusal(done) ? `${done.code} ${done.params?.['because']}` : 'done'
}

test('a case worker contacts a family only after risk, asylum and every relative were looked at', async () => {
  const childId = await registered({ names: [{ text: 'Tamo Venn' }], ageAtRegistration: { age: { exact: 12 } } })
  const linkId = await link(childId, 'aunt-or-uncle')
  const id = await opened(childId)
  const refused = (because: string) => `family-contact-not-cleared ${because}`
  assert.equal(await addContact(id), refused('risk_not_screened'))
  const worker = await node.person('MER-SCHOOL', ['triage'])
  assert.notEqual(await change(childId, worker, 'family-risk', 'no-risk-seen', 'I think so.'), 'done')
  assert.equal(await change(childId, officer, 'family-risk', 'no-risk-seen'), 'reason-needed')
  assert.equal(await change(childId, officer, 'family-risk', 'no-risk-seen', 'Looked at with the child.'), 'done')
  assert.equal(await addContact(id), refused('asylum_open'))
  assert.equal(await change(childId, officer, 'asylum-claim', 'no'), 'done')
  assert.equal(await addContact(id), refused('not_looked_at'))
  const said = {
    verified: 'documented',
    basis: 'Family book',
    concern: 'none',
    contact: 'unknown',
    risk: 'Seen.',
  } as const
  const mark = { id: childId, linkId, markId: newId(), seenId: null, wish: 'unknown' as const }
  await act(children.markFamily, officer, { ...mark, ...said })
  assert.equal(await addContact(id), 'done')

  // Somebody finds out more: the task stays, and the plan says that nobody may do it.
  const doubt = { ...said, concern: 'may-be-part', markId: newId(), seenId: mark.markId } as const
  await act(children.markFamily, keeper, { ...mark, ...doubt })
  assert.deepEqual((await caseOf(id)).contactBars, ['under-concern'])
  assert.equal(await addContact(id), refused('under_concern'))
})

test('a relative who may be part of it makes every caregiver of the child one who is neither asked nor told', async () => {
  const childId = await registered({ names: [{ text: 'Orin Sol' }], ageAtRegistration: { age: { exact: 11 } } })
  const before = await referred(childId)
  await link(childId, 'step-parent', { concern: 'may-be-part' })
  const seen = await referrals.viewReferral.run(node, { id: before }, { actor: officer })
  assert.ok(!isRefusal(seen))
  assert.equal(seen.caregiver, 'under-concern')
  assert.ok(seen.facts.some(({ code }) => code === 'referral.caregiver-told.under-concern'))
  const yes = { basis: 'consent', givenBy: 'caregiver', childTold: 'told', groups: ['concern'] } as const
  const asked = await tryTo(referrals.giveConsent, keeper, { id: before, ...yes } as never)
  assert.ok(isRefusal(asked) && asked.code === 'caregiver-not-safe', JSON.stringify(asked))

  const later = await registered({ names: [{ text: 'Sefu Anwari' }], ageAtRegistration: { age: { exact: 9 } } })
  await link(later, 'says-they-are', { concern: 'may-be-part' })
  const id = await opened(later)
  const { facts, contactBars } = await caseOf(id)
  assert.equal(facts.find(({ item }) => item === 'caregiver')?.code, 'referral.caregiver-told.under-concern')
  assert.ok(contactBars.includes('under-concern'))
})

test('a child whom nobody looks after gets the duty to find a guardian, whenever that becomes known', async () => {
  const guardianOf = async (id: string) =>
    (await caseOf(id)).tasks.filter(({ kind }) => kind === 'guardian').map(({ dueAt }) => dueAt !== undefined)
  const age = { ageAtRegistration: { age: { exact: 13 } } }
  const alone = await opened(await registered({ ...age, care: 'alone', interpreterLanguages: ['ti'] }))
  assert.deepEqual(await guardianOf(alone), [true])
  assert.deepEqual(
    (await caseOf(alone)).meeting.map(({ item, text, code }) => [item, text ?? code]),
    [
      ['interpreter', 'ti'],
      ['care', 'children.care.alone'],
    ],
  )
  const childId = await registered(age)
  const id = await opened(childId)
  assert.deepEqual(await guardianOf(id), [])
  assert.equal(await change(childId, keeper, 'care', 'unrelated-adult'), 'done')
  assert.deepEqual(await guardianOf(id), [true])
})
