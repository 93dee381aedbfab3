import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'children',
  compartment: 'care',
  kinds: { child: { page: '/children', table: 'children.child' } },
  lists: [{ id: 'duplicates', rank: 100 }],
}
