import { type Actor, barrableBy } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Role } from '#kernel/roles'
import { findActor } from '#kernel/sign-in/accounts'
import { findAgencyByKey } from '#kernel/sign-in/agency-keys'
import type { Authority } from '#path/referral'
import { storeAuthority } from '#path/referral'
import { loadPlaces } from '#places'
import { authorityOf } from '../../src/path/referral/example-situations.test-data.ts'
import { testNode, type TestNode } from '../node.ts'

/** Open records: their kind, who may open them, and the lists in which they wait for someone who must act. */
export interface OpenRecord {
  kind: string
  id: string
  state: string
  scopes: number[]
  barred: number[]
  listed: { list: string; scope: number }[]
}

export interface DutyWorld {
  node: TestNode
  actors: Map<string, Actor>
  agencies: string[]
  authorities: Authority[]
  key: Actor
}

const people: readonly (readonly [agency: string, roles: readonly Role[]])[] = [
  ['MER-SCHOOL', ['worker']],
  ['MER-LINE', ['triage']],
  ['MER-LINE', ['triage']],
  ['MER-LINE', ['supervisor']],
  ['MER-WELFARE', ['authority', 'triage']],
  ['MER-WELFARE', ['caseworker']],
  ['MER-WELFARE', ['supervisor']],
  ['MER-NORTH', ['authority']],
  ['MER-NORTH', ['caseworker']],
  ['MER-POLICE', ['authority']],
  ['MER-GUARD', ['guardian']],
  ['MER-COORD', ['coordinator']],
  ['MER-SECOND', ['coordinator']],
  ['MER-COORD', ['administrator']],
]

/**
 * A small Meridia: a school whose triage desk nobody works at, a hotline, an authority with supervisors, one without,
 * the police, and two coordinators.
 */
export async function dutyWorld(): Promise<DutyWorld> {
  const node = await testNode({ start: '2026-11-22T08:00:00Z' })
  const actors = new Map<string, Actor>()
  for (const [agency, roles] of people) {
    const actor = await node.person(agency, roles)
    actors.set(actor.id, actor)
  }
  const id = (code: string) => node.agencyId(code)
  await loadPlaces(node.database, '1', [
    { code: 'XM', ancestors: [], name: { en: 'Meridia' } },
    { code: 'XM01', ancestors: ['XM'], name: { en: 'North' } },
    { code: 'XM02', ancestors: ['XM'], name: { en: 'South' } },
  ])
  for (const [agency, place_code] of [
    ['MER-LINE', ''],
    ['MER-SCHOOL', 'XM01'],
    ['MER-WELFARE', 'XM02'],
  ] as const)
    await node.database
      .insertInto('signals.triage_desk')
      .values({ agency_id: await id(agency), place_code })
      .execute()
  const onCall = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))
  const mandate = authorityOf(newId()).mandates[0]!
  const authorities = [
    authorityOf(await id('MER-WELFARE'), { id: newId(), agencyCode: 'MER-WELFARE', onCall }),
    authorityOf(await id('MER-NORTH'), {
      id: newId(),
      agencyCode: 'MER-NORTH',
      onCall,
      mandates: [{ ...mandate, places: ['XM02'] }],
    }),
    authorityOf(await id('MER-POLICE'), {
      id: newId(),
      agencyCode: 'MER-POLICE',
      kind: 'police',
      onCall,
      mandates: [{ ...mandate, places: ['XM'] }],
    }),
  ]
  for (const authority of authorities) await storeAuthority(node.database, authority, node.clock.now())
  const secret = await node.accessKey('MER-LINE')
  const agencies = await Promise.all([...new Set(people.map(([agency]) => agency))].map(id))
  return { node, actors, agencies, authorities, key: (await findAgencyByKey(node.database, secret, node.clock.now()))! }
}

