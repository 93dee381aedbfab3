import type { PathAst } from './ast.ts'
import type { Scalar } from './value.ts'

/**
 * What an expression may ask of its surroundings. `Place` is whatever the host
 * uses to point at one item; the evaluator never looks inside.
 */
export interface Host<Place> {
  today: string
  now: string
  language: string
  /** The item the expression belongs to. */
  here: Place
  /** Every place a path leads to, in the order of the form. */
  places(path: PathAst, from: Place): Place[]
  /** The same, but in entry number `entry` (from 1) of the repeat. */
  placesInEntry(path: PathAst, repeat: PathAst, entry: number, from: Place): Place[]
  value(place: Place): Scalar
  /** The value before this evaluation, for `once` and `.` in a calculation. */
  stored(place: Place): Scalar
  /** Number of the entry (from 1) of the repeat the place is in; 0 outside of repeats. */
  position(place: Place): number
  /** Words of a choice of the question named. */
  choiceName(value: string, question: string, from: Place): string
  /** A column of the choice under test, while choices are filtered. */
  column?(name: string): Scalar | undefined
}
