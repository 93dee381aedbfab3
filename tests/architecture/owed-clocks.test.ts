import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayIn } from '#lib/civil-time'
import type { Actor } from '#kernel/actor'
import { newId, referenceOf } from '#kernel/ids'
import type { Owed, Owes } from '#kernel/owed'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import type { Role } from '#kernel/roles'
import { type Duties, workUntilQuiet } from '#kernel/work'
import { whyRefer } from '#path/identification'
import { findClock, type JurisdictionProfile, jurisdictionProfiles } from '#standards'
import { risk, type Risk } from '#standards/codes'
import { events, duties } from '../../app/server/reactions.ts'
import { roomApis } from '../../app/server/room-apis.ts'
import * as cases from '../../src/path/case-management/api.ts'
import * as children from '../../src/path/children/api.ts'
import * as screenings from '../../src/path/identification/api.ts'
import { otherNeed, outcomeCode } from '../../src/path/identification/codes.ts'
import { owedByOutcome } from '../../src/path/identification/owed-by-outcome.ts'
import * as missing from '../../src/path/missing/api.ts'
import * as referrals from '../../src/path/referral/api.ts'
import * as concerns from '../../src/path/signals/api.ts'
import { dutyWorld } from './duty-world.ts'

const { node, actors } = await dutyWorld()

const owes: Owes[] = Object.values(events).map((event) => event.owes)
const startedBy = (entry: Owes): readonly Owed[] => ('owesNothing' in entry ? [] : (entry.starts ?? []))
const metBy = (entry: Owes): readonly string[] => ('owesNothing' in entry ? [] : (entry.meets ?? []))
const commands = Object.values(roomApis)
  .flatMap((api): unknown[] => Object.values(api))
  .filter((one): one is CommandRoute<unknown, unknown> => (one as { kind?: string } | null)?.kind === 'command')

const declared = [...owes.flatMap(startedBy), ...commands.flatMap((command) => command.owes ?? [])]
const met = new Set(owes.flatMap(metBy))
const pairOf = ({ event, until }: Owed): string => `${event} → ${until}`

/** What the rooms know of the risk when the duty starts. A concern says whether there is danger, no more. */
const onlyDanger: readonly Risk[] = ['immediate', 'unknown']
const known: Readonly<Record<string, readonly Risk[]>> = {
  'concern-raised': onlyDanger,
  'concern-taken': onlyDanger,
  'screening-started': onlyDanger,
  'outcome-decided': onlyDanger,
}

/** Rules that nothing starts, that nothing meets, or that no child gets, and duties for which a country has no rule. */
function falsePromises({ country, clocks, ...profile }: JurisdictionProfile): string[] {
  const pairs = new Set(declared.map(pairOf))
  const reached = new Set(
    declared.flatMap(({ event, until }) =>
      (known[event] ?? risk.values).map(
        (each) => findClock({ ...profile, country, clocks }, { event, until, risk: each })?.id,
      ),
    ),
  )
  return [
    ...clocks.filter((rule) => !pairs.has(pairOf(rule))).map(({ id }) => `${country} ${id}: nothing starts it`),
    ...clocks.filter(({ until }) => !met.has(until)).map(({ id }) => `${country} ${id}: nothing meets it`),
    ...clocks.filter(({ id }) => !reached.has(id)).map(({ id }) => `${country} ${id}: no child gets it`),
    ...declared
      .filter(({ event, until }) => !clocks.some((rule) => rule.event === event && rule.until === until))
      .map((pair) => `${country}: no rule for ${pairOf(pair)}`),
  ]
}

test('every date that a country promises is started by something that happens to a child, met by something, and is some child’s', () => {
  assert.deepEqual(jurisdictionProfiles.flatMap(falsePromises), [])
})

test('a rule that nothing starts, that nothing meets, that no child gets, and a duty without a rule are seen', () => {
  const [meridia] = jurisdictionProfiles
  assert.ok(meridia)
  const [first, ...others] = meridia.clocks
  assert.ok(first)
  const planted = [
    { ...first, id: 'not-started', event: 'never-happens' },
    { ...first, id: 'not-met', until: 'never-met' },
    { ...first, id: 'of-no-child', event: 'concern-raised', until: 'concern-triaged', risk: 'low' as const },
  ]
  assert.deepEqual(falsePromises({ ...meridia, clocks: [...meridia.clocks, ...planted] }), [
    'XM not-started: nothing starts it',
    'XM not-met: nothing starts it',
    'XM not-met: nothing meets it',
    'XM not-started: no child gets it',
    'XM not-met: no child gets it',
    'XM of-no-child: no child gets it',
  ])
  const left = others.filter((rule) => rule.until !== 'guardian-appointed')
  assert.ok(
    falsePromises({ ...meridia, clocks: left }).includes('XM: no rule for guardian-needed → guardian-appointed'),
  )
})

