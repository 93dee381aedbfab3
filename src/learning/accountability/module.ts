import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'accountability',
  compartment: 'care',
  rowsAbout: { hop: 'accountability.hop' },
}
