import assert from 'node:assert/strict'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import type { Role } from '#kernel/roles'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../app/server/reactions.ts'
import { addTask, assign, sayMissing } from '../../src/path/case-management/api.ts'
import { linkFamily, register } from '../../src/path/children/api.ts'
import { childFacts } from '../../src/path/children/model.ts'
import { decide, reportContact, start } from '../../src/path/identification/api.ts'
import { keepFrom } from '../../src/path/kept-from/api.ts'
import { accept, draft, giveConsent, send, writeMessage } from '../../src/path/referral/api.ts'
import { linkConcern, raise, take } from '../../src/path/signals/api.ts'
import type { DutyWorld } from '../architecture/duty-world.ts'

/** How far each child comes: what is written, sent or a case can be gone on with, and only there. */
const children = [
  ['Tamo Venn', 'case'],
  ['Lisk Orrin', 'case'],
  ['Neva Sarn', 'sent'],
  ['Ilo Brask', 'written'],
] as const

/**
 * Four children on the way from the concern to the case, so that the first inputs meet records of every kind and not
 * only what is not there. The first concern is kept from somebody who has no part in it.
 */
export async function walkPath({ node, actors }: DutyWorld): Promise<void> {
  const someone = async (agency: string, role: Role): Promise<Actor> => {
    const agencyId = await node.agencyId(agency)
    const found = [...actors.values()].find((actor) => actor.agencyId === agencyId && actor.roles.includes(role))
    assert.ok(found, `${agency} ${role}`)
    return found
  }
  async function does<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer> {
    const answer = await route.run(node, input, { actor, commandId: newId() })
    assert.ok(!isRefusal(answer), `${route.name} ${JSON.stringify(answer)}`)
    return answer
  }
  const desk = await someone('MER-LINE', 'triage')
  const officer = await someone('MER-WELFARE', 'authority')
  const words = 'He may not leave the yard.'
  const outsider = await someone('MER-NORTH', 'caseworker')
  for (const [name, until] of children) {
    const concernId = newId()
    const persons = [{ name, age: { about: 13 }, sex: 'unknown' as const }]
    const told = { words, danger: 'not-now', howKnown: 'observed', replyWanted: false } as const
    const place = { code: 'XM01' }
    await does(raise, await someone('MER-SCHOOL', 'worker'), { ...told, place, id: concernId, children: persons })
    await does(keepFrom, desk, { kind: 'concern', id: concernId, whom: [{ accountId: outsider.id }] })
    await does(take, desk, { id: concernId })
    const { id: childId } = await does(register, desk, {
      id: newId(),
      facts: childFacts.parse({ names: [{ text: name }] }),
      followed: { kind: 'no-network' },
      device: 'test',
      time: node.clock.now().toISOString(),
    })
    await does(linkConcern, desk, { id: concernId, person: 1, childId })
    const relative = { name: 'Neriska', contact: 'unknown' as const }
    await does(linkFamily, desk, { id: childId, linkId: newId(), relation: 'mother', relative })
    const { id: screeningId } = await does(start, desk, { concernId, childId })
    await does(decide, desk, { id: screeningId, outcome: 'at-risk', reason: words, onVersion: 1 })
    await workUntilQuiet(node, duties)
    const written = { concernId, childId, risk: 'high', concerns: [], caregiver: 'unknown' } as const
    const { id } = await does(draft, desk, { ...written, concerns: [], requests: ['assessment'], share: ['concern'] })
    const override = { basis: 'override', ground: 'statutory-duty', reason: 'The Act.', childTold: 'told' } as const
    await does(giveConsent, desk, { id, ...override, groups: ['concern'] })
    if (until === 'written') continue
    await does(send, desk, { id })
    if (until === 'sent') continue
    await does(writeMessage, officer, { id, text: 'Is he at school today?' })
    await does(accept, officer, { id })
    await does(reportContact, desk, { id: screeningId, kind: 'fine', nexus: 'likely' })
    await workUntilQuiet(node, duties)
  }
  const caseworker = await someone('MER-WELFARE', 'caseworker')
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ id: string }>('select id from case_management.care_case order by id'),
  )
  for (const { id } of rows) {
    await does(assign, await someone('MER-WELFARE', 'supervisor'), { id, workerId: caseworker.id })
    await does(addTask, caseworker, { id, kind: 'health', side: 'caseworker' })
    const said = { lastSeen: { notKnown: true }, from: 'shelter', company: 'unknown', fear: 'unknown' } as const
    await does(sayMissing, caseworker, { id, ...said })
  }
}
