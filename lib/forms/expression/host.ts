import type { PathAst } from './ast.ts'
import type { Scalar } from './value.ts'

/** A column of one choice; undefined if it has none of that name. */
export type ColumnReader = (name: string) => Scalar | undefined

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
  /** The same, but in the numbered entries (from 1) of these repeats, outermost first. */
  placesInEntries(path: PathAst, entries: readonly { repeat: PathAst; entry: number }[], from: Place): Place[]
  /** The same text for the same place, another one for any other. */
  key(place: Place): string
  value(place: Place): Scalar
  /** The value before this evaluation, for `once` and `.` in a calculation. */
  stored(place: Place): Scalar
  /** Number (from 1) of the entry that contains the place; 0 outside of repeats. */
  position(place: Place): number
  /** Number (from 1) of a place among those of its name in the same group: 1 for all but the entries of a repeat. */
  order(place: Place): number
  /** Label of a choice of the named question. */
  choiceName(value: string, question: string, from: Place): string
  /** The rows of a list of choices, each as its columns; undefined if the form has no such list. */
  rows(list: string): readonly ColumnReader[] | undefined
  /** A column of the choice that a filter tests; absent outside of filters. */
  column?: ColumnReader
}
