import { evaluate } from './evaluate.ts'
import type { FormAnswer, EvaluationContext, Answers, Form, Question } from './model.ts'
import { isAgeAnswer, isBlank, isDateAnswer, isPlaceAnswer, isUnknown } from './special-values.ts'

/** Why part of an answer is not in the flat row. */
export type UnfittedReason =
  | 'no-column'
  | 'more-than-one'
  | 'unknown'
  | 'precision'
  | 'about'
  | 'range'
  | 'calendar'
  | 'place-words'

/** An answer that does not fit into the row, complete, so that nothing is lost without notice. */
export interface Unfitted {
  path: string
  column: string | undefined
  reason: UnfittedReason
  answer: FormAnswer
}

export interface FlatRow {
  row: Record<string, string>
  unfitted: Unfitted[]
}

export interface RowOptions extends EvaluationContext {
  /** The mapping that names the columns, e.g. `htcds`. Without it every path is a column. */
  mapping?: string
  /** Separator between chosen values. Default: `;`. */
  separator?: string
}

/**
 * Turns the relevant answers into one flat row of text and a list of what did not fit. Row and
 * list together hold every answer.
 */
export function answersToRow(form: Form, answers: Answers, options: RowOptions): FlatRow {
  const state = evaluate(form, answers, options)
  const result: FlatRow = { row: {}, unfitted: [] }
  for (const { path, item, relevant, value } of Object.values(state.byPath)) {
    if (!relevant || item.kind !== 'question' || item.type === 'note' || isBlank(value)) continue
    addAnswer(result, path, item, value, options)
  }
  return result
}

function addAnswer(result: FlatRow, path: string, question: Question, answer: FormAnswer, options: RowOptions): void {
  const column = options.mapping === undefined ? path : question.mapping?.[options.mapping]
  const note = (reason: UnfittedReason): void => {
    result.unfitted.push({ path, column, reason, answer })
  }
  if (column === undefined) return note('no-column')
  const { text, lost } = flatten(answer, options.separator ?? ';')
  if (text !== '' && Object.hasOwn(result.row, column)) return note('more-than-one')
  if (text !== '') result.row[column] = text
  for (const reason of lost) note(reason)
}

function flatten(answer: FormAnswer, separator: string): { text: string; lost: UnfittedReason[] } {
  if (isUnknown(answer)) return { text: '', lost: ['unknown'] }
  if (isAgeAnswer(answer)) {
    if ('from' in answer) return { text: '', lost: ['range'] }
    return 'exact' in answer
      ? { text: String(answer.exact), lost: [] }
      : { text: String(answer.about), lost: ['about'] }
  }
  if (isDateAnswer(answer)) {
    const lost: UnfittedReason[] = []
    if (answer.about) lost.push('about')
    if (answer.calendar !== undefined && answer.calendar !== 'gregory') lost.push('calendar')
    // Writing 1 January for a year without a day would invent a date.
    if (answer.precision === 'month' || answer.precision === 'year') return { text: '', lost: [...lost, 'precision'] }
    return { text: answer.iso, lost }
  }
  if (isPlaceAnswer(answer)) {
    const both = answer.code !== undefined && answer.text !== undefined && answer.text !== ''
    return { text: answer.code ?? answer.text ?? '', lost: both ? ['place-words'] : [] }
  }
  if (Array.isArray(answer)) return { text: answer.map(String).join(separator), lost: [] }
  return { text: String(answer), lost: [] }
}
