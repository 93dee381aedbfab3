import { sql } from 'kysely'
import { isUuid } from '#kernel/ids'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import type { Danger, WorklistEntry } from '#kernel/worklist/worklist'
import { searchOfChild } from '#path/children'
import { dueOf, findNextClock, isOpen } from '#standards'
import { isOfTheWay } from '../clocks.ts'
import type { Referral, SharedFact } from '../model.ts'
import { hasEnded } from '../referral-states.ts'
import { type AfterDuty, afterDutiesOf, afterLists } from './after-duties.ts'
import type { StandIns } from './duty.ts'
import { getProfile } from './referral-store.ts'

const atTheDesk = ['sent', 'received', 'acknowledged']

/** Immediate danger comes first in lists until an authority has taken responsibility. */
function dangerOf({ risk, state }: Referral): Danger {
  return risk === 'immediate' && (state === 'draft' || atTheDesk.includes(state)) ? 0 : 1
}

/**
 * Updates the lists of a referral: what waits to be written, the authority's inbox, the sender's list, messages that nobody has seen, and missed
 * deadlines.
 */
export async function listReferral(
  tx: Tx,
  referral: Referral,
  standIns: StandIns,
  keyId: string,
  facts: readonly SharedFact[],
): Promise<void> {
  const next = findNextClock(referral.clocks.filter(isOfTheWay))
  const after = await afterDutiesOf(tx, referral)
  const waits = atTheDesk.includes(referral.state)
  const open = waits || referral.state === 'draft'
  const toWrite = referral.prepared !== undefined && referral.state === 'draft'
  const unseen = await readUnseen(tx, referral.id)
  const missing = !hasEnded(referral.state) && (await searchOfChild(tx, referral))?.state === 'missing'
  const name = facts.find(({ item }) => item === 'name')?.text
  const entry: Omit<WorklistEntry, 'list' | 'scopes'> = {
    recordId: referral.id,
    recordKind: 'referral',
    danger: missing ? 0 : dangerOf(referral),
    at: new Date(referral.sentAt ?? referral.draftedAt),
    ...dueOf(next, getProfile(tx, referral.country)),
    summary: {
      state: toWrite ? 'prepared' : referral.state,
      risk: referral.risk,
      waiting: next?.until.replace('referral-', '') ?? 'nothing',
      parked: referral.parked ?? (standIns.duty.length > 0 ? 'nobody-there' : 'no'),
      escalated: referral.escalatedTo,
      alongside: referral.leadId !== undefined,
      kept: referral.keptBy !== undefined && open,
      missing: missing ? 'yes' : 'no',
    },
    ...(name && { title: { subjectId: keyId, text: name } }),
  }
  const senders = await senderScopes(tx, referral)
  const desk = referral.authorityAgencyId ? [await tx.scopes.desk(referral.authorityAgencyId, 'authority')] : []
  const keeper = referral.keptBy && open ? [await tx.scopes.desk(referral.keptBy, 'authority')] : []
  const coordinators =
    referral.parked || referral.keptBy || referral.escalatedTo === 'coordinator' ? await tx.scopes.coordination() : []
  const parked = (referral.parked || referral.keptBy) && open ? coordinators : []
  await tx.worklist.putAll([
    { ...entry, list: 'inbox', scopes: [...(waits ? desk : []), ...keeper] },
    { ...entry, list: 'to-write', scopes: toWrite ? senders : [] },
    { ...entry, list: 'sent', scopes: referral.state === 'withdrawn' || toWrite ? [] : senders },
    {
      ...entry,
      list: 'messages',
      at: unseen.since ?? entry.at,
      dueAt: undefined,
      scopes: [...(unseen.by.has('sender') ? senders : []), ...(unseen.by.has('receiver') ? desk : [])],
    },
    { ...entry, list: 'parked', scopes: [...parked, ...standIns.duty] },
    ...afterEntries(tx, referral, entry, after),
    { ...entry, list: 'escalations', scopes: await escalationScopes(tx, referral, standIns, coordinators, after) },
  ])
}

/** What is owed to the child's word, each in its list with its own date. */
function afterEntries(
  tx: Tx,
  referral: Referral,
  entry: Omit<WorklistEntry, 'list' | 'scopes'>,
  duties: readonly AfterDuty[],
): WorklistEntry[] {
  return afterLists.map((list) => {
    const here = duties.filter((duty) => duty.list === list)
    const clock = findNextClock(here.map((duty) => duty.clock))
    return {
      ...entry,
      list,
      at: clock ? new Date(clock.startedAt) : entry.at,
      ...dueOf(clock, getProfile(tx, referral.country)),
      scopes: here.flatMap(({ scopes }) => scopes),
    }
  })
}

/** The sides with messages that nobody there has seen, and the time of the oldest one. */
async function readUnseen(tx: Tx, referralId: string): Promise<{ by: Set<string>; since: Date | undefined }> {
  const rows = await tx.db
    .selectFrom('referral.message')
    .select(['unseen_by', 'at'])
    .where('referral_id', '=', referralId)
    .where(sql<boolean>`unseen_by <> '{}'`)
    .orderBy('at')
    .execute()
  return { by: new Set(rows.flatMap(({ unseen_by }) => unseen_by)), since: rows[0]?.at }
}

async function senderScopes(tx: Tx, referral: Referral): Promise<number[]> {
  const { senderId, senderAgencyId } = referral
  const owners: ScopeOwner[] = [
    ...(isUuid(senderId) ? [{ accountId: senderId }] : []),
    ...(senderAgencyId ? [{ agencyId: senderAgencyId, desk: 'triage' } as const] : []),
  ]
  return tx.scopes.of(owners)
}

/** Missed deadlines go to the supervisors of the desk with the duty, later to the coordinator too. */
async function escalationScopes(
  tx: Tx,
  referral: Referral,
  { escalation }: StandIns,
  coordinators: readonly number[],
  after: readonly AfterDuty[],
): Promise<number[]> {
  if (referral.escalatedTo === 'nobody' || findNextClock(referral.clocks) === undefined) return []
  const missed = after.filter(({ clock }) => clock.missedAt !== undefined)
  const ofWords = await tx.scopes.of(missed.flatMap(({ supervisors }) => supervisors))
  const toCoordinators = referral.escalatedTo === 'coordinator' ? coordinators : []
  if (!referral.clocks.some((clock) => isOfTheWay(clock) && isOpen(clock))) return [...ofWords, ...toCoordinators]
  const agencyId = referral.state === 'draft' ? referral.senderAgencyId : referral.authorityAgencyId
  const supervisors = agencyId ? [await tx.scopes.desk(agencyId, 'supervision')] : []
  return [...supervisors, ...escalation, ...ofWords, ...toCoordinators]
}
