import type { Screen } from '#ui'
import { whoScreens } from './who-screens.ts'

export { DueNow } from './due-now.tsx'

/** Screens of this module. A screening starts from a concern or a child: `/screenings/new?concern=…&child=…`. */
export const screens: Screen[] = [
  { path: '/screenings/new', titleId: 'identification.title', roles: whoScreens, load: () => import('./start.tsx') },
  {
    path: '/screenings/:id',
    titleId: 'identification.title',
    roles: [...whoScreens, 'coordinator'],
    load: () => import('./screening.tsx'),
  },
]
