import type { QuestionType } from './model.ts'

/** The types of questions, for browser code that must not bundle zod. A test compares this list with the schema. */
export const questionTypeNames: readonly QuestionType[] = [
  'text',
  'long-text',
  'integer',
  'decimal',
  'date',
  'time',
  'datetime',
  'choice',
  'choices',
  'yes-no',
  'age',
  'place',
  'phone',
  'language',
  'country',
  'note',
  'calculate',
  'acknowledge',
]
