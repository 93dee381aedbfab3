import { refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import type { RaisedConcern } from '../raise-concern.ts'
import { listConcern } from './lists.ts'
import { addStep, scopesOf } from './concern-store.ts'

/** Stores a new concern with all its answers, starts its deadline and lists it for its desk. */
export async function saveRaised(tx: Tx, raised: RaisedConcern): Promise<void> {
  const { input, state, deskAgencyId, raisedAt, clock } = raised
  const { id } = input
  const scopes = await scopesOf(tx, deskAgencyId, state.accountId, state.agencyId)
  const taken = refuse('concern-id-taken')
  await tx.create(id, 'concern')
  tx.vault.begin(id, taken)
  const row = {
    id,
    scopes,
    version: 1,
    channel: state.channel,
    status: 'waiting',
    danger: input.danger,
    place_code: input.place?.code ?? null,
    how_known: input.howKnown,
    happened: input.happened ? JSON.stringify(input.happened) : null,
    raised_at: raisedAt,
    received_at: tx.now,
    raised_by: state.accountId ?? null,
    raised_by_agency: state.agencyId ?? null,
    source_reference: state.sourceReference ?? null,
    desk_agency: deskAgencyId,
    language: input.language ?? null,
    reply_wanted: input.replyWanted,
    sealed_words: await tx.vault.seal(id, `signals.words:${id}`, input.words),
    sealed_place: input.place?.text ? await tx.vault.seal(id, `signals.place:${id}`, input.place.text) : null,
    sealed_reply: input.reply ? await tx.vault.seal(id, `signals.reply:${id}`, input.reply) : null,
  }
  tx.write(tx.db.insertInto('signals.signal').values(row), taken)
  const persons = await Promise.all(
    input.children.map(async (child, index) => ({
      signal_id: id,
      number: index + 1,
      sealed_name: child.name ? await tx.vault.seal(id, `signals.person:${id}:${index + 1}`, child.name) : null,
      age: child.age ? JSON.stringify(child.age) : null,
      sex: child.sex,
      language: child.language ?? null,
    })),
  )
  if (persons.length > 0) tx.write(tx.db.insertInto('signals.person').values(persons))
  addStep(tx, id, { kind: 'raised', detail: { channel: state.channel } })
  const clocks = clock ? [clock] : []
  await tx.deadlines.keep({ id, kind: 'concern', scopes }, clocks)
  await listConcern(tx, {
    ...row,
    taken_by: null,
    addition_waits: false,
    clocks,
    children: persons.length,
    name: input.children.find(({ name }) => name)?.name,
  })
}

/**
 * Claims the number that another system gave its concern. A second delivery waits here until the first has committed.
 *
 * @returns the earlier concern with the same number, if any
 */
export async function claimSourceReference(
  tx: Tx,
  agencyId: string,
  sourceReference: string,
  concernId: string,
): Promise<string | undefined> {
  const claimed = await tx.db
    .insertInto('signals.received')
    .values({ agency_id: agencyId, source_reference: sourceReference, signal_id: concernId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
  const before = await tx.db
    .selectFrom('signals.received')
    .select('signal_id')
    .where('agency_id', '=', agencyId)
    .where('source_reference', '=', sourceReference)
    .executeTakeFirstOrThrow()
  return before.signal_id
}
