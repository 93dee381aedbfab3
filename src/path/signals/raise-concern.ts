import { dayIn } from '#lib/civil-time'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import { startClock, type JurisdictionProfile, type RunningClock } from '#standards'
import type { Channel } from './codes.ts'
import { concernRaised, immediateDangerReported } from './events.ts'
import { mayHaveHappened } from './happened.ts'
import type { RaiseInput } from './model.ts'

export interface RaiseState {
  /** The triage desk for this place; undefined if the node has none. */
  deskAgencyId: string | undefined
  /** Whether a list of places has the code of the place. */
  placeKnown: boolean
  /** The country's rules. Without them there is no deadline, and the coordinator sees that. */
  profile: JurisdictionProfile | undefined
  channel: Channel
  /** Who must not see the concern: numbers of `kernel.scope`. */
  keptFrom: readonly number[]
  agencyId: string | undefined
  accountId: string | undefined
  sourceReference?: string | undefined
}

type RaisedEvent = EventOf<typeof concernRaised> | EventOf<typeof immediateDangerReported>

export interface RaisedConcern {
  input: RaiseInput
  state: RaiseState
  deskAgencyId: string
  raisedAt: Date
  clock: RunningClock | undefined
}

/**
 * Raises a concern. Nothing is refused for being incomplete: own words and an answer about danger are enough. Deadlines
 * count from when it was raised, even if it waited on a phone without a network.
 */
export function raiseConcern(
  state: RaiseState,
  input: RaiseInput,
  context: Context,
): Decision<RaisedConcern, { id: string }, RaisedEvent> | Refusal {
  const impossible = refuseDay(input, context)
  if (impossible) return impossible
  if (!state.deskAgencyId) return refuse('triage-desk-missing', { status: 503 })
  const at = toldTime(input.raisedAt, context.now)
  const raisedAt = new Date(at)
  const clock = state.profile && startTriage(state.profile, input.danger, raisedAt, context)
  const place = placeToKeep(input.place, state.placeKnown)
  const about = {
    danger: input.danger,
    placeCode: place?.code ?? null,
    children: input.children.length,
    deskAgencyId: state.deskAgencyId,
    ...(clock && { clockId: clock.clockId, dueAt: clock.dueAt }),
  }
  return {
    changes: [{ input: { ...input, place }, state, deskAgencyId: state.deskAgencyId, raisedAt, clock }],
    events: [
      concernRaised.of(
        input.id,
        { ...about, channel: state.channel, raisedByAgency: state.agencyId ?? null },
        context,
        at,
      ),
      ...(input.danger === 'immediate' ? [immediateDangerReported.of(input.id, about, context, at)] : []),
    ],
    answer: { id: input.id },
  }
}

/** A code that no list of places has is kept with the words, which are sealed. A person reads it; nothing is lost. */
function placeToKeep(place: RaiseInput['place'], known: boolean): RaiseInput['place'] {
  if (!place?.code || known) return place
  return { text: [place.text, place.code].filter(Boolean).join(', ') }
}

/** A day that cannot be is asked about again, never kept. */
export function refuseDay({ happened }: Pick<RaiseInput, 'happened'>, { timeZone, now }: Context): Refusal | undefined {
  return happened && !mayHaveHappened(happened.iso, dayIn(timeZone, now))
    ? refuse('answers-not-accepted', { status: 422, fields: [{ path: 'happened', code: 'day-not-possible' }] })
    : undefined
}

/** Unknown danger must not make a child wait longer: `unknown` takes the shortest rule below immediate danger. */
export function startTriage(
  profile: JurisdictionProfile,
  danger: RaiseInput['danger'],
  raisedAt: Date,
  context: Context,
): RunningClock | undefined {
  const risk = danger === 'immediate' ? 'immediate' : 'unknown'
  return startClock(profile, context, {
    event: 'concern-raised',
    until: 'concern-triaged',
    risk,
    at: raisedAt.toISOString(),
  })
}
