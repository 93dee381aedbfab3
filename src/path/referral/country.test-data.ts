import assert from 'node:assert/strict'
import { type Actor, nodeActor } from '#kernel/actor'
import type { DomainEvent } from '#kernel/event'
import { newId } from '#kernel/ids'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workOnce, type Duties } from '#kernel/work'
import { readWorklist } from '#kernel/worklist/worklist'
import { loadPlaces } from '#places'
import { testNode, type TestNode } from '../../../tests/node.ts'
import { raise } from '../signals/api.ts'
import * as api from './api.ts'
import { authorityOf } from './example-situations.test-data.ts'
import { storeAuthority } from './store/authority-store.ts'

export const words = 'The boy told me he may not leave the yard.'

export interface Country {
  node: TestNode
  teacher: Actor
  officer: Actor
  boss: Actor
  coordinator: Actor
  stranger: Actor
  seen: DomainEvent[]
  work(): Promise<void>
  act<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer>
  tryTo<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer | Refusal>
  concern(danger?: 'immediate' | 'not-now', names?: readonly string[]): Promise<string>
  authorityIds: { welfare: string; lakes: string; police: string }
}

/**
 * A small Meridia: a school, a child-protection authority for region 01, a police desk, a coordinator. 2026-11-22 is a
 * Sunday, a working day there.
 */
export async function country(options: { start?: string; mandate?: boolean } = {}): Promise<Country> {
  const node = await testNode({ start: options.start ?? '2026-11-22T08:00:00Z' })
  await openTx(node, nodeActor, async (tx) => {
    await loadPlaces(tx.db, '1', [
      { code: 'XM', ancestors: [], name: { en: 'Meridia' } },
      { code: 'XM01', ancestors: ['XM'], name: { en: 'North' } },
      { code: 'XM0102', ancestors: ['XM01', 'XM'], name: { en: 'Old Harbour' } },
    ])
    await tx.db
      .insertInto('signals.triage_desk')
      .values({ agency_id: await node.agencyId('MER-SCHOOL'), place_code: '' })
      .execute()
  })
  const welfare = authorityOf(await node.agencyId('MER-WELFARE'), {
    id: newId(),
    onCall: everyDay,
    active: options.mandate ?? true,
  })
  const police = authorityOf(await node.agencyId('MER-POLICE'), {
    id: newId(),
    kind: 'police',
    onCall: everyDay,
    mandates: [{ ...welfare.mandates[0]!, places: ['XM'] }],
  })
  const lakes = authorityOf(await node.agencyId('MER-LAKES'), {
    id: newId(),
    mandates: [{ ...welfare.mandates[0]!, places: ['XM02'] }],
  })
  for (const authority of [welfare, lakes, police]) await storeAuthority(node.database, authority, node.clock.now())
  const seen: DomainEvent[] = []
  const duties: Duties = {
    jobs: {},
    async react(_node, event) {
      seen.push(event)
      if (event.type === 'ImmediateDangerReported')
        await act(api.openUrgentReferral, nodeActor, {
          concernId: event.aggregate.id,
          deskAgencyId: event.data['deskAgencyId'] as string,
        })
      if (event.type === 'DeadlineMissed' && event.aggregate.kind === 'referral')
        await act(api.escalateReferral, nodeActor, {
          id: event.aggregate.id,
          clockId: event.data['clockId'] as string,
          level: event.data['level'] as number,
        })
    },
  }
  async function tryTo<Input, Answer>(
    route: CommandRoute<Input, Answer>,
    actor: Actor,
    input: Input,
  ): Promise<Answer | Refusal> {
    return route.run(node, input, { actor, commandId: newId() })
  }
  async function act<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer> {
    const answer = await tryTo(route, actor, input)
    assert.ok(!isRefusal(answer), JSON.stringify(answer))
    return answer
  }
  await node.person('MER-POLICE', ['authority'])
  await node.person('MER-LAKES', ['authority'])
  const teacher = await node.person('MER-SCHOOL', ['worker'])
  return {
    node,
    teacher,
    seen,
    act,
    tryTo,
    authorityIds: { welfare: welfare.id, lakes: lakes.id, police: police.id },
    officer: await node.person('MER-WELFARE', ['authority'], 'Officer Danu'),
    boss: await node.person('MER-WELFARE', ['supervisor']),
    coordinator: await node.person('MER-COORD', ['coordinator']),
    stranger: await node.person('MER-OTHER', ['authority', 'worker', 'supervisor']),
    work: async () => {
      while (await workOnce(node, duties)) continue
    },
    concern: async (danger = 'not-now', names = ['Tamo Venn']) =>
      (
        await act(raise, teacher, {
          id: newId(),
          words,
          danger,
          place: { code: 'XM0102' },
          children: names.map((name) => ({ name, age: { about: 13 }, sex: 'male' as const })),
          howKnown: 'told-by-child',
          replyWanted: false,
        })
      ).id,
  }
}

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))

/** The school goes ahead without consent, as the law obliges it. */
export const obliged = {
  basis: 'override',
  ground: 'statutory-duty',
  reason: 'The Act obliges the school.',
  childTold: 'told',
} as const

interface Written {
  risk?: 'low' | 'high'
  share?: ('concern' | 'identity')[]
}

/** A referral of a new concern that may be sent. */
export async function agreedBy({ act, teacher, concern }: Country, written: Written = {}): Promise<string> {
  const { risk = 'high', share = ['concern', 'identity'] } = written
  const { id } = await act(api.draft, teacher, {
    concernId: await concern(),
    risk,
    concerns: [],
    caregiver: 'unknown',
    requests: ['assessment'],
    share,
  })
  await act(api.giveConsent, teacher, { id, ...obliged, groups: share })
  return id
}

export async function sentBy(country: Country, written: Written = {}): Promise<string> {
  const id = await agreedBy(country, written)
  await country.act(api.send, country.teacher, { id })
  return id
}

export async function listOf(
  { node }: Country,
  actor: Actor,
  list: string,
): Promise<{ id: string; title: string | null }[]> {
  return openTx(node, actor, async (tx) =>
    (await readWorklist(tx, { list, scopes: actor.scopes })).rows.map(({ recordId, title }) => ({
      id: recordId,
      title,
    })),
  )
}

export async function read({ node }: Country, actor: Actor, id: string) {
  const seen = await api.viewReferral.run(node, { id }, { actor })
  assert.ok(!isRefusal(seen), JSON.stringify(seen))
  return seen
}

export async function toldFirst(meridia: Country, actor: Actor, id: string): Promise<(string | undefined)[]> {
  return (await read(meridia, actor, id)).facts.slice(0, 2).map(({ code }) => code)
}
