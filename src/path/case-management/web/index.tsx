import type { Role, Screen } from '#ui'

const whoWorks: Role[] = ['authority', 'caseworker', 'supervisor', 'guardian', 'coordinator']

export const screens: Screen[] = [
  {
    path: '/cases',
    titleId: 'case-management.page.list',
    roles: whoWorks,
    nav: { labelId: 'case-management.nav', order: 50, list: 'cases' },
    load: () => import('./cases.tsx'),
  },
  {
    path: '/justice-contacts/new',
    titleId: 'case-management.contacts.report',
    roles: ['worker', 'triage', ...whoWorks],
    load: () => import('./new-contact.tsx'),
  },
  { path: '/cases/:id', titleId: 'case-management.page.record', roles: whoWorks, load: () => import('./cases.tsx') },
]
