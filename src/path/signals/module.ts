import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'signals',
  compartment: 'care',
  kinds: {
    concern: { page: '/concerns', table: 'signals.signal', named: ['concernId', 'into', 'reportOf', 'contactOf'] },
  },
  lists: [
    // Later rooms put their missed deadlines into this list too.
    { id: 'escalations', titleId: 'signals.my-day.escalations', rank: 10 },
    // Later rooms put what nobody works on into this list too.
    { id: 'unattended', titleId: 'signals.my-day.unattended', rank: 15 },
    { id: 'triage', titleId: 'signals.my-day.triage', rank: 30 },
    { id: 'my-concerns', titleId: 'signals.my-day.my-concerns', rank: 80, inHand: true },
  ],
}
