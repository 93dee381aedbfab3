import type { FormAnswer, Answers, EvaluationContext, Form } from '#lib/forms'
import { evaluate, isBlank } from '#lib/forms'
import { exactText, isSameAnswer } from './answer-text.ts'
import { answerOfField, encodeField } from './encode-field.ts'
import type { Loss } from './model.ts'
import type { MappedQuestion } from './questions.ts'
import { mappedQuestions, templateOf } from './questions.ts'

export interface HtcdsRow {
  /** Canonical HTCDS names only, each value in the terms of the standard. */
  row: Record<string, string>
  /** Columns that begin with `x-`: the whole answer wherever the standard cannot carry it. */
  extension: Record<string, string>
  /** What a reader of `row` alone would not learn. */
  lossy: Loss[]
}

/**
 * The relevant answers as one HTCDS row. Row and extension together hold every
 * answer that was given (calculated ones can be worked out again and are only
 * listed): `fromHtcdsRow` makes the same answers of them.
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

/** When the form was opened, when it was handed in and which version it is: nothing about a person, so nothing is lost with it. */
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
  if (!isFirst) {
    result.extension[`x-answer/${path}`] = exact()
    if (result.row[field.name] !== undefined || text === '') {
      note('second-answer', text === '' ? [] : [text])
      return
    }
    // The question that owns the column has no answer: say so, or this one would be read back as its answer.
    result.extension[`x-${field.name}`] = 'json:null'
  } else if (!isSameAnswer(answerOfField(field, question, text), answer)) {
    result.extension[`x-${field.name}`] = exact()
  }
  if (text !== '') result.row[field.name] = text
  for (const { reason, values } of lost) note(reason, values)
}
