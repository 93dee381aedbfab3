import { nodeScope } from '#kernel/actor'
import { referenceOf } from '#kernel/ids'
import type { Tx } from '#kernel/tx'

/** Updates the list of open screenings. A screening stays in it until a person has decided. */
export async function listScreening(tx: Tx, id: string): Promise<void> {
  const row = await tx.db
    .selectFrom('identification.screening')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { count } = await tx.db
    .selectFrom('identification.answer')
    .select((all) => all.fn.count<number>('indicator_id').distinct().as('count'))
    .where('screening_id', '=', id)
    .executeTakeFirstOrThrow()
  await tx.worklist.put({
    list: 'screenings',
    recordId: id,
    recordKind: 'screening',
    scopes: row.outcome === null ? row.scopes.filter((scope) => scope !== nodeScope) : [],
    danger: 1,
    at: row.started_at,
    summary: {
      reference: referenceOf(tx.prefix, id),
      answered: Number(count),
      concern: row.concern_id,
      child: row.child_id,
    },
  })
}
