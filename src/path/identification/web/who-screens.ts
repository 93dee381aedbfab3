import type { Role } from '#ui'

/** Roles that screen; the coordinator only finds a desk for a screening where nobody is left. */
export const whoScreens: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor']
