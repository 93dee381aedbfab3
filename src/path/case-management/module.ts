import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'case-management',
  compartment: 'care',
  kinds: { case: { page: '/cases', table: 'case_management.care_case' } },
  lists: [
    { id: 'tasks', rank: 40 },
    { id: 'cases', rank: 60, inHand: true },
  ],
}
