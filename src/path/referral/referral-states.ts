import type { ReferralState } from './codes.ts'

/** The sides of a referral. A person may be on several. */
export type Side = 'sender' | 'receiver' | 'coordinator' | 'node'

export type Move = 'send' | 'receive' | 'acknowledge' | 'accept' | 'decline' | 'withdraw' | 'complete'

interface Step {
  to: ReferralState
  by: readonly Side[]
}

const fromDesk: readonly Side[] = ['receiver']
const fromSender: readonly Side[] = ['sender', 'coordinator']

/**
 * All steps of a referral and who may take them. Nothing reopens an ended referral; a decline opens a new one.
 */
export const steps = {
  draft: {
    send: { to: 'sent', by: ['sender', 'coordinator', 'node'] },
    withdraw: { to: 'withdrawn', by: fromSender },
  },
  sent: {
    receive: { to: 'received', by: fromDesk },
    acknowledge: { to: 'acknowledged', by: fromDesk },
    accept: { to: 'accepted', by: fromDesk },
    decline: { to: 'declined', by: fromDesk },
    withdraw: { to: 'withdrawn', by: fromSender },
  },
  received: {
    acknowledge: { to: 'acknowledged', by: fromDesk },
    accept: { to: 'accepted', by: fromDesk },
    decline: { to: 'declined', by: fromDesk },
    withdraw: { to: 'withdrawn', by: fromSender },
  },
  acknowledged: {
    accept: { to: 'accepted', by: fromDesk },
    decline: { to: 'declined', by: fromDesk },
    withdraw: { to: 'withdrawn', by: fromSender },
  },
  accepted: {
    complete: { to: 'completed', by: fromDesk },
  },
  declined: {},
  withdrawn: {},
  completed: {},
} as const satisfies Record<ReferralState, Partial<Record<Move, Step>>>

/** The step from a state; undefined if there is none. */
export function findStep(state: ReferralState, move: Move): Step | undefined {
  return (steps[state] as Partial<Record<Move, Step>>)[move]
}

/** The moves of a person on these sides, in the order of the table. */
export function movesOf(state: ReferralState, sides: readonly Side[]): Move[] {
  return (Object.entries(steps[state]) as [Move, Step][])
    .filter(([, step]) => step.by.some((side) => sides.includes(side)))
    .map(([move]) => move)
}

/** True if no step is left. */
export function hasEnded(state: ReferralState): boolean {
  return Object.keys(steps[state]).length === 0
}
