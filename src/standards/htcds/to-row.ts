import type { FormAnswer, Answers, EvaluationContext, Form } from '#lib/forms'
import { evaluate, isBlank } from '#lib/forms'
import { isMannerAsType, technologyColumn } from './aliases.ts'
import { exactText, isSameAnswer } from './answer-text.ts'
import { answerOfField, encodeField } from './encode-field.ts'
import type { Loss } from './model.ts'
import type { MappedQuestion } from './questions.ts'
import { mappedQuestions, templateOf } from './questions.ts'

export interface HtcdsRow {
  /** Only canonical HTCDS names, with values of the standard. */
  row: Record<string, string>
  /** Columns beginning with `x-`: complete answers that do not fit into the standard. */
  extension: Record<string, string>
  /** Facts that are missing in `row`. */
  lossy: Loss[]
}

/**
 * The relevant answers as one HTCDS row. Row and extension together hold every given answer, and
 * `fromHtcdsRow` restores them. Calculated answers are only listed, because they can be calculated
 * again.
 */
export function toHtcdsRow(form: Form, answers: Answers, context: EvaluationContext): HtcdsRow {
  const result: HtcdsRow = { row: {}, extension: {}, lossy: [] }
  const questions = mappedQuestions(form)
  const byTemplate = new Map(questions.map((one) => [one.template, one]))
  for (const { path, item, relevant, value } of Object.values(evaluate(form, answers, context).byPath)) {
    const mapped = byTemplate.get(templateOf(path))
    if (!mapped || !relevant || item.kind !== 'question' || isBlank(value)) continue
    addAnswer(result, questions, mapped, path, value)
  }
  return result
}

/** Whether the question is about the form (start, end, version), not about a person. Leaving it out is no loss. */
function isAboutTheForm({ name, type, calculation }: MappedQuestion['question']): boolean {
  return (
    type === 'calculate' &&
    (name === '__version__' || ['once(now())', 'now()', 'once(today())'].includes(calculation ?? ''))
  )
}

function addAnswer(
  result: HtcdsRow,
  questions: readonly MappedQuestion[],
  mapped: MappedQuestion,
  path: string,
  answer: FormAnswer,
): void {
  const { question, field } = mapped
  const exact = (): string => exactText(question, answer)
  if (!field) {
    if (isAboutTheForm(question)) return
    if (question.type === 'calculate') {
      result.lossy.push({ path, field: undefined, reason: 'calculated', values: [] })
      return
    }
    result.extension[`x-answer/${path}`] = exact()
    result.lossy.push({ path, field: undefined, reason: 'no-field', values: [] })
    return
  }
  const owner = questions.find((one) => one.field === field)
  const isFirst = owner === mapped && path === mapped.first
  const { text, lost } = encodeField(field, answer)
  const note = (reason: Loss['reason'], values: string[]): void => {
    result.lossy.push({ path, field: field.name, reason, values })
  }
  if (field.deprecated) note('deprecated-field', [])
  if ([answer].flat().some((one) => typeof one === 'string' && isMannerAsType(field, one)))
    result.extension[technologyColumn] = 'TRUE'
  if (!isFirst) {
    result.extension[`x-answer/${path}`] = exact()
    if (result.row[field.name] !== undefined || text === '') {
      note('second-answer', text === '' ? [] : [text])
      return
    }
    // The column's own question has no answer. Write that, or an import would take this answer for it.
    result.extension[`x-${field.name}`] = 'json:null'
  } else if (!isSameAnswer(answerOfField(field, question, text), answer)) {
    result.extension[`x-${field.name}`] = exact()
  }
  if (text !== '') result.row[field.name] = text
  for (const { reason, values } of lost) note(reason, values)
}
