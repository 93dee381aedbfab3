import type { Role, Screen } from '#ui'

const protecting: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'guardian']

/**
 * Screens of this module. `/children?concern=…&person=…` searches for a child of a concern. Titles say nothing about a
 * child.
 */
export const screens: Screen[] = [
  {
    path: '/children',
    titleId: 'children.page.search',
    roles: protecting,
    nav: { labelId: 'children.nav', order: 30, list: 'duplicates' },
    load: () => import('./search-screen.tsx'),
  },
  {
    path: '/children/:id',
    titleId: 'children.page.record',
    roles: protecting,
    load: () => import('./child-screen.tsx'),
  },
  {
    path: '/children/:id/compare/:other',
    titleId: 'children.page.compare',
    roles: protecting,
    load: () => import('./compare-screen.tsx'),
  },
]
