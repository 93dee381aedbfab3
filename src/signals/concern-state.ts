import type { Context } from '#kernel/perform'
import type { DomainEvent } from '#kernel/event'
import type { RuleSource } from '#standards'
import type { ConcernDanger, ConcernStatus } from './model.ts'

/** Until when the desk has to look, and the rule that says so. */
export interface TriageClock {
  clockId: string
  startedAt: Date
  dueAt: Date
  rule: RuleSource
}

/** What the decisions of triage need to know of a concern. */
export interface ConcernState {
  id: string
  version: number
  scopes: number[]
  status: ConcernStatus
  danger: ConcernDanger
  deskAgencyId: string
  takenBy: string | null
  raisedBy: string | null
  mergedInto: string | null
  /** The person who reported added something nobody has looked at yet. */
  additionWaits: boolean
  placeCode: string | null
  persons: { number: number; childId: string | null }[]
}

/** Rows a decision on a concern may ask for. */
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

/** What every command on a concern answers. */
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
