import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'referral',
  compartment: 'care',
  kinds: { referral: { page: '/referrals', table: 'referral.referral' } },
  lists: [
    { id: 'inbox', rank: 20 },
    { id: 'sent', rank: 70, inHand: true },
    { id: 'parked', rank: 90 },
  ],
}
