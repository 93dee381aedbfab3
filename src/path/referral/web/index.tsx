import type { Role, Screen } from '#ui'

const whoRefers: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'coordinator']

export const screens: Screen[] = [
  {
    path: '/referrals',
    titleId: 'referral.page.list',
    roles: whoRefers,
    nav: { labelId: 'referral.nav', order: 40, list: 'inbox' },
    load: () => import('./referrals.tsx'),
  },
  {
    path: '/authorities',
    titleId: 'referral.authorities',
    roles: ['administrator'],
    nav: { labelId: 'referral.authorities', order: 85 },
    load: () => import('./authorities.tsx'),
  },
  { path: '/referrals/new', titleId: 'referral.page.new', roles: whoRefers, load: () => import('./new-referral.tsx') },
  { path: '/referrals/:id', titleId: 'referral.page.record', roles: whoRefers, load: () => import('./referrals.tsx') },
]