test('every outcome starts the duty to refer, but for a child of whom a person says that no protection is needed', () => {
  for (const outcome of outcomeCode.values) {
    const { unless } = owedByOutcome[outcome]
    for (const need of otherNeed.values)
      assert.equal(whyRefer({ outcome, otherNeed: need }) === undefined, unless !== undefined && need === 'no', outcome)
  }
})

const seen = new Set<string>()
const watching: Duties = {
  ...duties,
  react: async (one, event, compartment) => {
    seen.add(event.type)
    await duties.react(one, event, compartment)
  },
  reactTogether: async (one, event, tx) => {
    seen.add(event.type)
    await duties.reactTogether?.(one, event, tx)
  },
}

function personOf(role: Role, agencyId?: string): Actor {
  const found = [...actors.values()].find(
    (actor) => actor.roles.includes(role) && (agencyId === undefined || actor.agencyId === agencyId),
  )
  assert.ok(found, role)
  return found
}

interface Running {
  id: string
  rule: string
  met: boolean
}

async function running(): Promise<Running[]> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<Running>(
      `select id, split_part(clock_id, '/', 1) as rule, met_at is not null as met from kernel.deadline where level = 0`,
    ),
  )
  return rows
}

const [rules] = jurisdictionProfiles
const started = new Set<string>()
const ended = new Set<string>()

/** Something a person does, and what its events say that it starts and meets. */
async function does<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer> {
  const before = new Map((await running()).map((clock) => [clock.id, clock]))
  seen.clear()
  const answer = await route.run(node, input, { actor, commandId: newId() })
  assert.ok(!isRefusal(answer), `${route.name} ${JSON.stringify(answer)}`)
  await workUntilQuiet(node, watching)
  const heard = Object.values(events).filter(({ type }) => seen.has(type))
  const mayStart = [...heard.flatMap((event) => startedBy(event.owes)), ...(route.owes ?? [])].map(pairOf)
  const mayMeet = heard.flatMap((event) => metBy(event.owes))
  for (const clock of await running()) {
    const rule = rules?.clocks.find(({ id }) => id === clock.rule)
    assert.ok(rule, `${clock.rule} is a rule of the country`)
    const was = before.get(clock.id)
    if (!was) {
      assert.ok(mayStart.includes(pairOf(rule)), `${route.name} started ${clock.rule}, and the event does not say so`)
      started.add(pairOf(rule))
    }
    if (clock.met && !was?.met) {
      assert.ok(mayMeet.includes(rule.until), `${route.name} met ${clock.rule}, and the event does not say so`)
      ended.add(pairOf(rule))
    }
  }
  return answer
}

const teacher = personOf('worker')
const triage = personOf('triage')
const welfare = await node.agencyId('MER-WELFARE')
const officer = personOf('authority', welfare)

async function concern(): Promise<string> {
  const { id } = await does(concerns.raise, teacher, {
    id: newId(),
    words: 'He may not leave the yard.',
    danger: 'not-now',
    place: { code: 'XM01' },
    children: [{ name: 'Tamo Venn', age: { about: 13 }, sex: 'male' }],
    howKnown: 'observed',
    replyWanted: false,
  })
  await does(concerns.take, triage, { id })
  return id
}

async function sends(concernId: string): Promise<string> {
  const { id } = await does(referrals.draft, triage, {
    concernId,
    risk: 'high',
    concerns: [],
    caregiver: 'absent',
    requests: ['assessment'],
    share: ['concern'],
  })
  await does(referrals.giveConsent, triage, {
    id,
    basis: 'override',
    ground: 'statutory-duty',
    reason: 'The Act obliges us.',
    childTold: 'told',
    groups: ['concern'],
  })
  await does(referrals.send, triage, { id })
  return id
}

/** A child who is missing, is looked for, and comes back. */
async function childGoesMissing(): Promise<void> {
  const coordinator = personOf('coordinator')
  const { id: childId } = await does(children.register, teacher, {
    id: newId(),
    facts: { names: [{ text: 'Sela Orrin' }] },
    followed: { kind: 'no-network' },
    time: node.clock.now().toISOString(),
  } as never)
  const said = { lastSeen: { notKnown: true }, from: 'shelter', company: 'unknown', fear: 'unknown' } as const
  const { id } = await does(children.sayMissing, teacher, { id: childId, ...said })
  await does(missing.noteLook, teacher, { id, words: 'Nobody at the station.', news: false })
  await does(missing.tellAbout, teacher, { id, party: 'police', result: 'told', words: 'Report 12.' })
  await does(missing.tellAbout, coordinator, { id, party: 'neighbour-country', result: 'told', words: 'Sundale.' })
  await does(missing.markFound, teacher, {
    id,
    when: { notKnown: true },
    by: 'came-back',
    condition: 'well',
    where: 'shelter',
  })
  await does(missing.tellAboutFound, teacher, { id, party: 'police', result: 'told', words: 'Desk 4.' })
  await does(missing.tellAboutFound, coordinator, { id, party: 'neighbour-country', result: 'told', words: 'Sundale.' })
  await does(missing.noteTalk, teacher, { id, result: 'held', words: 'She missed her sister.' })
}

