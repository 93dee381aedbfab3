import type { Room } from '#kernel/room'

export const room: Room = {
  name: 'referral',
  compartment: 'care',
  kinds: {
    referral: {
      page: '/referrals',
      table: 'referral.referral',
      named: ['referralIds', 'chainId', 'previousId', 'nextId'],
      work: { begins: 'ReferralSent', ends: ['ReferralDeclined', 'ReferralWithdrawn', 'ReferralCompleted'] },
    },
  },
  lists: [
    { id: 'inbox', titleId: 'referral.my-day.inbox', rank: 20 },
    { id: 'to-write', titleId: 'referral.my-day.to-write', rank: 22 },
    { id: 'withdrawals', titleId: 'referral.my-day.withdrawals', rank: 24 },
    { id: 'to-confirm', titleId: 'referral.my-day.to-confirm', rank: 26 },
    { id: 'to-tell', titleId: 'referral.my-day.to-tell', rank: 55 },
    { id: 'messages', titleId: 'referral.my-day.messages', rank: 35 },
    { id: 'sent', titleId: 'referral.my-day.sent', rank: 70, inHand: true },
    { id: 'parked', titleId: 'referral.my-day.parked', rank: 90 },
  ],
}
