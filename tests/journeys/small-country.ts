import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { storeAuthority } from '#path/referral'
import { loadPlaces } from '#places'
import type { AuthorityKind } from '#standards/codes'
import { places } from '../../app/demonstration/places.ts'
import { draft, giveConsent, send } from '../../src/path/referral/api.ts'
import { authorityOf } from '../../src/path/referral/example-situations.test-data.ts'
import { raise } from '../../src/path/signals/api.ts'
import { desktop, openBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../node.ts'
import { accountOf, openApp, signedIn } from '../screens.ts'

export const bothLanguages = ['en', 'ar'] as const
export type Language = (typeof bothLanguages)[number]

export interface SmallCountry {
  node: TestNode
  address: string
  server: Awaited<ReturnType<typeof openApp>>['server']
  browser: Browser
  /** Runs a command that must not be refused. */
  run<Input, Answer, Raw>(route: CommandRoute<Input, Answer, Raw>, input: object, actor: Actor): Promise<Answer>
  /** Opens a page at a desk for a person, in this language. */
  open(person: { id: string }, language: Language): Promise<Page>
}

/** A served node with Meridia's places, a hotline's triage desk and one authority for the whole country. */
export async function smallCountry(start = new Date().toISOString()): Promise<SmallCountry> {
  const node = await testNode({ start })
  const browser = await openBrowser()
  await loadPlaces(node.database, '2026-11', places)
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId('MER-LINE'), place_code: '' })
    .execute()
  const welfare = authorityOf(await node.agencyId('MER-WELFARE'), {
    agencyCode: 'MER-WELFARE',
    name: { en: 'Child Welfare', ar: 'رعاية الطفل' },
    onCall: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  })
  const mandates = [{ ...welfare.mandates[0]!, places: ['XM'] }]
  await storeAuthority(node.database, { ...welfare, id: newId(), mandates }, node.clock.now())
  const { address, server } = await openApp(node)
  return {
    node,
    address,
    server,
    browser,
    async run(route, input, actor) {
      const answer = await route.run(node, input, { actor, commandId: newId() })
      assert.ok(!isRefusal(answer), JSON.stringify(answer))
      return answer
    },
    open: (person, language) => signedIn(browser, address, accountOf(person), language, desktop(language)),
  }
}

/** An authority of this kind that works beside child protection in the whole country, and somebody who works there. */
export async function besideChildProtection(
  { node }: SmallCountry,
  kind: AuthorityKind,
  name: { en: string; ar: string },
): Promise<{ id: string; officer: Actor }> {
  const agencyId = await node.agencyId(`MER-${kind.toUpperCase()}`)
  const officer = await node.person(`MER-${kind.toUpperCase()}`, ['authority'], 'Pell Imsa')
  const [mandate] = authorityOf(agencyId).mandates
  const authority = authorityOf(agencyId, { id: newId(), name, kind, mandates: [{ ...mandate!, places: ['XM'] }] })
  await storeAuthority(node.database, authority, node.clock.now())
  return { id: authority.id, officer }
}

/** Raises a concern about a child and writes a referral about it, and one to each of these authorities beside it. */
export async function draftedReferral(
  { run }: SmallCountry,
  worker: Actor,
  name: string,
  besides: readonly string[] = [],
): Promise<{ concernId: string; referralId: string; alongsideIds: readonly string[] }> {
  const { id: concernId } = await run(
    raise,
    {
      id: newId(),
      words: 'He may not leave the yard.',
      danger: 'not-now',
      place: { code: 'XM0102' },
      children: [{ name, age: { about: 13 }, sex: 'male' }],
    },
    worker,
  )
  const about = { concernId, risk: 'low', caregiver: 'safe', requests: ['assessment'], share: ['concern', 'identity'] }
  const { id: referralId, alongsideIds } = await run(draft, { ...about, alongsideIds: besides }, worker)
  return { concernId, referralId, alongsideIds }
}

/** Sends a referral without consent, as the law allows. */
export async function sendAnyway({ run }: SmallCountry, worker: Actor, id: string): Promise<void> {
  const going = { basis: 'override', ground: 'statutory-duty', reason: 'The Act obliges us.', childTold: 'told' }
  await run(giveConsent, { id, ...going, groups: ['concern', 'identity'] }, worker)
  await run(send, { id }, worker)
}
