import { lazy } from 'react'
import type { Role, Screen } from '#ui'

/** For the records of other rooms. */
export const KeptFromLine = lazy(() => import('./kept-from-line.tsx').then((part) => ({ default: part.KeptFromLine })))

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
