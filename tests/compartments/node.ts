import { packageRoot } from '#kernel/db/package-root'
import { readPolicies } from '#kernel/access/policies'
import { compartments } from '#kernel/db/database'
import { roomFolders } from '#kernel/room-folders'
import { rooms } from '../../app/rooms.ts'
import { type House, testNode, type TestNode } from '../node.ts'
import { noteRoom } from './note-room.ts'

/** A room in each compartment, beside the real ones. */
export const noteRooms = {
  care: noteRoom('care'),
  finance: noteRoom('finance'),
  participation: noteRoom('participation'),
  evidence: noteRoom('evidence'),
}

const folders = [
  ...roomFolders(packageRoot()),
  ...compartments.map((name) => ({ name: `test-${name}`, folder: `tests/compartments/${name}` })),
]

export const house: House = {
  template: 'tenfold_notes',
  rooms: [...rooms, ...Object.values(noteRooms).map(({ room }) => room)],
  folders,
  policies: readPolicies(packageRoot(), folders),
}

export function nodeWithNoteRooms(): Promise<TestNode> {
  return testNode({ house })
}
