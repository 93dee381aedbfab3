import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'places',
  compartment: 'care',
}
