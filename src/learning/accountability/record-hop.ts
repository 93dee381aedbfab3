import type { DomainEvent } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import type { Otherwise } from './codes.ts'
import { hops, type Hop, type HopId, type PathEventType } from './hops.ts'

/** One measured hop of one record: its start, deadline and end. */
export interface HopRecord {
  subjectId: string
  hop: HopId
  startedAt: string
  dueAt?: string | undefined
  endedAt?: string | undefined
  cancelledAt?: string | undefined
  /** It ended, and was not done. */
  otherwise?: Otherwise | undefined
  /** The record that continues this one: the hop ends when that one does the step. */
  joinedTo?: string | undefined
  /** The agency with the duty. */
  agencyId?: string | undefined
  /** The record to open for a late hop. */
  record: { kind: string; id: string }
}

export interface HopState {
  /** Existing hops of the ids in this event, and those that were joined to them. */
  known: readonly HopRecord[]
}

/**
 * Records the effect of one event on hops. A hop begins once and ends once. A second event of the same kind changes
 * nothing, so late stays late. An end without a start does not count.
 */
export function recordHop(
  { known }: HopState,
  event: DomainEvent,
  _context?: Context,
): Decision<HopRecord, { noted: number }> {
  const changes = hops.flatMap((hop) => changesOf(hop, known, event))
  return { changes, events: [], answer: { noted: changes.length } }
}

/** The subject ids of an event, to look up existing hops. */
export function subjectsOf(event: DomainEvent): string[] {
  return [...new Set([...hops.flatMap((hop) => subjectOf(hop, event) ?? []), ...intoOf(event)])]
}

/** The record that continues this one. */
function intoOf(event: DomainEvent): string[] {
  const into = hops.some(({ joins = [] }) => names(joins, event)) ? stringOf(event.data['into']) : undefined
  return into === undefined ? [] : [into]
}

function changesOf(hop: Hop, known: readonly HopRecord[], event: DomainEvent): HopRecord[] {
  const subjectId = subjectOf(hop, event)
  if (subjectId === undefined) return []
  const mine = known.filter((record) => record.hop === hop.id)
  if (names(hop.starts, event))
    return mine.some((record) => record.subjectId === subjectId) ? [] : [begin(hop, subjectId, event)]
  const open = mine.filter(
    (record) =>
      (record.subjectId === subjectId || record.joinedTo === subjectId) &&
      record.endedAt === undefined &&
      record.cancelledAt === undefined,
  )
  // A device may tell a time before its own. A step ends when the node heard of it, so late stays late.
  if (names(hop.ends, event) && isAct(event)) {
    const how = otherwiseOf(hop, event)
    const endedAt = stringOf(event.data['arrivedAt']) ?? event.at
    return open.map((record) => ({ ...record, endedAt, ...(how && { otherwise: how }) }))
  }
  if (names(hop.cancels ?? [], event)) return open.map((record) => ({ ...record, cancelledAt: event.at }))
  const into = names(hop.joins ?? [], event) ? stringOf(event.data['into']) : undefined
  if (into === undefined) return []
  const done = hop.joinsDone && mine.some((record) => record.subjectId === into && record.endedAt !== undefined)
  return open.map((record) => ({ ...record, joinedTo: into, ...(done && { endedAt: event.at }) }))
}

/** What the person who reported adds is no act of the desk. */
function isAct({ type, data }: DomainEvent): boolean {
  return type !== 'ConcernAddedTo' || data['side'] === 'desk'
}

function otherwiseOf(hop: Hop, { type, data }: DomainEvent): Otherwise | undefined {
  if (type === 'TaskCompleted') return data['result'] === 'done' ? undefined : 'not-done'
  return hop.endsOtherwise?.[type as PathEventType]
}

function names(types: readonly string[], event: DomainEvent): boolean {
  return types.includes(event.type)
}

function begin(hop: Hop, subjectId: string, event: DomainEvent): HopRecord {
  const clock = clocksOf(event).find(({ until }) => until === hop.until)
  const own = hop.until === 'own' ? stringOf(event.data['dueAt']) : undefined
  return {
    subjectId,
    hop: hop.id,
    startedAt: clock?.startedAt ?? stringOf(event.data['openedAt']) ?? event.at,
    dueAt: clock?.dueAt ?? own,
    agencyId:
      stringOf(event.data['authorityAgencyId']) ??
      stringOf(event.data['deskAgencyId']) ??
      stringOf(event.data['agencyId']),
    record: event.aggregate,
  }
}

function subjectOf(hop: Hop, event: DomainEvent): string | undefined {
  if (hop.key === 'aggregate') return event.aggregate.id
  if (hop.key === 'concernId')
    return event.aggregate.kind === 'concern' ? event.aggregate.id : stringOf(event.data['concernId'])
  return stringOf(event.data[hop.key])
}

function clocksOf(event: DomainEvent): { until: string; startedAt: string; dueAt: string }[] {
  const clocks = event.data['clocks']
  return Array.isArray(clocks) ? (clocks as { until: string; startedAt: string; dueAt: string }[]) : []
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
