import type { Screen } from '#ui'

// Only the screens: what a room shows inside the screens of others loads with those.
const modules = import.meta.glob<Screen[]>('../../src/{*,*/*}/web/index.tsx', { eager: true, import: 'screens' })

/** The screens of all modules: `screens` of each `src/<wing>/<module>/web/index.tsx`. */
export const moduleScreens: Screen[] = Object.values(modules).flat()

export function findScreenOfList(list: string): Screen | undefined {
  return moduleScreens.find((screen) => screen.nav?.list === list)
}
