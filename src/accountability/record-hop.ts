import type { DomainEvent } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { hops, type Hop, type HopId } from './hops.ts'

/** One measured hop of one record: when it began, when it had to end, when it did. */
export interface HopRecord {
  /** The record the hop is counted for. */
  subjectId: string
  hop: HopId
  startedAt: string
  dueAt?: string | undefined
  endedAt?: string | undefined
  cancelledAt?: string | undefined
  /** Who had the duty: the agency that answers for it. */
  agencyId?: string | undefined
  /** Where the late one can be looked at. */
  record: { kind: string; id: string }
}

export interface HopState {
  /** The hops that stand for the ids this event is about. */
  known: readonly HopRecord[]
}

/**
 * Notes what one event says about time. A hop begins once and ends once: a second event of the same kind changes
 * nothing, so late stays late. An end whose beginning was never seen is not counted.
 */
export function recordHop(
  { known }: HopState,
  event: DomainEvent,
  _context?: Context,
): Decision<HopRecord, { noted: number }> {
  const changes = hops.flatMap((hop) => changeOf(hop, known, event) ?? [])
  return { changes, events: [], answer: { noted: changes.length } }
}

/** The ids an event is counted for, to look up the hops that stand. */
export function subjectsOf(event: DomainEvent): string[] {
  return [...new Set(hops.flatMap((hop) => subjectOf(hop, event) ?? []))]
}

function changeOf(hop: Hop, known: readonly HopRecord[], event: DomainEvent): HopRecord | undefined {
  const subjectId = subjectOf(hop, event)
  if (subjectId === undefined) return undefined
  const before = known.find((record) => record.hop === hop.id && record.subjectId === subjectId)
  if (hop.starts.includes(event.type)) return before ? undefined : begin(hop, subjectId, event)
  if (!before || before.endedAt !== undefined || before.cancelledAt !== undefined) return undefined
  if (hop.ends.includes(event.type)) return { ...before, endedAt: event.at }
  if (hop.cancels?.includes(event.type)) return { ...before, cancelledAt: event.at }
  return undefined
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
