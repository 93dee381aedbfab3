/** What a person does at their agency. A person may hold several roles. */
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

/**
 * The desks of an agency. A record is put before a desk, not before everybody at the agency:
 * who works at the desk sees it (need to know).
 */
export const desks = ['triage', 'authority', 'casework', 'supervision', 'coordination', 'intake'] as const
export type Desk = (typeof desks)[number]

/** Which desks a role works at. A supervisor sees what the desks they answer for see. */
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
