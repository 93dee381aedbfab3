import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import type { Form } from '#lib/forms'
import { checkDraft, newMistakes } from './check-draft.ts'
import { compareForms } from './compare-forms.ts'

/** State of a form: the newest version, and the draft of the next one. */
export interface DraftState {
  /** Labels of all versions, oldest first. */
  versions: readonly string[]
  latest: Form | undefined
  draft: { version: number; base: string | undefined; form: Form } | undefined
  /** The submitted form; undefined if it is not a valid form. */
  sent?: Form | undefined
}

export type DraftChange =
  | { kind: 'keep'; form: Form; version: number; base: string | undefined }
  | { kind: 'drop'; id: string }
  | { kind: 'publish'; form: Form; note: string }

type DraftDecision<Answer> = Decision<DraftChange, Answer> | Refusal

/**
 * Saves an administrator's draft. It never overwrites a colleague's work: the draft must still have the version the
 * work began with.
 */
export function saveDraft(
  state: DraftState,
  input: { id: string; expected: number; base: string | null },
  _context: Context,
): DraftDecision<{ id: string; version: number }> {
  const { draft, sent, latest, versions } = state
  if (!sent || sent.id !== input.id) return refuse('form-unsound', { status: 422 })
  if ((draft?.version ?? 0) !== input.expected) return refuse('form-draft-changed')
  if (!draft && !latest && input.base !== null) return refuse('form-draft-changed')
  const base = input.base !== null && versions.includes(input.base) ? input.base : undefined
  const version = input.expected + 1
  return { changes: [{ kind: 'keep', form: sent, version, base }], events: [], answer: { id: input.id, version } }
}

export function discardDraft(
  { draft }: DraftState,
  input: { id: string; expected: number },
  _context: Context,
): DraftDecision<{ id: string }> {
  if (!draft || draft.version !== input.expected) return refuse('form-draft-changed')
  return { changes: [{ kind: 'drop', id: input.id }], events: [], answer: { id: input.id } }
}

/**
 * Publishes the draft as a version that never changes. Refused if the draft has new mistakes, if it equals the newest
 * version, or if the administrator has not seen that version.
 */
export function publishForm(
  { draft, latest, versions }: DraftState,
  input: { id: string; expected: number; replaces: string | null; note: string },
  _context: Context,
): DraftDecision<{ id: string; version: string }> {
  if (!draft || draft.version !== input.expected) return refuse('form-draft-changed')
  if ((latest?.version ?? null) !== input.replaces)
    return refuse('form-version-newer', { params: { version: latest?.version ?? '' } })
  const mistakes = newMistakes(checkDraft(draft.form), latest)
  if (mistakes.length > 0)
    return refuse('form-not-ready', {
      status: 422,
      params: { count: mistakes.length },
      fields: mistakes.map(({ path, code }) => ({ path, code })),
    })
  if (latest && compareForms(latest, draft.form).length === 0) return refuse('form-unchanged')
  const version = nextVersion(versions)
  return {
    // Remove the draft first: if two people publish at the same time, the second finds none.
    changes: [
      { kind: 'drop', id: input.id },
      { kind: 'publish', form: { ...draft.form, version }, note: input.note },
    ],
    events: [],
    answer: { id: input.id, version },
  }
}

/** One more than the highest number among the versions, or than their count if labels are dates. */
export function nextVersion(versions: readonly string[]): string {
  const numbers = versions.flatMap((version) => (/^\d{1,6}$/.test(version) ? [Number(version)] : []))
  return String(Math.max(versions.length, ...numbers) + 1)
}
