import type { Answers, Form } from '#lib/forms'
import { atMoment, evaluate } from '#lib/forms'
import { type HtcdsView, toHtcdsRow, viewHtcdsRow } from '#standards/htcds'

/** A completed form as HTCDS, with the file to export and the list of losses. */
export function showAsHtcds(form: Form, answers: Answers, filledAt: Date, timeZone: string): HtcdsView {
  const context = atMoment(timeZone, filledAt)
  const { byPath } = evaluate(form, answers, context)
  return viewHtcdsRow(toHtcdsRow(form, answers, context), (path) => byPath[path]?.label)
}
