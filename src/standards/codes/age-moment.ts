import { sourceOf } from '../sources/index.ts'
import { type CodeOf, defineCodes } from './define-codes.ts'

/**
 * The moments for which an age is asked. They are never computed from each other. `now` is the day of a screening,
 * which may be long after `at-registration`. HTCDS has a field only for the first (`vic_AgeWhenTrafficked`).
 */
export const ageMoment = defineCodes('age-moment', ['at-exploitation', 'at-entry', 'at-registration', 'now'], {
  source: sourceOf('palermo-3d'),
})
export type AgeMoment = CodeOf<typeof ageMoment>
