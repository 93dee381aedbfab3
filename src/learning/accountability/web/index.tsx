import type { Screen } from '#ui'

export const screens: Screen[] = [
  {
    path: '/clocks',
    titleId: 'accountability.page',
    roles: ['coordinator', 'supervisor'],
    nav: { labelId: 'accountability.nav', order: 90 },
    load: () => import('./clocks.tsx'),
  },
]
