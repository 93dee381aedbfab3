import type { Screen } from '#ui'

const modules = import.meta.glob<{ screens: Screen[] }>('../../src/{*,*/*}/web/index.tsx', { eager: true })

/** The screens of all modules: `screens` of each `src/<wing>/<module>/web/index.tsx`. */
export const moduleScreens: Screen[] = Object.values(modules).flatMap((module) => module.screens)

export function findScreenOfList(list: string): Screen | undefined {
  return moduleScreens.find((screen) => screen.nav?.list === list)
}
