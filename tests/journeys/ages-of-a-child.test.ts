import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { answer, start } from '../../src/path/identification/api.ts'
import type { AnswersInput } from '../../src/path/identification/inputs.ts'
import { raise } from '../../src/path/signals/api.ts'
import * as api from '../../src/path/referral/api.ts'
import { country, read, words } from '../../src/path/referral/country.test-data.ts'
import { authorityOf } from '../../src/path/referral/example-situations.test-data.ts'
import { storeAuthority } from '../../src/path/referral/store/authority-store.ts'

const request = {
  risk: 'high' as const,
  concerns: [],
  caregiver: 'unknown' as const,
  requests: ['assessment' as const],
  share: ['concern' as const],
}
const alone = { child: 'consent', adult: false }
/** Child protection is told without an adult's yes. */
const askedAlone = { child: 'assent', adult: false }

const meridia = await country()
const caseworker = await meridia.node.person('MER-SCHOOL', ['worker', 'caseworker'])

async function concernAbout(...ages: ({ exact: number } | undefined)[]): Promise<string> {
  const children = ages.map((age, index) => ({ name: `Tamo ${index} Venn`, ...(age && { age }), sex: 'male' as const }))
  const { id } = await meridia.act(raise, caseworker, {
    id: newId(),
    words,
    danger: 'not-now',
    place: { code: 'XM0102' },
    children,
    howKnown: 'told-by-child',
    replyWanted: false,
  })
  return id
}

async function screen(concernId: string, ages: NonNullable<AnswersInput['ages']>): Promise<void> {
  const { id } = await meridia.act(start, caseworker, { concernId })
  await meridia.act(answer, caseworker, { id, ages })
}

async function routing(concernId: string) {
  const seen = await api.routesForNew.run(meridia.node, { concernId }, { actor: caseworker })
  assert.ok(!isRefusal(seen), JSON.stringify(seen))
  const { child, adult } = seen.consent
  return { consent: { child, adult }, lead: seen.routes.find(({ part }) => part === 'lead'), seen }
}

test('a dispute about the age in a screening reaches the mandate and consent, also of a referral already written', async () => {
  const concernId = await concernAbout({ exact: 16 })
  assert.deepEqual((await routing(concernId)).consent, alone)
  const { id } = await meridia.act(api.draft, caseworker, { concernId, ...request })
  await screen(concernId, [{ moment: 'now', value: { exact: 16 }, how: 'told-by-child', disputed: true, follows: 0 }])
  const { consent, lead } = await routing(concernId)
  assert.deepEqual(consent, askedAlone)
  assert.ok(lead?.why.some(({ code }) => code === 'age-not-known'))
  const { child, adult } = (await read(meridia, caseworker, id)).consent
  assert.deepEqual({ child, adult }, askedAlone)
})

test('a referral about several children does not take the age of the first', async () => {
  assert.deepEqual((await routing(await concernAbout({ exact: 16 }, { exact: 4 }))).consent, askedAlone)
  assert.deepEqual((await routing(await concernAbout({ exact: 4 }, { exact: 16 }))).consent, askedAlone)
})

test('what a screening says about age goes before what the concern says', async () => {
  const concernId = await concernAbout({ exact: 16 })
  await screen(concernId, [{ moment: 'now', value: { exact: 12 }, how: 'told-by-family', disputed: false, follows: 0 }])
  assert.deepEqual((await routing(concernId)).consent, askedAlone)
})

test('a person of 19 by an examined document, exploited at 14, decides alone and is led by adult services', async () => {
  const concernId = await concernAbout(undefined)
  const now = { moment: 'now', value: { exact: 19 }, disputed: false } as const
  await screen(concernId, [
    { ...now, how: 'told-by-child', follows: 0 },
    { moment: 'at-exploitation', value: { exact: 14 }, how: 'told-by-child', disputed: false, follows: 0 },
  ])
  const told = await routing(concernId)
  assert.equal(told.lead?.kind, 'child-protection')
  await screen(concernId, [{ ...now, how: 'document-examined', follows: 1 }])
  assert.deepEqual((await routing(concernId)).seen.forCoordinator, 'nobody-mandated')
  await addAdultServices()
  const { consent, lead } = await routing(concernId)
  assert.deepEqual(consent, alone)
  assert.equal(lead?.kind, 'adult-services')
  assert.deepEqual(
    lead?.why.slice(-2).map(({ code }) => code),
    ['adult-services-first', 'child-at-the-acts'],
  )
})

test('the authority reads that an age of eighteen is in doubt, and nothing of the kind about an age of twelve', async () => {
  const doubt = async (exact: number): Promise<unknown[]> => {
    const concernId = await concernAbout({ exact })
    await screen(concernId, [{ moment: 'now', value: { exact }, how: 'told-by-child', disputed: false, follows: 0 }])
    const share = ['identity' as const]
    const { id } = await meridia.act(api.draft, caseworker, { concernId, ...request, share })
    const { facts } = await read(meridia, caseworker, id)
    assert.ok(facts.some(({ item }) => item === 'age'))
    return facts.filter(({ item }) => item === 'childhood').map(({ code }) => code)
  }
  assert.deepEqual(await doubt(18), ['children.childhood.in-doubt'])
  assert.deepEqual(await doubt(12), [])
})

test('a referral to adult services is not sent after somebody disputes the age', async () => {
  const concernId = await concernAbout(undefined)
  const now = { moment: 'now', value: { exact: 19 }, how: 'document-examined' } as const
  await screen(concernId, [{ ...now, disputed: false, follows: 0 }])
  const { id } = await meridia.act(api.draft, caseworker, { concernId, ...request })
  await meridia.act(api.giveConsent, caseworker, {
    id,
    basis: 'consent',
    givenBy: 'child',
    given: { how: 'spoken', language: 'en', through: 'worker' },
    childTold: 'told',
    groups: ['concern'],
  })
  await screen(concernId, [{ ...now, disputed: true, follows: 1 }])
  const refusal = await meridia.tryTo(api.send, caseworker, { id })
  assert.ok(isRefusal(refusal))
  assert.equal(refusal.code, 'adult-age-in-doubt')
})

async function addAdultServices(): Promise<void> {
  const agencyId = await meridia.node.agencyId('MER-HEALTH')
  await meridia.node.person('MER-HEALTH', ['authority'])
  const [mandate] = authorityOf(agencyId).mandates
  const services = authorityOf(agencyId, {
    id: newId(),
    kind: 'adult-services',
    mandates: [{ ...mandate!, places: ['XM'], ages: { from: 18, to: 130 } }],
  })
  await storeAuthority(meridia.node.database, services, meridia.node.clock.now())
}
