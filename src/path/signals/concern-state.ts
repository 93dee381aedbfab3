import type { Context } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { type EscalatedTo, isOpen, meetClocks, stopClocks, type RunningClock } from '#standards'
import type { Channel, ConcernStatus, Danger, KeepReason, MessageSide } from './codes.ts'
import type { ConcernedPerson } from './model.ts'
import type { Told } from './view.ts'

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
  /** It is kept from the person who raised it. */
  raiserKeptAway?: boolean
  mergedInto: string | null
  /** Something was added that nobody at the desk has seen yet. */
  additionWaits: boolean
  placeCode: string | null
  /** Of every child that it tells of, a referral was sent to child protection, and neither declined nor withdrawn. */
  referred: boolean
  /** Those referrals. */
  referralIds: readonly string[]
  /** Somebody found that the child is in high danger, or may be a victim. */
  grave: boolean
  /** The child was referred, or a person decided an outcome. */
  answered: boolean
  clocks: RunningClock[]
  escalatedTo: EscalatedTo
  persons: { number: number; childId: string | null }[]
}

/** What a later step of the path says of a concern. Absent: nothing. */
export interface Marks {
  /** The child was referred to child protection, or no longer is. */
  refers?: boolean | undefined
  /** The registered child whom the referral names. */
  childId?: string | undefined
  /** Somebody found high danger, or a presumed victim. */
  grave?: boolean | undefined
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

/** Changes that a decision about a concern can make. A change of deadlines has all the concern's deadlines. */
export type ConcernChange =
  | { kind: 'taken'; by: string; clocks: RunningClock[] }
  | {
      kind: 'message'
      id: string
      side: MessageSide
      author: string | null
      text: string
      /** The other answers of a report that came under a number we know. */
      told?: Told
      children?: readonly ConcernedPerson[]
    }
  | { kind: 'merged'; into: string; clocks: RunningClock[] }
  | { kind: 'absorbed'; other: string; danger: Danger; grave: boolean; additionWaits: boolean; clocks: RunningClock[] }
  | { kind: 'endangered'; danger: Danger; clocks: RunningClock[] }
  | { kind: 'reply-seen' }
  | { kind: 'passed-on'; toAgencyId: string }
  | { kind: 'closed'; reason: string; note: string | undefined; clocks: RunningClock[] }
  /** It stays open until a day. */
  | { kind: 'kept'; reason: KeepReason; clocks: RunningClock[] }
  /** Its words are on the way to the open case of a child. */
  | { kind: 'given'; clocks: RunningClock[] }
  /** The open case has its words, and somebody there reads them. */
  | { kind: 'at-case'; clocks: RunningClock[] }
  /** No case has it: the desk has to look again. */
  | { kind: 'returned'; because: ReturnReason; clocks: RunningClock[] }
  | { kind: 'child-linked'; person: number; childId: string }
  | { kind: 'overdue'; reached: readonly EscalatedTo[]; escalatedTo: EscalatedTo; clocks: RunningClock[] }
  | { kind: 'answered'; clocks: RunningClock[] }
  /** Its lists and access follow who is there. `left`: people have left. `free`: so it waits again. */
  | { kind: 'handed-over'; left: boolean; free: boolean }
  | ({ kind: 'progress'; step: string } & Marks & Pick<ConcernStep, 'subject' | 'forDesk'>)

/** Why a concern came back: no case took the report, or the referral was taken back. */
export const returnReasons = ['no-open-case', 'not-this-child', 'referral-withdrawn'] as const
export type ReturnReason = (typeof returnReasons)[number]

/** The answer of every command about a concern. */
export interface ConcernAnswer {
  id: string
  version: number
}

/** The deadlines of a concern that the desk has looked at. */
export function triagedClocks({ clocks }: ConcernState, { now }: Context): RunningClock[] {
  return meetClocks(clocks, ({ until }) => until === 'concern-triaged', now.toISOString())
}

/** The deadlines of a concern whose child was referred, about whom a person decided, or that was closed. */
export function answeredClocks(clocks: readonly RunningClock[], { now }: Context): RunningClock[] {
  return meetClocks(clocks, ({ until }) => until === 'concern-answered' || until === 'agreed', now.toISOString())
}

/** All duties of the desk are done, the agreed day of the next look among them. */
export function doneClocks(clocks: readonly RunningClock[], { now }: Context): RunningClock[] {
  return meetClocks(clocks, () => true, now.toISOString())
}

/** The deadlines of a concern that another one continues. */
export function endedClocks({ clocks }: ConcernState, { now }: Context): RunningClock[] {
  return stopClocks(clocks, now.toISOString())
}

/**
 * The deadlines of a concern that also has the open duties of another one. Of two open deadlines for the same duty only
 * the earlier goes on, because the child never waits longer than before. One that was missed there is missed here too.
 */
export function joinedClocks(
  { clocks }: Pick<ConcernState, 'clocks'>,
  others: readonly RunningClock[],
  { now, newId }: Context,
): RunningClock[] {
  return others.filter(isOpen).reduce<RunningClock[]>((kept, { missedAt: _, ...duty }) => {
    const own = kept.find((clock) => isOpen(clock) && clock.until === duty.until)
    if (own && own.dueAt <= duty.dueAt) return kept
    const rest = kept.map((clock) => (clock === own ? { ...clock, stoppedAt: now.toISOString() } : clock))
    return [...rest, { ...duty, id: newId() }]
  }, clocks)
}

export function answerFor(state: ConcernState): ConcernAnswer {
  return { id: state.id, version: state.version + 1 }
}

export function whenOver(state: ConcernState): Refusal | undefined {
  if (state.status === 'merged') return refuse('concern-merged')
  if (state.status === 'closed') return refuse('concern-closed')
  return undefined
}
