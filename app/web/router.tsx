import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { Screen } from '#ui'
import { screens } from './screens.ts'
import { BrokenScreen } from './no-screen.tsx'
import { Shell } from './shell.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    screen?: Screen
  }
}

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: Shell, errorComponent: BrokenScreen })

/** Routes only select a screen. The shell shows it (ScreenFrame explains why). */
function routeOf(screen: Screen) {
  return createRoute({
    getParentRoute: () => rootRoute,
    path: screen.path.replaceAll(/:(\w+)/g, '$$$1'),
    staticData: { screen },
  })
}

export const router = createRouter({
  routeTree: rootRoute.addChildren(screens.map(routeOf)),
  defaultErrorComponent: BrokenScreen,
  defaultNotFoundComponent: () => null,
  scrollRestoration: true,
})
