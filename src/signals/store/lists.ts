import type { Tx } from '#kernel/tx'
import { nodeScope } from '#kernel/actor'
import { getDeskScope, getPersonalScope } from '#kernel/sign-in/accounts'


/**
 * Brings the lists in line with the concern: the desk's queue while it or an addition waits, those who supervise the desk once its time ran out, and
 * the list of the person who raised it always.
 */
export async function listSignal(tx: Tx, id: string): Promise<void> {
  const row = await tx.db.selectFrom('signals.signal').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const open = row.status === 'waiting' || row.status === 'taken' || row.addition_waits
  const clock = (await tx.deadlines.of(id)).find((deadline) => deadline.level === 0 && !deadline.stoppedAt && !deadline.metAt)
  const persons = await tx.db.selectFrom('signals.person').select(['number', 'sealed_name']).where('signal_id', '=', id).orderBy('number').execute()
  const first = persons.find((person) => person.sealed_name)
  const name = first && (await tx.vault.unseal(id, `signals.person:${id}:${first.number}`, first.sealed_name!))
  const mine = row.raised_by ? await getPersonalScope(tx.db, row.raised_by) : undefined
  const entry = {
    recordId: id,
    recordKind: 'concern',
    danger: row.danger === 'immediate' ? (0 as const) : (1 as const),
    at: row.raised_at,
    summary: { status: row.status, danger: row.danger, place: row.place_code, children: persons.length, channel: row.channel, taken: row.taken_by !== null, addition: row.addition_waits },
    ...(name && { title: { subjectId: id, text: name } }),
  }
  const desk = open ? row.scopes.filter((scope) => scope !== nodeScope && scope !== mine) : []
  await tx.worklist.put({ ...entry, list: 'triage', scopes: desk, dueAt: clock?.dueAt })
  const late = row.status === 'waiting' && clock?.missedAt != null
  await tx.worklist.put({ ...entry, list: 'escalations', scopes: late ? [await getDeskScope(tx.db, row.desk_agency, 'supervision')] : [], dueAt: clock?.dueAt })
  if (mine !== undefined) await tx.worklist.put({ ...entry, list: 'my-concerns', scopes: [mine] })
}
