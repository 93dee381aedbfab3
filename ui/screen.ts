import type { ComponentType } from 'react'

export type Role =
  | 'worker'
  | 'triage'
  | 'authority'
  | 'caseworker'
  | 'supervisor'
  | 'guardian'
  | 'coordinator'
  | 'administrator'

export interface ScreenProps {
  params: Record<string, string>
}

/** One screen of a module: listed in `src/<module>/web/index.tsx`, found by the shell, loaded when it is opened. */
export interface Screen {
  path: string
  /** Neutral: it becomes the page title that a person beside the phone can read. */
  titleId: string
  roles: Role[] | 'everyone'
  nav?: { labelId: string; order: number /** worklist whose count stands beside the label */; list?: string }
  load: () => Promise<{ Screen: ComponentType<ScreenProps> }>
}
