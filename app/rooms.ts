import type { Room } from '#kernel/room'
import { room as places } from '../src/places/module.ts'
import { room as intakeForms } from '../src/path/intake-forms/module.ts'
import { room as keptFrom } from '../src/path/kept-from/module.ts'
import { room as signals } from '../src/path/signals/module.ts'
import { room as missing } from '../src/path/missing/module.ts'
import { room as children } from '../src/path/children/module.ts'
import { room as identification } from '../src/path/identification/module.ts'
import { room as referral } from '../src/path/referral/module.ts'
import { room as caseManagement } from '../src/path/case-management/module.ts'
import { room as accountability } from '../src/learning/accountability/module.ts'

/** All rooms, along the path of a child; their migrations run in this order. One line a room. */
export const rooms: readonly Room[] = [
  places,
  intakeForms,
  keptFrom,
  signals,
  missing,
  children,
  identification,
  referral,
  caseManagement,
  accountability,
]

/** The lists of these rooms with their compartment, the most urgent first. */
export function listsOf(these: readonly Room[]) {
  return these
    .flatMap(({ lists: own = [], compartment }) => own.map((list) => ({ ...list, compartment })))
    .sort((a, b) => a.rank - b.rank)
}

export const lists = listsOf(rooms)

/** The lists that only the screens of their room show. */
export const ownLists = rooms.flatMap(({ ownLists: ids = [], compartment }) => ids.map((id) => ({ id, compartment })))

/** Message id of a list's name on My day. */
export function titleOfList(id: string): string {
  return lists.find((list) => list.id === id)?.titleId ?? id
}

/** The kinds of record of all rooms: the room and the address of their screens. */
export const kinds: Readonly<Record<string, { room: string; page: string }>> = Object.fromEntries(
  rooms.flatMap((room) =>
    Object.entries(room.kinds ?? {}).map(([kind, { page }]) => [kind, { room: room.name, page }]),
  ),
)
