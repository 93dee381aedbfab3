import { nodeScope } from '#kernel/actor'
import { newSubjectKey, type SubjectKey } from '#kernel/vault/subject-key'
import type { VaultKeys } from '#kernel/vault/vault'
import { childAt, recordAt, registeredIn, truthOf } from './children.ts'
import type { Desks } from './desks.ts'
import { add, after, hex, hop, list, type Rows } from './row-writing.ts'

export interface PathToMake {
  readonly seed: number
  readonly index: number
  readonly desks: Desks
  readonly keys: VaultKeys
  /** The child's own key. It seals the child's data in a referral and a case. */
  readonly childKey: Pick<SubjectKey, 'seal'>
  readonly now: Date
}

export interface Stage {
  readonly concern: 'waiting' | 'taken' | 'closed'
  readonly referral?: 'sent' | 'acknowledged' | 'accepted' | 'completed'
  readonly case?: 'open' | 'closed'
  readonly open: boolean
}

export interface Made extends PathToMake {
  readonly stage: Stage
  readonly raisedAt: Date
  readonly child: string
  readonly ids: {
    concern: string
    referral: string
    case: string
    task: string
    consent: string
    steps: [string, string]
  }
  readonly raiser: Desks['workers'][number]
  readonly authority: Desks['authorities'][number]
  readonly place: string
  readonly risk: string
  readonly hours: { taken: number; sent: number; acknowledged: number; accepted: number }
}

export function addConcern(
  rows: Rows,
  { seed, index, keys, desks, stage, raisedAt, ids, child, raiser, place, risk, hours }: Made,
): void {
  const id = ids.concern
  const key = newSubjectKey(keys.wrap, id)
  const { name, child: person } = recordAt(seed, index)
  const danger = risk === 'immediate' ? 'immediate' : risk === 'unknown' ? 'unknown' : 'not-now'
  const takenAt = after(raisedAt, hours.taken)
  const taken = stage.concern === 'waiting' ? {} : { taken_by: desks.triage.worker, taken_at: takenAt }
  const closed =
    stage.concern === 'closed'
      ? {
          close_reason: stage.referral ? 'referred' : 'passed-to-other-service',
          closed_at: after(raisedAt, hours.sent),
        }
      : {}
  add(rows, 'kernel.root', { id, kind: 'concern' })
  add(rows, 'kernel.vault_key', { subject_id: id, wrapped: hex(key.wrapped), created_at: raisedAt })
  add(rows, 'signals.signal', {
    id,
    scopes: [nodeScope, desks.triage.desk, raiser.scope],
    version: 1,
    channel: 'worker',
    status: stage.concern,
    danger,
    place_code: place,
    how_known: 'told-by-child',
    raised_at: raisedAt,
    received_at: raisedAt,
    raised_by: raiser.id,
    desk_agency: desks.triage.agencyId,
    progress: [],
    reply_wanted: false,
    addition_waits: false,
    sealed_words: hex(key.seal(`signals.words:${id}`, 'The child works every night and has no school.')),
    ...taken,
    ...closed,
  })
  add(rows, 'signals.person', {
    signal_id: id,
    number: 1,
    sealed_name: hex(key.seal(`signals.person:${id}:1`, name)),
    age: { about: ageOf(seed, index) },
    sex: person.sex,
    language: person.language,
    child_id: child,
    linked_by: desks.triage.worker,
    linked_at: takenAt,
  })
  add(rows, 'signals.step', {
    signal_id: id,
    id: ids.steps[0],
    kind: 'raised',
    author: `account:${raiser.id}`,
    at: raisedAt,
    detail: { channel: 'worker' },
  })
  const summary = {
    status: stage.concern,
    danger,
    place,
    children: 1,
    channel: 'worker',
    taken: stage.concern !== 'waiting',
    addition: false,
  }
  const entry = {
    record_id: id,
    record_kind: 'concern',
    danger: danger === 'immediate' ? 0 : 1,
    at: raisedAt,
    summary,
    key_id: id,
  }
  const dueAt = after(raisedAt, 24)
  if (stage.concern !== 'closed') list(rows, 'triage', [desks.triage.desk], { ...entry, due_at: dueAt }, key, name)
  list(rows, 'my-concerns', [raiser.scope], entry, key, name)
  hop(rows, desks, {
    subject: id,
    hop: 'concern-to-triage',
    from: raisedAt,
    due: dueAt,
    to: stage.concern === 'waiting' ? undefined : takenAt,
    agency: desks.triage.agencyId,
    kind: 'concern',
    record: id,
  })
}

