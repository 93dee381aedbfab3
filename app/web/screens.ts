import { roles } from '#kernel/roles'
import type { Screen } from '#ui'
import { moduleScreens } from './module-screens.ts'
// It replaces every screen that needs an account, so it is part of the first download.
import * as signIn from './sign-in.tsx'

const own: Screen[] = [
  {
    path: '/',
    titleId: 'app.my-day.title',
    roles: [...roles],
    nav: { labelId: 'app.my-day.title', order: 0 },
    load: () => import('./my-day.tsx'),
  },
  { path: '/lists/:list', titleId: 'app.my-day.title', roles: [...roles], load: () => import('./whole-list.tsx') },
  {
    path: '/about',
    titleId: 'about.title',
    roles: 'everyone',
    nav: { labelId: 'about.nav', order: 1000 },
    load: () => import('./about.tsx'),
  },
  {
    path: '/access-keys',
    titleId: 'app.access-keys',
    roles: ['administrator'],
    nav: { labelId: 'app.access-keys', order: 900 },
    load: () => import('./access-keys.tsx'),
  },
  { path: '/password', titleId: 'app.password.title', roles: [...roles], load: () => import('./password.tsx') },
  {
    path: '/sign-in',
    titleId: 'app.sign-in.title',
    roles: 'everyone',
    firstTextsOnly: true,
    load: () => Promise.resolve(signIn),
  },
  {
    path: '/first-administrator',
    titleId: 'app.first.title',
    roles: 'everyone',
    firstTextsOnly: true,
    load: () => import('./first-administrator.tsx'),
  },
  ...(import.meta.env.DEV || import.meta.env.VITE_SHOWCASE
    ? [{ path: '/ui', titleId: 'app.name', roles: 'everyone' as const, load: () => import('./showcase/showcase.tsx') }]
    : []),
]

export const screens: Screen[] = [...own, ...moduleScreens]

/** The screens in the navigation for these roles, in order. */
export function navigationFor(roles: readonly string[]): Screen[] {
  return screens
    .filter((screen) => screen.nav && maySee(screen, roles))
    .sort((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0))
}

export function maySee(screen: Screen, roles: readonly string[]): boolean {
  return screen.roles === 'everyone' || screen.roles.some((role) => roles.includes(role))
}
