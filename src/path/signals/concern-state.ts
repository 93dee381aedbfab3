import type { Context } from '#kernel/perform'
import { meetClocks, stopClocks, type RunningClock } from '#standards'
import type { Channel, ConcernStatus, Danger } from './codes.ts'

/** State of a concern for the decisions of triage. */
export interface ConcernState {
  id: string
  version: number
  scopes: number[]
  status: ConcernStatus
  channel: Channel
  danger: Danger
  deskAgencyId: string
  takenBy: string | null
  raisedBy: string | null
  mergedInto: string | null
  /** The person who raised it added something that nobody at the desk has seen yet. */
  additionWaits: boolean
  placeCode: string | null
  clocks: RunningClock[]
  persons: { number: number; childId: string | null }[]
}

/** One step of a concern, with codes and ids only. */
export interface ConcernStep {
  kind: string
  detail: Record<string, string>
  /** The record it is about, of any room. Without an id readers get no link. */
  subject?: { kind: string; id?: string | undefined } | undefined
  /** Hidden from the person who raised the concern. */
  forDesk: boolean
}

/** Changes that a decision about a concern can make. A change that ends deadlines has all the concern's deadlines. */
export type ConcernChange =
  | { kind: 'taken'; by: string; clocks: RunningClock[] }
  | { kind: 'message'; id: string; side: 'reporter' | 'desk' | 'note'; author: string | null; text: string }
  | { kind: 'merged'; into: string; clocks: RunningClock[] }
  | { kind: 'absorbed'; other: string }
  | { kind: 'passed-on'; toAgencyId: string }
  | { kind: 'closed'; reason: string; note: string | undefined; clocks: RunningClock[] }
  | { kind: 'child-linked'; person: number; childId: string }
  | { kind: 'overdue' }
  /** Its lists and access follow who is there. `left`: people have left. `free`: so it waits again. */
  | { kind: 'handed-over'; left: boolean; free: boolean }
  | ({ kind: 'progress'; step: string } & Pick<ConcernStep, 'subject' | 'forDesk'>)

/** The answer of every command about a concern. */
export interface ConcernAnswer {
  id: string
  version: number
}

/** The deadlines of a concern that the desk has looked at. */
export function triagedClocks({ clocks }: ConcernState, { now }: Context): RunningClock[] {
  return meetClocks(clocks, ({ until }) => until === 'concern-triaged', now.toISOString())
}

/** The deadlines of a concern that another one continues. */
export function endedClocks({ clocks }: ConcernState, { now }: Context): RunningClock[] {
  return stopClocks(clocks, now.toISOString())
}

export function answerFor(state: ConcernState): ConcernAnswer {
  return { id: state.id, version: state.version + 1 }
}
