import { refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { keepNewFrom } from '#path/kept-from'
import { findProfile } from '#standards'
import { canonicalJson, type Json } from '#lib/ledger'
import type { Channel } from '../codes.ts'
import type { RaiseInput, ReceiveInput } from '../model.ts'
import type { RaisedConcern, RaiseState } from '../raise-concern.ts'
import * as sealed from './sealed.ts'
import { listConcern } from './lists.ts'
import { addStep, findTriageDesk, savePersons, scopesOf } from './concern-store.ts'

export async function loadRaise(tx: Tx, input: RaiseInput, channel: Channel): Promise<RaiseState> {
  const { actor } = tx
  const keptFrom = await tx.bars.of((input.keptFrom ?? []).map((agencyKind) => ({ agencyKind })))
  tx.bars.heed(keptFrom)
  return {
    keptFrom,
    ...(await findTriageDesk(tx, input.place?.code)),
    profile: findProfile(tx.country),
    channel,
    agencyId: actor.agencyId,
    accountId: actor.kind === 'account' ? actor.id : undefined,
  }
}

/** Stores a new concern with all its answers, starts its deadline and lists it for its desk. */
export async function saveRaised(tx: Tx, raised: RaisedConcern): Promise<void> {
  const { input, state, deskAgencyId, raisedAt, clock } = raised
  const { id } = input
  const scopes = await scopesOf(tx, deskAgencyId, state.accountId, state.agencyId)
  const taken = refuse('id-taken')
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
    sealed_words: await sealed.words.seal(tx, id, id, input.words),
    sealed_place: await sealed.place.sealIfAny(tx, id, id, input.place?.text),
    near_child: input.nearChild ?? 'not-said',
    reply_shared: input.replyWanted && input.replyShared === true,
    sealed_reply: await sealed.reply.sealIfAny(tx, id, id, input.reply),
    sealed_suspect: await sealed.suspect.sealIfAny(tx, id, id, input.suspect),
    sealed_safe_contact: await sealed.safeContact.sealIfAny(tx, id, id, input.safeContact),
  }
  tx.write(tx.db.insertInto('signals.signal').values(row), taken)
  await savePersons(tx, id, input.children)
  addStep(tx, id, { kind: 'raised', detail: { channel: state.channel } })
  const clocks = clock ? [clock] : []
  await tx.deadlines.keep({ id, kind: 'concern', scopes }, clocks)
  await listConcern(tx, {
    ...row,
    taken_by: null,
    addition_waits: false,
    reply_waits: false,
    escalated_to: 'nobody',
    clocks,
    children: input.children.length,
    name: input.children.find(({ name }) => name)?.name,
  })
  await keepNewFrom(tx, { id, keyId: id }, state.keptFrom)
}

/**
 * Claims the number that another system gave its concern. A second delivery waits here until the first has committed.
 *
 * @returns the earlier concern with the same number, if any, and whether the same content was delivered before
 */
export async function claimSourceReference(
  tx: Tx,
  agencyId: string,
  { id, sourceReference, ...content }: ReceiveInput,
): Promise<{ id: string; sameAgain: boolean } | undefined> {
  const digest = tx.vault.token('received', canonicalJson(JSON.parse(JSON.stringify(content)) as Json)).toString('hex')
  const claimed = await tx.db
    .insertInto('signals.received')
    .values({ agency_id: agencyId, source_reference: sourceReference, signal_id: id, contents: [digest] })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
  const received = tx.db
    .selectFrom('signals.received')
    .where('agency_id', '=', agencyId)
    .where('source_reference', '=', sourceReference)
  const before = await received.select(['signal_id', 'contents']).forUpdate().executeTakeFirstOrThrow()
  await tx.openIgnoringScopesUntilEnd(before.signal_id, 'concern')
  const sameAgain =
    before.contents.includes(digest) ||
    (before.contents.length === 0 && (await isFirstReport(tx, before.signal_id, content)))
  if (!sameAgain)
    tx.write(
      tx.db
        .updateTable('signals.received')
        .set({ contents: [...before.contents, digest] })
        .where('agency_id', '=', agencyId)
        .where('source_reference', '=', sourceReference),
    )
  return { id: before.signal_id, sameAgain }
}

/** Reports from before 2026-11-29 have no digest. Their words and danger say whether it is the same one. */
async function isFirstReport(tx: Tx, id: string, { words, danger }: Pick<ReceiveInput, 'words' | 'danger'>) {
  const row = (await tx.open('signals.signal', id))!
  return row.danger === danger && (await sealed.words.open(tx, id, id, row.sealed_words)) === words
}
