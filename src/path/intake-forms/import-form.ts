import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { findUnfillable, type Form, type Item } from '#lib/forms'
import type { Imported, ImportProblem } from '#lib/forms/xlsform'

export interface ImportState {
  imported: Imported
  /** Digest of the document, to see whether an existing version is the same. */
  digest: string
  /** The digest of the stored form with the same id and version. */
  storedDigest: string | undefined
}

export interface FormToStore {
  form: Form
  problems: ImportProblem[]
  digest: string
  /** The note of the person who publishes it. */
  note?: string
}

/**
 * Imports a form. The same form again changes nothing. Another form with the same id and version is
 * refused, because people have answered the first one.
 */
export function importForm(
  state: ImportState,
  _input: unknown,
  _context: Context,
): Decision<FormToStore, { id: string; version: string; questions: number; unchanged: boolean }> | Refusal {
  const { imported, digest, storedDigest } = state
  const { form, problems } = imported
  if (!form && problems.some(({ message }) => 'id' in message && message.id === 'forms.import.too-large'))
    return refuse('form-too-large', { status: 422 })
  if (!form) return refuse('form-unreadable', { status: 422 })
  const [unfillable] = findUnfillable(form)
  if (unfillable) {
    const { path, code } = unfillable
    return refuse('form-unfillable', { status: 422, params: { place: path || '–' }, fields: [{ path, code }] })
  }
  if (storedDigest !== undefined && storedDigest !== digest)
    return refuse('form-version-taken', { params: { version: form.version } })
  const unchanged = storedDigest !== undefined
  return {
    changes: unchanged ? [] : [{ form, problems, digest }],
    events: [],
    answer: { id: form.id, version: form.version, questions: countQuestions(form.items), unchanged },
  }
}

export function countQuestions(items: readonly Item[]): number {
  return items.reduce((count, item) => {
    if (item.kind === 'group') return count + countQuestions(item.items)
    return item.type === 'note' || item.type === 'calculate' ? count : count + 1
  }, 0)
}
