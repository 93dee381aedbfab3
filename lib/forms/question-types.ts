import type { QuestionType } from './model.ts'

/** The kinds of questions, for code that must not carry the schema; a test keeps both lists the same. */
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