export function addReferral(
  rows: Rows,
  { seed, index, desks, stage, raisedAt, ids, child, childKey, raiser, authority, place, risk, hours }: Made,
): void {
  const id = ids.referral
  const { name } = recordAt(seed, index)
  const sent = after(raisedAt, hours.sent)
  const acknowledged = stage.referral === 'sent' ? undefined : after(sent, hours.acknowledged)
  const accepted =
    stage.referral === 'accepted' || stage.referral === 'completed' ? after(sent, hours.accepted) : undefined
  const facts = [
    { group: 'identity', item: 'name', text: name },
    { group: 'identity', item: 'age', age: { about: ageOf(seed, index) } },
  ]
  add(rows, 'kernel.root', { id, kind: 'referral' })
  add(rows, 'referral.referral', {
    id,
    scopes: [nodeScope, raiser.scope, authority.desk, authority.supervision],
    version: 1,
    chain_id: id,
    state: stage.referral,
    child_id: child,
    signal_id: ids.concern,
    risk,
    country: 'XM',
    places: [place, place.slice(0, 4), 'XM'],
    concerns: ['forced-work'],
    caregiver: 'unknown',
    requests: ['assessment'],
    share: ['identity', 'concern'],
    sender_agency: raiser.agencyId,
    sender_id: raiser.id,
    authority_id: authority.id,
    authority_agency: authority.agencyId,
    declined_by: [],
    event_at: raisedAt,
    drafted_at: sent,
    sent_at: sent,
    received_at: acknowledged,
    acknowledged_at: acknowledged,
    accepted_at: accepted,
    ...(stage.referral === 'completed' && { ended_at: after(sent, hours.accepted + 500), outcome: 'support-running' }),
    escalated_to: 'nobody',
    key_id: child,
    sealed_shared: hex(childKey.seal(`referral.shared:${id}`, JSON.stringify(facts))),
  })
  add(rows, 'referral.consent', {
    referral_id: id,
    id: ids.consent,
    number: 1,
    basis: 'assent',
    given_by: 'child',
    standing_rule: false,
    child_told: 'told',
    kinds: ['child-protection'],
    how_given: 'spoken',
    explained_through: 'worker',
    groups: ['identity', 'concern'],
    at: sent,
    recorded_by: raiser.id,
  })
  const dueAt = after(sent, 24)
  const summary = {
    state: stage.referral,
    risk,
    waiting: acknowledged ? 'accepted' : 'acknowledged',
    parked: 'no',
    escalated: 'nobody',
    alongside: false,
  }
  const entry = {
    record_id: id,
    record_kind: 'referral',
    danger: risk === 'immediate' && !accepted ? 0 : 1,
    at: sent,
    summary,
    key_id: child,
    ...(!accepted && { due_at: dueAt }),
  }
  if (!accepted) list(rows, 'inbox', [authority.desk], entry, childKey, name)
  list(rows, 'sent', [raiser.scope], entry, childKey, name)
  hop(rows, desks, {
    subject: id,
    hop: 'referral-to-acknowledged',
    from: sent,
    due: dueAt,
    to: acknowledged,
    agency: authority.agencyId,
    kind: 'referral',
    record: id,
  })
}

export function addCase(
  rows: Rows,
  { seed, index, desks, stage, raisedAt, ids, child, childKey, authority, risk, hours }: Made,
): void {
  const id = ids.case
  const { name } = recordAt(seed, index)
  const opened = after(raisedAt, hours.sent + hours.accepted)
  const worker = authority.caseworkers[index % authority.caseworkers.length]!
  const closing = stage.case === 'closed' ? { closed_at: after(opened, 900), close_reason: 'safe-and-supported' } : {}
  add(rows, 'kernel.root', { id, kind: 'case' })
  add(rows, 'case_management.care_case', {
    id,
    scopes: [nodeScope, authority.desk, authority.casework, worker.scope],
    version: 1,
    state: stage.case,
    origin: 'referral',
    child_id: child,
    signal_id: ids.concern,
    referral_ids: [ids.referral],
    agency_id: authority.agencyId,
    country: 'XM',
    risk,
    worker_id: worker.id,
    opened_at: opened,
    assigned_at: after(opened, 5),
    key_id: child,
    escalated_to: 'nobody',
    sealed_name: hex(childKey.seal(`case-management.name:${id}`, name)),
    sealed_facts: hex(
      childKey.seal(`case-management.facts:${id}`, JSON.stringify([{ group: 'identity', item: 'name', text: name }])),
    ),
    ...closing,
  })
  add(rows, 'case_management.step', {
    case_id: id,
    id: ids.steps[1],
    number: 0,
    kind: 'opened',
    author: 'node',
    at: opened,
    detail: { origin: 'referral' },
  })
  hop(rows, desks, {
    subject: id,
    hop: 'case-to-assigned',
    from: opened,
    due: after(opened, 24),
    to: after(opened, 5),
    agency: authority.agencyId,
    kind: 'case',
    record: id,
  })
  if (stage.case === 'closed') return
  const dueAt = after(opened, 24 * 60)
  const entry = { record_kind: 'case', danger: 1, at: opened, due_at: dueAt, key_id: child }
  const summary = { caseId: id, state: 'open', risk, assigned: 'yes', open: 1, task: 'none', side: 'none' }
  list(rows, 'cases', [worker.scope, authority.casework], { ...entry, record_id: id, summary }, childKey, name)
  add(rows, 'kernel.root', { id: ids.task, kind: 'task' })
  add(rows, 'case_management.task', {
    case_id: id,
    id: ids.task,
    kind: 'see-the-child',
    side: 'caseworker',
    added_by: worker.id,
    added_at: opened,
    due_at: dueAt,
  })
  list(
    rows,
    'tasks',
    [worker.scope],
    { ...entry, record_id: ids.task, summary: { ...summary, task: 'see_the_child', side: 'caseworker' } },
    childKey,
    name,
  )
}

function ageOf(seed: number, index: number): number {
  return Math.max(0, registeredIn - childAt(seed, truthOf(seed, index)).birthYear)
}
