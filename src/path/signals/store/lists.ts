import type { Deadline } from '#kernel/jobs/deadlines'
import type { RootRow } from '#kernel/db/transaction'
import type { Tx } from '#kernel/tx'
import { dueOf, findNextClock, findProfile, readClocks } from '#standards'
import * as sealed from './sealed.ts'

interface Listed
  extends Pick<
    RootRow<'signals.signal'>,
    | 'id'
    | 'scopes'
    | 'status'
    | 'danger'
    | 'place_code'
    | 'channel'
    | 'raised_at'
    | 'raised_by'
    | 'taken_by'
    | 'addition_waits'
    | 'reply_waits'
    | 'desk_agency'
    | 'escalated_to'
  > {
  clocks: readonly Deadline[]
  children: number
  /** Name of the first child that has one. */
  name: string | undefined
}

export async function relistConcern(tx: Tx, id: string): Promise<void> {
  const [row, deadlines, persons] = await Promise.all([
    tx.db.selectFrom('signals.signal').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    tx.deadlines.of(id),
    tx.db
      .selectFrom('signals.person')
      .select(['number', 'sealed_name'])
      .where('signal_id', '=', id)
      .orderBy('number')
      .execute(),
  ])
  const first = persons.find((person) => person.sealed_name)
  await listConcern(tx, {
    ...row,
    clocks: deadlines,
    children: persons.length,
    name: first && (await sealed.personName.open(tx, id, `${id}:${first.number}`, first.sealed_name!)),
  })
}

/**
 * Updates the lists of a concern: the desk's list while the concern or an addition waits, the supervisors' list after a
 * missed deadline, and always the list of the person who raised it. Where nobody works, the coordinators get it, with
 * access.
 */
export async function listConcern(tx: Tx, { id, name, clocks, ...row }: Listed): Promise<void> {
  const [desk, supervision] = await tx.scopes.of([
    { agencyId: row.desk_agency, desk: 'triage' },
    { agencyId: row.desk_agency, desk: 'supervision' },
  ])
  const profile = findProfile(tx.country)
  const clock = findNextClock(clocks)
  const due = dueOf(clock && readClocks(profile, [clock])[0], profile)
  const open = row.status === 'waiting' || row.status === 'taken' || row.addition_waits
  const late = clock?.missedAt !== undefined
  const standIns = open ? await tx.scopes.standIns([desk!], row.desk_agency) : []
  const coordinators = late && row.escalated_to === 'coordinator' ? await tx.scopes.coordination() : []
  const told = late ? [supervision!, ...(await tx.scopes.standIns([supervision!])), ...coordinators] : []
  giveAccess(
    tx,
    id,
    row.scopes,
    [...standIns, ...told].filter((scope) => scope !== supervision),
  )
  const mine = row.raised_by ? await tx.scopes.person(row.raised_by) : undefined
  const entry = entryOf(id, name, row)
  await tx.worklist.putAll([
    {
      ...entry,
      list: 'triage',
      scopes: open ? [desk!] : [],
      ...due,
    },
    {
      ...entry,
      list: 'escalations',
      scopes: told,
      ...due,
    },
    { ...entry, list: 'unattended', scopes: standIns, ...due },
    ...(mine === undefined
      ? []
      : [
          {
            ...entry,
            danger: open ? entry.danger : (1 as const),
            summary: { ...entry.summary, reply: row.reply_waits },
            list: 'my-concerns',
            scopes: [mine],
          },
        ]),
  ])
}

/** Those who stand in where nobody works may open what is in their list. */
function giveAccess(tx: Tx, id: string, scopes: readonly number[], further: readonly number[]): void {
  if (further.every((scope) => scopes.includes(scope))) return
  tx.write(
    tx.db
      .updateTable('signals.signal')
      .set({ scopes: [...new Set([...scopes, ...further])] })
      .where('id', '=', id),
  )
}

/** What every list of a concern says of it: codes, times and the sealed name. */
function entryOf(id: string, name: string | undefined, row: Omit<Listed, 'id' | 'name' | 'clocks'>) {
  return {
    recordId: id,
    recordKind: 'concern',
    danger: row.danger === 'immediate' ? (0 as const) : (1 as const),
    at: row.raised_at,
    summary: {
      status: row.status,
      danger: row.danger,
      place: row.place_code,
      children: row.children,
      channel: row.channel,
      taken: row.taken_by !== null,
      addition: row.addition_waits,
    },
    ...(name && { title: { subjectId: id, text: name } }),
  }
}
