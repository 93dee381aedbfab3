import type { Context } from '#kernel/perform'
import type { DomainEvent } from '#kernel/event'
import type { RuleSource } from '#standards'
import type { ConcernStatus, Danger } from './codes.ts'

/** The triage deadline with its rule. */
export interface TriageClock {
  clockId: string
  startedAt: Date
  dueAt: Date
  rule: RuleSource
}

/** State of a concern for the decisions of triage. */
export interface ConcernState {
  id: string
  version: number
  scopes: number[]
  status: ConcernStatus
  danger: Danger
  deskAgencyId: string
  takenBy: string | null
  raisedBy: string | null
  mergedInto: string | null
  /** The person who raised it added something that nobody at the desk has seen yet. */
  additionWaits: boolean
  placeCode: string | null
  persons: { number: number; childId: string | null }[]
}

/** Changes that a decision about a concern can make. */
export type ConcernChange =
  | { kind: 'taken'; by: string }
  | { kind: 'message'; id: string; side: 'reporter' | 'desk' | 'note'; author: string | null; text: string }
  | { kind: 'merged'; into: string }
  | { kind: 'absorbed'; other: string }
  | { kind: 'passed-on'; toAgencyId: string }
  | { kind: 'closed'; reason: string; note: string | undefined }
  | { kind: 'child-linked'; person: number; childId: string }
  | { kind: 'overdue' }
  | { kind: 'progress'; step: string; detail: Record<string, string> }

/** The answer of every command about a concern. */
export interface ConcernAnswer {
  id: string
  version: number
}

export function answerFor(state: ConcernState): ConcernAnswer {
  return { id: state.id, version: state.version + 1 }
}

export function concernEvent(
  state: { id: string },
  type: string,
  data: Record<string, unknown>,
  { now, newId }: Context,
): DomainEvent {
  return { type, id: newId(), at: now.toISOString(), aggregate: { kind: 'concern', id: state.id }, data }
}