/** Whether this list shows the record to someone who has the duty now, and not to someone who only follows it. */
function isDuty({ kind, state }: OpenRecord, list: string): boolean {
  const lists: Record<string, readonly string[]> = {
    concern: ['triage', 'escalations', 'unattended'],
    screening: ['screenings', 'unattended'],
    referral: state === 'draft' ? ['to-write', 'sent', 'parked', 'escalations'] : ['inbox', 'parked', 'escalations'],
    case: ['cases', 'escalations', 'unattended'],
    task: ['tasks'],
    'missing-child': ['missing', 'escalations'],
  }
  return lists[kind]!.includes(list)
}

/** Roles that can act on the record: a guardian follows a case, but does not answer for it. */
const acting: Record<string, readonly Role[]> = {
  concern: ['triage', 'supervisor', 'coordinator'],
  screening: ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'coordinator'],
  referral: ['worker', 'triage', 'caseworker', 'authority', 'supervisor', 'coordinator'],
  case: ['caseworker', 'authority', 'supervisor', 'coordinator'],
  task: ['caseworker', 'guardian', 'authority', 'supervisor', 'coordinator'],
  'missing-child': ['worker', 'triage', 'caseworker', 'authority', 'supervisor', 'coordinator'],
}

export async function activePeople({ node, actors }: DutyWorld): Promise<Actor[]> {
  const found = await Promise.all([...actors.keys()].map((id) => findActor(node.database, id)))
  return found.filter((actor) => actor !== undefined)
}

/** The active people who have the record in a list of theirs, may open it, and can act on it. */
export function whoHas(active: readonly Actor[], record: OpenRecord): string[] {
  const shown = record.listed.filter(({ list }) => isDuty(record, list)).map(({ scope }) => scope)
  return active.flatMap((actor) =>
    actor.scopes.some((scope) => shown.includes(scope)) &&
    actor.scopes.some((scope) => record.scopes.includes(scope)) &&
    !barrableBy(actor).some((scope) => record.barred.includes(scope)) &&
    actor.roles.some((role) => acting[record.kind]!.includes(role))
      ? [actor.id]
      : [],
  )
}

export async function openRecords({ node }: DutyWorld): Promise<OpenRecord[]> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<OpenRecord>(`
      with open as (
        select 'concern' as kind, id, status as state, scopes, barred from signals.signal
          where status in ('waiting', 'taken') or addition_waits
        union all select 'screening', id, 'open', scopes, barred from identification.screening where outcome is null
        union all select 'referral', id, state, scopes, barred from referral.referral
          where state in ('draft', 'sent', 'received', 'acknowledged')
        union all select 'case', id, state, scopes, barred from case_management.care_case where state = 'open'
        union all select 'task', task.id, 'open', scopes, barred from case_management.task
          join case_management.care_case on care_case.id = task.case_id where result is null and state = 'open'
        union all select 'missing-child', id, state, scopes, barred from missing.missing_child where state <> 'over'
      )
      select open.*, coalesce((
        select json_agg(json_build_object('list', list, 'scope', scope)) from kernel.worklist where record_id = open.id
      ), '[]') as listed from open`),
  )
  return rows
}

/** Records and rows of lists that are shown to somebody from whom the record they are about is kept. */
export async function leftOpen({ node }: DutyWorld): Promise<{ what: string; id: string }[]> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ what: string; id: string }>(`
      with related (what, id, barred, about) as (
        select 'referral', id, barred, unnest(array[child_id, signal_id, lead_id, previous_id]) from referral.referral
        union all select 'screening', id, barred, unnest(array[child_id, concern_id]) from identification.screening
        union all select 'case', id, barred, unnest(array[child_id, signal_id] || referral_ids) from case_management.care_case
        union all select 'missing', id, barred, unnest(array[child_id, concern_id]) from missing.missing_child
        union all select 'task', task.id, root.barred, case_id from case_management.task join kernel.root on root.id = task.id
        union all select 'list', record_id, barred, record_id from kernel.worklist
        union all select 'deadline', subject_id, barred, subject_id from kernel.deadline
        union all select 'time', id, barred, record_id from accountability.hop
      )
      select what, related.id from related join kernel.root on root.id = about where not related.barred @> root.barred`),
  )
  return rows
}
