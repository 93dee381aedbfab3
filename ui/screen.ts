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

/** One screen of a module. `src/<module>/web/index.tsx` lists it, and the shell loads it when a person opens it. */
export interface Screen {
  path: string
  /** A neutral text: it becomes the page title, which a bystander can read. */
  titleId: string
  roles: Role[] | 'everyone'
  nav?: { labelId: string; order: number /** worklist whose count stands beside the label */; list?: string }
  /** Says only what is in the first download. All other screens wait for the texts of the desk as well. */
  firstTextsOnly?: true
  load: () => Promise<{ Screen: ComponentType<ScreenProps> }>
}
