import { refuse, Refused } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import type { Form } from '#lib/forms'
import { formSchema } from '#lib/forms/model'
import type { z } from 'zod'
import type { DraftChange, DraftState } from '../draft.ts'
import type { draftList, draftView, versionList } from '../model.ts'
import { digestOf, findForm, saveForm } from './form-store.ts'

/** The submitted form, if it is valid. */
function readForm(sent: unknown): Form | undefined {
  return formSchema.safeParse(sent).data
}

/** State of a form: its versions, the newest one and the draft. */
export async function loadDraftState(tx: Tx, { id, form }: { id: string; form?: unknown }): Promise<DraftState> {
  const rows = await tx.db
    .selectFrom('intake_forms.form')
    .select('version')
    .where('form_id', '=', id)
    .orderBy('sequence')
    .execute()
  const draft = await tx.db
    .selectFrom('intake_forms.form_draft')
    .selectAll()
    .where('form_id', '=', id)
    .executeTakeFirst()
  return {
    versions: rows.map(({ version }) => version),
    latest: rows.length > 0 ? (await findForm(tx, id))?.form : undefined,
    draft: draft && {
      version: draft.version,
      base: draft.base_version ?? undefined,
      form: formSchema.parse(draft.document),
    },
    ...(form === undefined ? {} : { sent: readForm(form) }),
  }
}

/** The same, undefined if the form does not exist. */
export async function findDraftState(tx: Tx, input: { id: string }): Promise<DraftState | undefined> {
  const state = await loadDraftState(tx, input)
  return (state.draft ?? state.latest) ? state : undefined
}

/**
 * Writes only if the draft still has the expected version. If two administrators save at the same time, the second is
 * refused.
 */
export async function saveDraftChange(tx: Tx, change: DraftChange, state: DraftState): Promise<void> {
  const expected = state.draft?.version ?? 0
  if (change.kind === 'publish')
    await saveForm(tx, { form: change.form, problems: [], digest: digestOf(change.form), note: change.note })
  else if (change.kind === 'drop') await dropDraft(tx, change.id, expected)
  else await keepDraft(tx, change, expected)
}

async function dropDraft(tx: Tx, id: string, expected: number): Promise<void> {
  const dropped = await tx.db
    .deleteFrom('intake_forms.form_draft')
    .where('form_id', '=', id)
    .where('version', '=', expected)
    .executeTakeFirst()
  if (dropped.numDeletedRows === 0n) throw new Refused(refuse('form-draft-changed'))
}

async function keepDraft(
  tx: Tx,
  { form, version, base }: Extract<DraftChange, { kind: 'keep' }>,
  expected: number,
): Promise<void> {
  const values = {
    version,
    base_version: base ?? null,
    document: JSON.stringify(form),
    changed_at: tx.now,
    changed_by: tx.actor.kind === 'account' ? tx.actor.id : null,
  }
  if (expected === 0) {
    const added = await tx.db
      .insertInto('intake_forms.form_draft')
      .values({ form_id: form.id, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows === 0n) throw new Refused(refuse('form-draft-changed'))
    return
  }
  const kept = await tx.db
    .updateTable('intake_forms.form_draft')
    .set(values)
    .where('form_id', '=', form.id)
    .where('version', '=', expected)
    .executeTakeFirst()
  if (kept.numUpdatedRows === 0n) throw new Refused(refuse('form-draft-changed'))
}

/** The draft, or the newest version as the start of one. */
export async function viewDraft(tx: Tx, id: string): Promise<z.infer<typeof draftView> | undefined> {
  const [draft, latest] = [
    await tx.db.selectFrom('intake_forms.form_draft').selectAll().where('form_id', '=', id).executeTakeFirst(),
    await findForm(tx, id),
  ]
  const names = await tx.people([draft?.changed_by])
  const form = draft ? formSchema.parse(draft.document) : latest?.form
  if (!form) return undefined
  return {
    form,
    version: draft?.version ?? 0,
    base: draft ? draft.base_version : (latest?.form.version ?? null),
    latest: latest?.form.version ?? null,
    changedAt: draft?.changed_at.toISOString() ?? null,
    changedBy: names.get(draft?.changed_by ?? '') ?? null,
  }
}

export async function listDrafts(tx: Tx): Promise<z.infer<typeof draftList>['drafts']> {
  const rows = await tx.db
    .selectFrom('intake_forms.form_draft')
    .select(['form_id', 'document', 'changed_at', 'changed_by', 'base_version'])
    .orderBy('form_id')
    .limit(200)
    .execute()
  const names = await tx.people(rows.map(({ changed_by }) => changed_by))
  return rows.map(({ form_id, document, changed_at, changed_by, base_version }) => ({
    id: form_id,
    title: formSchema.parse(document).title,
    base: base_version,
    changedAt: changed_at.toISOString(),
    changedBy: names.get(changed_by ?? '') ?? null,
  }))
}

/** All versions of a form, newest first. */
export async function listVersions(tx: Tx, id: string): Promise<z.infer<typeof versionList>['versions']> {
  const rows = await tx.db
    .selectFrom('intake_forms.form')
    .select(['version', 'sequence', 'imported_at', 'published_by', 'note'])
    .where('form_id', '=', id)
    .orderBy('sequence', 'desc')
    .limit(500)
    .execute()
  const names = await tx.people(rows.map(({ published_by }) => published_by))
  return rows.map(({ version, sequence, imported_at, published_by, note }) => ({
    version,
    number: sequence,
    at: imported_at.toISOString(),
    by: names.get(published_by ?? '') ?? null,
    note,
  }))
}
