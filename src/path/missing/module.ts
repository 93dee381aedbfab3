import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'missing',
  compartment: 'care',
  kinds: {
    'missing-child': {
      page: '/missing',
      table: 'missing.missing_child',
      work: { begins: 'ChildMissing', ends: ['ChildFound'] },
    },
  },
  // A child who is missing comes before everything else.
  lists: [{ id: 'missing', titleId: 'missing.my-day.missing', rank: 5 }],
}
