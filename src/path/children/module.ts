import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'children',
  compartment: 'care',
  kinds: {
    child: {
      page: '/children',
      table: 'children.child',
      mergedInto: 'merged_into',
      named: ['childId', 'mergedId'],
    },
  },
  lists: [{ id: 'duplicates', titleId: 'children.my-day.duplicates', rank: 100 }],
  ownLists: ['children'],
}
