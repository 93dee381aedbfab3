import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '#lib/ledger'
import { refuse, Refused } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import type { Form, Item } from '#lib/forms'
import { formSchema } from '#lib/forms/model'
import type { ImportProblem } from '#lib/forms/xlsform'
import { countQuestions, type FormToStore, type ImportState } from '../import-form.ts'
import { htcdsFormFrom } from '#standards/htcds'
import type { ImportFormInput } from '../model.ts'
import type { z } from 'zod'
import type { formList } from '../model.ts'

// Each import holds a database connection while it reads the workbook, for at most 15 seconds. The limit keeps
// connections free for people.
const mostAtOnce = 3
let reading = 0

/** Reads the workbook and checks whether the form exists already. */
export async function loadImport(tx: Tx, { workbook, fileName }: ImportFormInput): Promise<ImportState> {
  if (reading >= mostAtOnce) throw new Refused(refuse('attempts-limited', { status: 429 }))
  reading += 1
  const imported = await htcdsFormFrom(Buffer.from(workbook, 'base64'), { fileName }).finally(() => (reading -= 1))
  const { form } = imported
  const digest = digestOf(form)
  const stored =
    form &&
    (await tx.db
      .selectFrom('intake_forms.form')
      .select('digest')
      .where('form_id', '=', form.id)
      .where('version', '=', form.version)
      .executeTakeFirst())
  return { imported, digest, storedDigest: stored?.digest }
}

/** The digest of a document, independent of the order of its keys. */
export function digestOf(form: Form | undefined): string {
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(form ?? null)) as Json))
    .digest('hex')
}

/** Adds a version. If another one was added at the same time, this one is refused. */
export async function saveForm(tx: Tx, { form, problems, digest, note }: FormToStore): Promise<void> {
  const last = await tx.db
    .selectFrom('intake_forms.form')
    .select('sequence')
    .where('form_id', '=', form.id)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const added = await tx.db
    .insertInto('intake_forms.form')
    .values({
      form_id: form.id,
      version: form.version,
      sequence: (last?.sequence ?? 0) + 1,
      document: JSON.stringify(form),
      problems: JSON.stringify(problems),
      digest,
      imported_at: tx.now,
      published_by: tx.actor.kind === 'account' ? tx.actor.id : null,
      note: note ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) throw new Refused(refuse('record-changed'))
}

export interface StoredForm {
  form: Form
  problems: ImportProblem[]
}

export async function findForm(tx: Tx, id: string, version?: string): Promise<StoredForm | undefined> {
  let query = tx.db.selectFrom('intake_forms.form').select(['document', 'problems']).where('form_id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const row = await query.orderBy('sequence', 'desc').limit(1).executeTakeFirst()
  if (!row) return undefined
  return { form: formSchema.parse(row.document), problems: row.problems as unknown as ImportProblem[] }
}

/** All forms in their newest version. */
export async function listForms(tx: Tx): Promise<z.infer<typeof formList>['forms']> {
  const rows = await tx.db
    .selectFrom('intake_forms.form')
    .distinctOn('form_id')
    .select(['form_id', 'version', 'sequence', 'document', 'imported_at'])
    .orderBy('form_id')
    .orderBy('sequence', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ form_id, version, sequence, document, imported_at }) => {
    const form = formSchema.parse(document)
    const { title, languages, items } = form
    return {
      id: form_id,
      version,
      number: sequence,
      title,
      languages,
      questions: countQuestions(items),
      importedAt: imported_at.toISOString(),
      htcds: isMapped(items),
    }
  })
}

/** Whether any question of the form has an HTCDS field. */
function isMapped(items: readonly Item[]): boolean {
  return items.some((item) => (item.kind === 'group' ? isMapped(item.items) : item.mapping?.['htcds'] !== undefined))
}
