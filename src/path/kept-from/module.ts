import type { Room } from '#kernel/room'

export const room: Room = { name: 'kept-from', compartment: 'care' }
