import type { Role, Screen } from '#ui'

export { MissingNotice } from './missing-notice.tsx'
export { SayMissing } from './say-missing.tsx'

const whoSearches: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'guardian', 'coordinator']

/** Titles say nothing about a child. */
export const screens: Screen[] = [
  { path: '/missing', titleId: 'missing.page.list', roles: whoSearches, load: () => import('./search-screen.tsx') },
  {
    path: '/missing/:id',
    titleId: 'missing.page.record',
    roles: whoSearches,
    load: () => import('./search-screen.tsx'),
  },
  { path: '/missing/:id/sheet', titleId: 'missing.page.sheet', roles: whoSearches, load: () => import('./sheet.tsx') },
]
