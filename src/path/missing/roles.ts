import { type Role, workingRoles } from '#kernel/roles'

/** Who may look, tell and find (`policies.cedar`): everybody who works with children and has the search in sight. */
export const mayAct = workingRoles

export const mayReview: readonly Role[] = ['supervisor', 'coordinator']
