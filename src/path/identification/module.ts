import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'identification',
  compartment: 'care',
  kinds: { screening: { page: '/screenings', table: 'identification.screening' } },
  lists: [{ id: 'screenings', rank: 50 }],
}
