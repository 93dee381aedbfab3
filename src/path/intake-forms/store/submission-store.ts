import { nodeScope } from '#kernel/actor'
import { formatUuid } from '#kernel/ids'
import { refuse, Refused } from '#kernel/refusal'
import { getDeskScope } from '#kernel/sign-in/accounts'
import type { Tx } from '#kernel/tx'
import type { Answers, Form } from '#lib/forms'
import type { ImportRowsState, SubmissionToStore } from '../submission.ts'
import type { Parked } from '#standards/htcds'
import type { HowFilled } from '../codes.ts'
import type { ImportRowsInput } from '../model.ts'
import { findForm } from './form-store.ts'

export interface StoredSubmission {
  id: string
  scopes: number[]
  form: Form
  how: HowFilled
  filledAt: Date
  sealedAnswers: Uint8Array
  sealedParked: Uint8Array | null
}

/** Reads the form and finds rows that exist already. */
export async function loadRows(tx: Tx, input: ImportRowsInput): Promise<ImportRowsState | undefined> {
  const stored = await findForm(tx, input.id)
  if (!stored) return undefined
  const ids = input.rows.map((row) => idOfRow(tx, input.id, row))
  for (const id of new Set(ids)) await tx.openIgnoringScopesUntilEnd(id, 'submission')
  const rows = await tx.db.selectFrom('intake_forms.submission').select('id').where('id', 'in', ids).execute()
  return { form: stored.form, ids, existing: new Set(rows.map(({ id }) => id)) }
}

/** A keyed digest of the row. The same row of the same agency has the same id, and the id reveals nothing. */
function idOfRow(tx: Tx, formId: string, row: Record<string, string>): string {
  const cells = Object.entries(row)
    .map(([column, value]) => [column.trim(), value])
    .filter(([, value]) => value?.trim() !== '')
    .sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1))
  const token = Buffer.from(
    tx.vault.token('intake-forms.row', JSON.stringify([tx.actor.agencyId ?? '', formId, cells])),
  )
  // RFC 9562 §5.8: in version 8 we define the meaning of the bits.
  token[6] = (token[6]! & 0x0f) | 0x80
  token[8] = (token[8]! & 0x3f) | 0x80
  return formatUuid(token)
}

/** Seals the answers and gives access to the agency's case desk and to the person who filled in the form. */
export async function saveSubmission(tx: Tx, { id, form, how, answers, parked }: SubmissionToStore): Promise<void> {
  const { actor } = tx
  const scopes = [nodeScope]
  if (actor.agencyId) scopes.push(await getDeskScope(tx.db, actor.agencyId, 'casework'))
  if (actor.personalScope !== undefined) scopes.push(actor.personalScope)
  await tx.create(id, 'submission')
  const inserted = await tx.db
    .insertInto('intake_forms.submission')
    .values({
      id,
      scopes,
      version: 1,
      form_id: form.id,
      form_version: form.version,
      how,
      filled_at: tx.now,
      filled_by: actor.kind === 'account' ? actor.id : null,
      agency_id: actor.agencyId ?? null,
      parked: parked.length,
      sealed_answers: await tx.vault.seal(id, `intake-forms.answers:${id}`, JSON.stringify(answers)),
      sealed_parked:
        parked.length > 0 ? await tx.vault.seal(id, `intake-forms.parked:${id}`, JSON.stringify(parked)) : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    // The same row imported twice at once is one submission. For a completed form an existing id is a conflict.
    if (how === 'imported') return
    throw new Refused(refuse('submission-exists'))
  }
  await tx.worklist.put({
    list: 'forms',
    recordId: id,
    recordKind: 'submission',
    scopes: scopes.filter((scope) => scope !== nodeScope),
    danger: 1,
    at: tx.now,
    summary: { form: form.id, how, parked: parked.length },
  })
}

/** The submission, if the actor has access and it belongs to this form. */
export async function loadSubmission(
  tx: Tx,
  input: { id: string; submission: string },
): Promise<StoredSubmission | undefined> {
  const row = await tx.open('intake_forms.submission', input.submission)
  if (!row || row.form_id !== input.id) return undefined
  const stored = await findForm(tx, row.form_id, row.form_version)
  if (!stored) return undefined
  return {
    id: row.id,
    scopes: row.scopes,
    form: stored.form,
    how: row.how as StoredSubmission['how'],
    filledAt: row.filled_at,
    sealedAnswers: row.sealed_answers,
    sealedParked: row.sealed_parked,
  }
}

export async function unsealAnswers(tx: Tx, { id, sealedAnswers }: StoredSubmission): Promise<Answers> {
  return JSON.parse(await tx.vault.unseal(id, `intake-forms.answers:${id}`, sealedAnswers)) as Answers
}

export async function unsealParked(tx: Tx, { id, sealedParked }: StoredSubmission): Promise<Parked[]> {
  return sealedParked
    ? (JSON.parse(await tx.vault.unseal(id, `intake-forms.parked:${id}`, sealedParked)) as Parked[])
    : []
}