/** Somebody goes over the child's no, the second person does not confirm it, and the child hears of it late. */
async function goesOverANo(concernId: string): Promise<void> {
  const words = { concernId, risk: 'immediate', concerns: [], caregiver: 'absent', requests: ['assessment'] } as const
  const { id } = await does(referrals.draft, triage, {
    ...words,
    concerns: [],
    requests: ['assessment'],
    share: ['concern'],
  })
  const no = { id, basis: 'refusal', givenBy: 'child', childTold: 'not-safe-now' } as const
  await does(referrals.giveConsent, triage, { ...no, groups: ['concern'] })
  const going = { basis: 'override', ground: 'imminent-risk', reason: 'Tonight.', childTold: 'not-safe-now' } as const
  await does(referrals.giveConsent, triage, { id, ...going, groups: ['concern'] })
  await does(referrals.send, triage, { id })
  const head = personOf('supervisor', triage.agencyId)
  const seen = await referrals.viewReferral.run(node, { id }, { actor: head })
  assert.ok(!isRefusal(seen))
  const word = seen.consents.find(({ againstNo }) => againstNo)
  assert.ok(word)
  const not = { opinion: 'not-confirmed', words: 'He can wait.' } as const
  await does(referrals.confirmOverride, head, { id, consentId: word.id, ...not })
  await does(referrals.tellChild, triage, { id, told: 'not-safe-now', words: 'His uncle is there.' })
  await does(referrals.tellChild, triage, { id, told: 'told' })
  const owed = await referrals.viewReferral.run(node, { id }, { actor: officer })
  assert.ok(!isRefusal(owed))
  const answer = owed.consents.find(({ answerByMe }) => answerByMe)
  assert.ok(answer)
  await does(referrals.confirmWithdrawal, officer, { id, consentId: answer.id, did: 'deleted' })
}

/** Child protection is told under an override, and the child hears of it afterwards. */
async function untold(concernId: string): Promise<void> {
  const about = { concernId, risk: 'high', concerns: [], caregiver: 'absent' } as const
  const { id } = await does(referrals.draft, triage, {
    ...about,
    concerns: [],
    requests: ['assessment'],
    share: ['concern'],
  })
  const going = { basis: 'override', ground: 'imminent-risk', reason: 'Tonight.', childTold: 'not-yet' } as const
  await does(referrals.giveConsent, triage, { id, ...going, groups: ['concern'] })
  await does(referrals.send, triage, { id })
  await does(referrals.tellChild, triage, { id, told: 'told' })
}

test('one child is followed from the concern to the guardian: each date of the country starts and is met, where its event says so', async () => {
  const concernId = await concern()
  const { id: screeningId } = await does(screenings.start, triage, { concernId })
  await does(screenings.decide, triage, {
    id: screeningId,
    outcome: 'presumed-victim',
    reason: 'Brought here to work.',
    onVersion: 1,
  })
  const id = await sends(concernId)
  await does(referrals.acknowledge, officer, { id })
  await does(referrals.accept, officer, { id })
  const { rows } = await node.asOwner((owner) => owner.query('select id from case_management.care_case'))
  const caseId = rows[0].id as string
  await does(cases.assign, personOf('supervisor', welfare), {
    id: caseId,
    workerId: personOf('caseworker', welfare).id,
  })
  for (const kind of ['conviction', 'arrest'] as const)
    await does(screenings.reportContact, triage, {
      id: screeningId,
      kind,
      nexus: 'likely',
      happenedAt: node.clock.now().toISOString(),
    })
  const repeated = await concern()
  const caseReference = referenceOf(node.prefix, caseId)
  await does(concerns.giveToCase, triage, { id: repeated, caseReference, note: 'The home knows him.' })
  const tasks = await node.asOwner((owner) => owner.query('select id, kind from case_management.task order by id'))
  await does(cases.assign, personOf('supervisor', welfare), {
    id: caseId,
    workerId: personOf('caseworker', welfare).id,
    guardianId: personOf('guardian').id,
  })
  for (const task of tasks.rows.filter(({ kind }) => kind !== 'provisional-guardian'))
    await does(cases.completeTask, personOf('caseworker', welfare), {
      id: caseId,
      taskId: task.id,
      result: 'done',
      seenAlone: 'yes',
    })
  const lastVisit = dayIn(node.timeZone, node.clock.now())
  const closing = { id: caseId, reason: 'safe-and-supported', note: 'She is at home.', lastVisit } as const
  await does(cases.askToClose, personOf('caseworker', welfare), closing)
  await does(cases.closeCase, personOf('supervisor', welfare), { id: caseId })
  await childGoesMissing()
  // Referred before anybody decided, and closed without a referral.
  await sends(await concern())
  await goesOverANo(await concern())
  await untold(await concern())
  await does(concerns.closeConcern, triage, { id: await concern(), reason: 'no-child-concerned', note: 'A play.' })
  const promised = [...new Set(rules?.clocks.map(pairOf))].sort()
  assert.deepEqual([...started].sort(), promised)
  assert.deepEqual([...ended].sort(), promised)
})
