import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'intake-forms',
  compartment: 'care',
  ownLists: ['forms'],
}
