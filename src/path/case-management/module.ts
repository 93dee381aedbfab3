import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'case-management',
  compartment: 'care',
  kinds: {
    case: {
      page: '/cases',
      table: 'case_management.care_case',
      work: { begins: 'CaseOpened', ends: ['CaseClosed'] },
    },
  },
  lists: [
    { id: 'tasks', titleId: 'case-management.my-day.tasks', rank: 40 },
    { id: 'cases', titleId: 'case-management.my-day.cases', rank: 60, inHand: true },
  ],
}
