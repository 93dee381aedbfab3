import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor } from '#kernel/actor'
import * as api from './api.ts'
import { country, obliged, read } from './country.test-data.ts'
import { readsWhyProtection } from './why-protection.ts'

test('the authority that leads and the sender read the form of exploitation and the decision, the police only if a word covers it', async () => {
  const meridia = await country()
  const { node, act, teacher, officer, concern, authorityIds } = meridia
  const police = await node.person('MER-POLICE', ['authority'])
  const write = async () => {
    const concernId = await concern()
    await act(api.prepareReferral, nodeActor, {
      concernId,
      because: 'presumed-victim',
      concerns: ['sexual-exploitation'],
      decidedBy: teacher.id,
      agencyId: teacher.agencyId,
      at: node.clock.now().toISOString(),
    } as never)
    return act(api.draft, teacher, {
      concernId,
      concerns: ['sexual-exploitation'],
      caregiver: 'unknown',
      requests: ['assessment'],
      share: ['concern'],
      alongsideIds: [authorityIds.police],
    })
  }
  const told = async (actor: typeof teacher, id: string) => {
    const { concerns, decided } = await read(meridia, actor, id)
    return [concerns, decided]
  }
  const all = [['sexual-exploitation'], 'presumed-victim']
  const { id, alongsideIds } = await write()
  await act(api.giveConsent, teacher, { id, ...obliged, groups: ['concern'] })
  await act(api.send, teacher, { id })
  assert.deepEqual(await told(teacher, id), all)
  assert.deepEqual(await told(officer, id), all)
  const beside = alongsideIds[0]!
  await act(api.giveConsent, teacher, { id: beside, ...obliged, kinds: ['police'], groups: ['place', 'safety'] })
  await act(api.send, teacher, { id: beside })
  assert.deepEqual(await told(teacher, beside), all)
  assert.deepEqual(await told(police, beside), [[], null])
  const more = await write()
  const groups = ['safety', 'screening'] as const
  await act(api.chooseShare, teacher, { id: more.alongsideIds[0]!, share: [...groups], purpose: 'protection' })
  for (const one of [more.id, more.alongsideIds[0]!]) {
    await act(api.giveConsent, teacher, { id: one, ...obliged, groups: ['concern', ...groups] })
    await act(api.send, teacher, { id: one })
  }
  assert.deepEqual(await told(police, more.alongsideIds[0]!), all)
})

test('who leads and is no child protection, who deleted it, and who was given another group do not read it', () => {
  const under = { screening: 'consent' } as const
  assert.equal(readsWhyProtection({ share: ['safety'] }, 'shelter'), false)
  assert.equal(readsWhyProtection({ share: ['safety'] }, 'child-protection'), true)
  assert.equal(readsWhyProtection({ share: ['safety'] }, undefined), false)
  assert.equal(readsWhyProtection({ share: [], leadId: 'x', sharedUnder: under }, 'police'), false)
  assert.equal(readsWhyProtection({ share: ['screening'], leadId: 'x', sharedUnder: {} }, 'child-protection'), false)
  assert.equal(readsWhyProtection({ share: ['screening'], leadId: 'x', sharedUnder: under }, 'health'), true)
})
