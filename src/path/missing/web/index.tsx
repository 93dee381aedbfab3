import { type ComponentProps, lazy, Suspense } from 'react'
import type { Role, Screen } from '#ui'
import type { MissingNotice as Notice } from './missing-notice.tsx'
import type { SayMissing as Say } from './say-missing.tsx'

const LazyNotice = lazy(() => import('./missing-notice.tsx').then((part) => ({ default: part.MissingNotice })))
const LazySay = lazy(() => import('./say-missing.tsx').then((part) => ({ default: part.SayMissing })))

/** For the top of the records of other rooms: the child is missing, or was. */
export function MissingNotice(about: ComponentProps<typeof Notice>) {
  return (
    <Suspense>
      <LazyNotice {...about} />
    </Suspense>
  )
}

/** For the records of other rooms: the button with which somebody says that the child is missing. */
export function SayMissing(about: ComponentProps<typeof Say>) {
  return (
    <Suspense>
      <LazySay {...about} />
    </Suspense>
  )
}

const whoSearches: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'guardian', 'coordinator']

/** Titles say nothing about a child. */
export const screens: Screen[] = [
  { path: '/missing', titleId: 'missing.page.list', roles: whoSearches, load: () => import('./search-screen.tsx') },
  {
    path: '/missing/:id',
    titleId: 'missing.page.record',
    roles: whoSearches,
    load: () => import('./search-screen.tsx'),
  },
  { path: '/missing/:id/sheet', titleId: 'missing.page.sheet', roles: whoSearches, load: () => import('./sheet.tsx') },
]
