import type { Compartment } from './db/database.ts'

/** What a room (a module under `src/`) says about itself in its `module.ts`: plain data, for server and browser. */
export interface Room {
  /** The name of its folder, of its catalogue area and, with `_` for `-`, of its schema. */
  name: string
  /** The login role that gets its schema. */
  compartment: Compartment
  /**
   * The kinds of record whose rows are in lists: the address of their screens, and the table with their scopes.
   * `mergedInto`: the column with the id of the record that a record was merged into, if that can happen. `work`: the
   * events with which such a record begins and ends to be work on a child. `named`: the names under which events have ids
   * of this kind. What an event names is about the same child as its record: whoever is barred from one is barred from all.
   */
  kinds?: Readonly<
    Record<string, { page: string; table: string; mergedInto?: string; work?: Work; named?: readonly string[] }>
  >
  /** Rows about records of other rooms, without a screen of their own: their kind and their table (`tx.belongsTo`). */
  rowsAbout?: Readonly<Record<string, string>>
  lists?: readonly RoomList[]
  /** Lists that only its own screens show, and My day does not. */
  ownLists?: readonly string[]
}

export interface Work {
  begins: string
  ends: readonly string[]
}

export interface RoomList {
  id: string
  /** Message id of its name on My day. */
  titleId: string
  /** The place among all lists of the node: the smallest is the most urgent. */
  rank: number
  /** A person's own work. Other lists hold work that waits for someone to take it. */
  inHand?: true
}
