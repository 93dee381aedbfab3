import type { Role } from '#ui'

/** Roles that screen; the coordinator only finds a desk for a screening where nobody is left. */
export const whoScreens: Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor']

/** Roles that go through the long lists. The first line sees the questions of the law and what anyone may notice. */
export const whoIsTrained: Role[] = ['triage', 'authority', 'caseworker', 'supervisor']
