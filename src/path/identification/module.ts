import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'identification',
  compartment: 'care',
  kinds: {
    screening: {
      page: '/screenings',
      table: 'identification.screening',
      work: { begins: 'ScreeningStarted', ends: ['OutcomeDecided'] },
    },
  },
  lists: [{ id: 'screenings', titleId: 'identification.my-day.screenings', rank: 50 }],
}
