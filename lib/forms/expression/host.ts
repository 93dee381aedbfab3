import type { PathAst } from './ast.ts'
import type { Scalar } from './value.ts'

/**
 * What an expression needs from the form. The host chooses the type `Place` to point at one
 * item; the evaluator never looks inside.
 */
export interface Host<Place> {
  today: string
  now: string
  language: string
  /** The item the expression belongs to. */
  here: Place
  /** All places of a path, in the order of the form. */
  places(path: PathAst, from: Place): Place[]
  /** The same, but in entry number `entry` (from 1) of the repeat. */
  placesInEntry(path: PathAst, repeat: PathAst, entry: number, from: Place): Place[]
  value(place: Place): Scalar
  /** The value before this evaluation, for `once` and `.` in a calculation. */
  stored(place: Place): Scalar
  /** Number (from 1) of the entry that contains the place; 0 outside of repeats. */
  position(place: Place): number
  /** Label of a choice of the named question. */
  choiceName(value: string, question: string, from: Place): string
  /** A column of the choice that a filter tests; absent outside of filters. */
  column?(name: string): Scalar | undefined
}
