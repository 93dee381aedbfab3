import type { NameReason } from '#lib/names'
import { type ComparedField, comparedFields } from './fields.ts'

/** The compared fields, with words `children.match.<field>`. */
const compared = comparedFields.map(({ key }) => key)
export const matchFields = ['name', 'age', ...compared, 'language', 'phone', 'document', 'identifier'] as const
export type MatchField = (typeof matchFields)[number]

/** Reasons for the result of a field, with words `children.reason.<code>`. */
export type MatchReason =
  | NameReason
  | 'same-day-of-birth'
  | 'day-and-month-swapped'
  | 'ages-overlap'
  | 'ages-near'
  | 'ages-apart'
  | `same-${ComparedField['key']}`
  | `other-${ComparedField['key']}`
  | 'same-language'
  | 'other-language'
  | 'same-number'
  | 'other-number'
  | 'same-digits'
  | 'other-kind'
