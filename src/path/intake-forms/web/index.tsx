import { lazy } from 'react'
import type { Role, Screen } from '#ui'

/** For records of later rooms that have an HTCDS row too. */
export const HtcdsExport = lazy(() => import('./htcds-export.tsx').then((part) => ({ default: part.HtcdsExport })))

const fills: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'guardian', 'coordinator']

/** Screens of this module: the list of forms, filling in a form, and a completed form. */
export const screens: Screen[] = [
  {
    path: '/forms',
    titleId: 'standards.forms.title',
    roles: [...fills, 'administrator'],
    nav: { labelId: 'standards.forms.title', order: 80 },
    load: () => import('./forms-screen.tsx'),
  },
  {
    path: '/forms/:id',
    titleId: 'standards.form.title',
    roles: [...fills, 'administrator'],
    load: () => import('./fill-screen.tsx'),
  },
  {
    path: '/forms/:id/edit',
    titleId: 'standards.form.title',
    roles: ['administrator'],
    load: () => import('./editor/edit-screen.tsx'),
  },
  {
    path: '/forms/:id/:submission',
    titleId: 'standards.filled.title',
    roles: fills,
    load: () => import('./filled-screen.tsx'),
  },
]
