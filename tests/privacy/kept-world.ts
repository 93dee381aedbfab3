import assert from 'node:assert/strict'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { CommandRoute, LookRoute } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workUntilQuiet } from '#kernel/work'
import { readWorklist } from '#kernel/worklist/worklist'
import { loadPlaces } from '#places'
import { duties } from '../../app/server/reactions.ts'
import { lists } from '../../app/rooms.ts'
import { register, search } from '../../src/path/children/api.ts'
import { facts as factsOf, named } from '../../src/path/children/test-child.ts'
import { draft, giveConsent, send } from '../../src/path/referral/api.ts'
import { obliged } from '../../src/path/referral/country.test-data.ts'
import { authorityOf } from '../../src/path/referral/example-situations.test-data.ts'
import { storeAuthority } from '../../src/path/referral/store/authority-store.ts'
import { raise, take } from '../../src/path/signals/api.ts'
import { testNode } from '../node.ts'

/** A hotline with two people and a supervisor, an authority, a clinic and two coordinators. */
export async function keptWorld() {
  const node = await testNode({ start: '2026-11-22T08:00:00Z' })
  const onCall = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))
  async function authority(code: string, kind: 'child-protection' | 'health'): Promise<string> {
    const made = authorityOf(await node.agencyId(code, kind), { id: newId(), kind, onCall, agencyCode: code })
    const mandates = [{ ...made.mandates[0]!, places: ['XM'], concerns: 'any' as const }]
    await storeAuthority(node.database, { ...made, mandates }, node.clock.now())
    return made.id
  }
  await loadPlaces(node.database, '1', [{ code: 'XM', ancestors: [], name: { en: 'Meridia' } }])
  const agency_id = await node.agencyId('MER-LINE', 'hotline')
  await node.database.insertInto('signals.triage_desk').values({ agency_id, place_code: '' }).execute()
  await authority('MER-WELFARE', 'child-protection')
  const clinic = await authority('MER-CLINIC', 'health')
  await node.agencyId('MER-COORD', 'coordination')
  const people = {
    triage: await node.person('MER-LINE', ['triage', 'worker']),
    colleague: await node.person('MER-LINE', ['triage', 'worker']),
    supervisor: await node.person('MER-LINE', ['supervisor']),
    officer: await node.person('MER-WELFARE', ['authority', 'caseworker']),
    doctor: await node.person('MER-CLINIC', ['authority', 'worker']),
    coordinator: await node.person('MER-COORD', ['coordinator']),
  }

  /** Tries something; what follows from it has happened when this returns. */
  async function tryTo<Input, Answer, Raw>(
    route: CommandRoute<Input, Answer, Raw>,
    actor: Actor,
    input: Raw,
  ): Promise<Answer | Refusal> {
    const answer = await route.run(node, input, { actor, commandId: newId() })
    await workUntilQuiet(node, duties)
    return answer
  }

  async function act<Input, Answer, Raw>(
    route: CommandRoute<Input, Answer, Raw>,
    actor: Actor,
    input: Raw,
  ): Promise<Answer> {
    const answer = await tryTo(route, actor, input)
    assert.ok(!isRefusal(answer), `${route.name} ${JSON.stringify(answer)}`)
    return answer
  }

  /** What somebody is shown, or the code of the refusal. */
  async function shown<Input, Answer>(
    route: LookRoute<Input, Answer>,
    actor: Actor,
    input: unknown,
  ): Promise<Answer | Refusal['code']> {
    const seen = await route.run(node, input, { actor })
    return isRefusal(seen) ? seen.code : seen
  }

  async function listed(actor: Actor): Promise<string[]> {
    const pages = await openTx(node, actor, (tx) =>
      Promise.all(lists.map(({ id: list }) => readWorklist(tx, { list, scopes: actor.scopes, limit: 100 }))),
    )
    return pages.flatMap(({ rows }) => rows.map(({ recordId }) => recordId))
  }

  /** A concern that the hotline has taken. */
  async function concern(names: readonly string[] = ['Tamo Venn']): Promise<string> {
    const children = names.map((name) => ({ name, age: { about: 13 }, sex: 'unknown' as const }))
    const told = { words: 'He may not leave the yard.', danger: 'not-now', place: { code: 'XM' } } as const
    const { id } = await act(raise, people.triage, { ...told, id: newId(), children } as never)
    await act(take, people.triage, { id })
    return id
  }

  async function child(name: string): Promise<string> {
    const facts = factsOf({ names: named(name) })
    const found = await search.run(node, { searchId: newId(), facts }, { actor: people.triage })
    assert.ok(!isRefusal(found))
    const rejected = found.candidates.map(({ number }) => number)
    const followed = { kind: 'search', searchId: found.searchId, rejected } as const
    const time = node.clock.now().toISOString()
    return (await act(register, people.triage, { id: newId(), facts, followed, time } as never)).id
  }

  function written(about: object, more: object = {}) {
    const asked = { requests: ['assessment'], share: ['concern'], concerns: [] }
    return { ...about, risk: 'medium', caregiver: 'safe', ...asked, ...more } as never
  }

  /** A referral to child protection that was sent. */
  async function sent(about: object, more: object = {}, sender = people.triage): Promise<string> {
    const { id } = await act(draft, sender, written(about, more))
    await act(giveConsent, sender, { id, ...obliged, groups: ['concern'] })
    await act(send, sender, { id })
    return id
  }

  /** The open dates of these records. */
  async function owed(...ids: string[]): Promise<string[]> {
    const { rows } = await node.asOwner((owner) =>
      owner.query<{ until: string }>(
        `select clock_id as until from kernel.deadline
         where subject_id = any ($1) and level = 0 and met_at is null and stopped_at is null order by 1`,
        [ids],
      ),
    )
    return rows.map(({ until }) => until)
  }

  return { node, people, clinic, tryTo, act, shown, listed, concern, child, written, sent, owed }
}
