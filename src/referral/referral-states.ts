import type { ReferralState } from './model.ts'

/** Who stands where towards one referral; a person may stand on several sides. */
export type Side = 'sender' | 'receiver' | 'coordinator' | 'node'

export type Move = 'send' | 'receive' | 'acknowledge' | 'accept' | 'decline' | 'withdraw' | 'complete'

interface Step {
  to: ReferralState
  by: readonly Side[]
}

const fromDesk: readonly Side[] = ['receiver']
const fromSender: readonly Side[] = ['sender', 'coordinator']

/**
 * Every step a referral can take and who may take it. There is no other: nothing reopens an ended referral,
 * a decline opens a new one beside it.
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

/** The step from a state, or undefined when there is none. */
export function findStep(state: ReferralState, move: Move): Step | undefined {
  return (steps[state] as Partial<Record<Move, Step>>)[move]
}

/** What a person on these sides may do now, in the order of the table. */
export function movesOf(state: ReferralState, sides: readonly Side[]): Move[] {
  return (Object.entries(steps[state]) as [Move, Step][])
    .filter(([, step]) => step.by.some((side) => sides.includes(side)))
    .map(([move]) => move)
}

/** True when nothing more can happen to it. */
export function hasEnded(state: ReferralState): boolean {
  return Object.keys(steps[state]).length === 0
}
