import type { ConcernStatus } from './codes.ts'

/** How far a concern is, as told outside: on the receipt page and to the system that sent it. */
export const followedStates = ['waiting', 'taken', 'passed-on', 'merged', 'closed'] as const
export type FollowedState = (typeof followedStates)[number]

export function followedState({
  status,
  steps,
}: {
  status: ConcernStatus
  steps: readonly { kind: string }[]
}): FollowedState {
  return status === 'waiting' && steps.some(({ kind }) => kind === 'passed-on') ? 'passed-on' : status
}
