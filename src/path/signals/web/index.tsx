import type { Role, Screen } from '#ui'

const everybodyAtWork: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'guardian', 'coordinator']
const atTheDesk: Role[] = ['triage', 'supervisor']

/** Screens of this module. Their titles say nothing about the concern. */
export const screens: Screen[] = [
  {
    path: '/concerns/new',
    titleId: 'signals.page.new',
    roles: everybodyAtWork,
    nav: { labelId: 'signals.nav.raise', order: 10 },
    firstTextsOnly: true,
    load: () => import('./raise-screen.tsx'),
  },
  {
    path: '/triage',
    titleId: 'signals.page.triage',
    roles: atTheDesk,
    nav: { labelId: 'signals.nav.triage', order: 20, list: 'triage' },
    load: () => import('./concerns-screen.tsx'),
  },
  {
    path: '/concerns/:id',
    titleId: 'signals.page.record',
    roles: everybodyAtWork,
    load: () => import('./concerns-screen.tsx'),
  },
]
