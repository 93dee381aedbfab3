/** The work of a person at their agency. A person may have several roles. */
export const roles = [
  'worker',
  'triage',
  'authority',
  'caseworker',
  'supervisor',
  'guardian',
  'coordinator',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** Roles that work with children. An administrator sees none. */
export const workingRoles: readonly Role[] = roles.filter((role) => role !== 'administrator')

/**
 * The desks of an agency. A record belongs to a desk, not to the whole agency. Only people at the desk have access
 * (need to know).
 */
export const desks = ['triage', 'authority', 'casework', 'supervision', 'coordination', 'intake'] as const
export type Desk = (typeof desks)[number]

/** The desks of each role. A supervisor has the access of the desks they are responsible for. */
export const desksOfRole: Record<Role, readonly Desk[]> = {
  worker: [],
  triage: ['triage'],
  authority: ['authority'],
  caseworker: [],
  supervisor: ['triage', 'authority', 'casework', 'supervision'],
  guardian: [],
  coordinator: ['coordination'],
  administrator: [],
}

/**
 * Everybody at an agency, and everybody at every agency of a kind, are scopes too. They give access to nothing; a record
 * can bar them.
 */
export const wholeAgency = 'anyone'

export function deskOfKind(agencyKind: string): string {
  return `kind:${agencyKind}`
}
