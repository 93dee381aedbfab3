import type { NameReason } from '#lib/names'

/** The compared fields, with words `children.match.<field>`. */
export const matchFields = ['name', 'age', 'sex', 'language', 'phone', 'document', 'identifier'] as const
export type MatchField = (typeof matchFields)[number]

/** Reasons for the result of a field, with words `children.reason.<code>`. */
export type MatchReason =
  | NameReason
  | 'same-day-of-birth'
  | 'day-and-month-swapped'
  | 'ages-overlap'
  | 'ages-near'
  | 'ages-apart'
  | 'same-sex'
  | 'other-sex'
  | 'same-language'
  | 'other-language'
  | 'same-number'
  | 'other-number'
