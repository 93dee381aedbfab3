import type { NameReason } from '#lib/names'

/** The fields a match speaks about; their words are `children.match.<field>`. */
export const matchFields = ['name', 'age', 'sex', 'language', 'phone', 'document', 'identifier'] as const
export type MatchField = (typeof matchFields)[number]

/** Why a field matches or not; their words are `children.reason.<code>`. */
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
