import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { Screen } from '#ui'
import { screens } from './screens.ts'
import { ScreenFrame } from './screen-frame.tsx'
import { BrokenScreen, NoSuchScreen } from './no-screen.tsx'
import { Shell } from './shell.tsx'

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NoSuchScreen, errorComponent: BrokenScreen })

function routeOf(screen: Screen) {
  return createRoute({
    getParentRoute: () => rootRoute,
    path: screen.path.replaceAll(/:(\w+)/g, '$$$1'),
    component: () => <ScreenFrame screen={screen} />,
  })
}

/** One route per screen; what a screen needs is loaded when it is opened. */
export const router = createRouter({
  routeTree: rootRoute.addChildren(screens.map(routeOf)),
  defaultErrorComponent: BrokenScreen,
  scrollRestoration: true,
})
