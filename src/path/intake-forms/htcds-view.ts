import type { Answers, Form } from '#lib/forms'
import { evaluate } from '#lib/forms'
import { type HtcdsView, toHtcdsRow, viewHtcdsRow } from '#standards/htcds'
import { asOf } from './submission.ts'

/** A completed form as HTCDS, with the file to export and the list of losses. */
export function showAsHtcds(form: Form, answers: Answers, filledAt: Date): HtcdsView {
  const context = asOf(filledAt)
  const { byPath } = evaluate(form, answers, context)
  return viewHtcdsRow(toHtcdsRow(form, answers, context), (path) => byPath[path]?.label)
}
