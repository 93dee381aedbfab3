import type { Role, Screen } from '#ui'

const whoScreens: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor']

/** Screens of this module. A screening starts from a concern or a child: `/screenings/new?concern=…&child=…`. */
export const screens: Screen[] = [
  { path: '/screenings/new', titleId: 'identification.title', roles: whoScreens, load: () => import('./start.tsx') },
  {
    path: '/screenings/:id',
    titleId: 'identification.title',
    roles: whoScreens,
    load: () => import('./screening.tsx'),
  },
]
