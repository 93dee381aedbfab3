import type { Role } from '#kernel/roles'

/** Who may look, tell and find (`policies.cedar`): everybody who works with children and has the search in sight. */
export const mayAct: readonly Role[] = [
  'worker',
  'triage',
  'authority',
  'caseworker',
  'supervisor',
  'guardian',
  'coordinator',
]

export const mayReview: readonly Role[] = ['supervisor', 'coordinator']
