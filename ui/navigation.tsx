import { createContext, useContext } from 'react'

export interface Navigation {
  path: string
  query: URLSearchParams
  /** Opens another screen of the app. `replace` adds no entry to the history. */
  go(href: string, options?: { replace?: boolean }): void
}

export const NavigationContext = /* @__PURE__ */ createContext<Navigation>({
  path: '/',
  query: new URLSearchParams(),
  go: (href) => location.assign(href),
})

/** `go('/referrals')`: opens a screen. */
export function useGo(): Navigation['go'] {
  return useContext(NavigationContext).go
}

/** The path and query of the screen that is open. */
export function usePlaceInApp(): Pick<Navigation, 'path' | 'query'> {
  return useContext(NavigationContext)
}
