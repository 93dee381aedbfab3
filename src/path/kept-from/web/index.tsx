import { lazy, Suspense } from 'react'
import type { Role, Screen } from '#ui'
import type { About } from './kept-from-screen.tsx'

/** For the records of other rooms. */
export const KeptFromLine = lazy(() => import('./kept-from-line.tsx').then((part) => ({ default: part.KeptFromLine })))

const Lazy = lazy(() => import('./kept-from-notice.tsx').then((part) => ({ default: part.KeptFromNotice })))

/** For the top of the records of other rooms: from whom they are kept. */
export function KeptFromNotice(about: About) {
  return (
    <Suspense>
      <Lazy {...about} />
    </Suspense>
  )
}

const everybodyAtWork: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'guardian', 'coordinator']

/** Who must not see a record of another room: `/kept-from/concern/<id>`. The title says nothing about it. */
export const screens: Screen[] = [
  {
    path: '/kept-from/:kind/:id',
    titleId: 'kept-from.page',
    roles: everybodyAtWork,
    load: () => import('./kept-from-screen.tsx'),
  },
]
