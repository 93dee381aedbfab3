import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import type { Answers, Form } from '#lib/forms'
import { atMoment, evaluate } from '#lib/forms'
import { fromHtcdsRow, type Parked } from '#standards/htcds'
import type { HowFilled } from './codes.ts'

export interface SubmissionToStore {
  id: string
  form: Form
  how: HowFilled
  answers: Answers
  parked: Parked[]
}

export interface SubmitState {
  form: Form
}

/** Accepts the answers of one form. Stores only relevant answers, and nothing if the form still has problems. */
export function submitAnswers(
  { form }: SubmitState,
  input: { submission: string; formVersion: string; answers: Record<string, unknown> },
  { now, timeZone }: Context,
): Decision<SubmissionToStore, { id: string; version: number }> | Refusal {
  if (input.formVersion !== form.version) return refuse('form-changed', { params: { version: form.version } })
  const state = evaluate(form, input.answers as Answers, atMoment(timeZone, now))
  if (!state.complete) {
    return refuse('form-answers-incomplete', {
      status: 422,
      fields: state.problems.map(({ path, code }) => ({ path, code })),
    })
  }
  return {
    changes: [{ id: input.submission, form, how: 'filled', answers: state.values, parked: [] }],
    events: [],
    answer: { id: input.submission, version: 1 },
  }
}

export interface ImportRowsState {
  form: Form
  /** The id of each row, made from its content. */
  ids: readonly string[]
  existing: ReadonlySet<string>
}

export interface RowAnswer {
  id: string
  imported: boolean
  /** Number of cells that a person must look at. */
  parked: number
}

/**
 * Imports HTCDS rows. An existing row changes nothing. Values that only a person can decide are stored beside the
 * answers.
 */
export function importRows(
  { form, ids, existing }: ImportRowsState,
  input: { rows: Record<string, string>[] },
  _context: Context,
): Decision<SubmissionToStore, { rows: RowAnswer[] }> {
  const changes: SubmissionToStore[] = []
  const taken = new Set(existing)
  const rows = input.rows.map((row, index): RowAnswer => {
    const id = ids[index] ?? ''
    const { answers, parked } = fromHtcdsRow(form, row)
    const imported = !taken.has(id)
    if (imported) changes.push({ id, form, how: 'imported', answers, parked })
    taken.add(id)
    return { id, imported, parked: parked.length }
  })
  return { changes, events: [], answer: { rows } }
}
