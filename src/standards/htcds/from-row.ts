import type { FormAnswer, Answers, Form } from '#lib/forms'
import { isBlank, withAnswer } from '#lib/forms'
import { findHtcdsField, getHtcdsList, saysManner, technologyColumn } from './aliases.ts'
import { answerOfExact } from './answer-text.ts'
import { answerOfField } from './encode-field.ts'
import type { HtcdsField } from './model.ts'
import type { MappedQuestion } from './questions.ts'
import { mappedQuestions, templateOf } from './questions.ts'

/** A value in a row that a person must decide. The answer, if any, is stored unchanged. */
export interface Parked {
  column: string
  value: string
  reason: 'no-question' | 'unknown-value' | 'damaged' | 'column-twice'
}

export interface FromRow {
  answers: Answers
  parked: Parked[]
}

/**
 * The answers of one HTCDS row, with any names of the columns. Values are trimmed, and labels are
 * read as their values. Unknown values are set aside for a person.
 */
export function fromHtcdsRow(form: Form, row: Readonly<Record<string, string>>): FromRow {
  const questions = mappedQuestions(form)
  const result: FromRow = { answers: {}, parked: [] }
  const columns = new Map<string, string>()
  for (const [written, value] of Object.entries(row)) {
    if (value.trim() === '') continue
    const name = written.trim()
    const column = name.startsWith('x-') ? name : (findHtcdsField(name)?.name ?? name)
    if (columns.has(column)) result.parked.push({ column: written, value, reason: 'column-twice' })
    else columns.set(column, value)
  }
  for (const [column, value] of columns) readColumn(result, questions, columns, column, value)
  return result
}

function readColumn(
  result: FromRow,
  questions: readonly MappedQuestion[],
  columns: ReadonlyMap<string, string>,
  column: string,
  value: string,
): void {
  const park = (reason: Parked['reason']): void => {
    result.parked.push({ column, value, reason })
  }
  const keep = (path: string, answer: FormAnswer): void => {
    if (answer === undefined) park('damaged')
    else if (!isBlank(answer)) result.answers = withAnswer(result.answers, path, answer)
  }
  if (column.startsWith('x-answer/')) {
    const path = column.slice('x-answer/'.length)
    const mapped = questions.find((one) => one.template === templateOf(path))
    if (mapped) keep(path, answerOfExact(mapped.question, value))
    else park('no-question')
    return
  }
  if (column === technologyColumn && saysManner(columns.get('x-vic_TypeOfExploitation'))) return
  const isExact = column.startsWith('x-')
  const field = findHtcdsField(isExact ? column.slice(2) : column)
  const mapped = field && questions.find((one) => one.field === field)
  if (!field || !mapped) return park('no-question')
  if (isExact) return keep(mapped.first, answerOfExact(mapped.question, value))
  if (columns.has(`x-${field.name}`)) return undefined
  const answer = answerOfField(field, mapped.question, value)
  if (hasUnknownValue(field, answer)) park('unknown-value')
  return keep(mapped.first, answer)
}

function hasUnknownValue(field: HtcdsField, answer: FormAnswer): boolean {
  if (field.list === undefined) return false
  const values = Array.isArray(answer) ? answer : [answer]
  return values.some((value) => typeof value === 'string' && !isKnown(field, value))
}

function isKnown(field: HtcdsField, value: string): boolean {
  return value.startsWith('x-') || getHtcdsList(field).some((one) => one.value === value)
}
