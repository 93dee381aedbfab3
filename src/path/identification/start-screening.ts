import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse } from '#kernel/refusal'
import type { Refusal } from '#kernel/refusal'
import type { RecordGrant } from '#path/children'
import { startClock, type JurisdictionProfile } from '#standards'
import type { Risk } from '#standards/codes'
import type { Screening } from './model.ts'
import type { IndicatorPack } from './pack-model.ts'
import type { ScreeningChange } from './screening-change.ts'
import { screeningStarted } from './events.ts'

export interface StartState {
  concernId: string | undefined
  childId: string | undefined
  /** An existing screening of the same concern and child. */
  existing: Pick<Screening, 'id' | 'version'> | undefined
  packs: readonly IndicatorPack[]
  /** Access to this screening itself. */
  ownScopes: readonly number[]
  /** By record of the child: who has access to that record. */
  childGrants: readonly RecordGrant[]
  /** The rules of this node's country. Without them there is no date. */
  profile?: JurisdictionProfile | undefined
  /** What the concern says of danger. */
  risk?: Risk | undefined
}

export interface ScreeningAnswer {
  id: string
  version: number
}

/**
 * Starts a screening, or returns the existing one, so that two workers continue one screening and the
 * child is not asked twice. It belongs to a concern, to a child, or to both. From the start a person owes an outcome, with a
 * date: "cannot tell" is one.
 */
export function startScreening(
  state: StartState,
  _input: unknown,
  { now, newId, actor }: Context,
): Decision<ScreeningChange, ScreeningAnswer, EventOf<typeof screeningStarted>> | Refusal {
  if (state.concernId === undefined && state.childId === undefined)
    return refuse('screening-subject-missing', { status: 422 })
  if (state.existing)
    return { changes: [], events: [], answer: { id: state.existing.id, version: state.existing.version } }
  const id = newId()
  const loaded = state.packs
    .filter((pack) => pack.status === 'loaded')
    .map(({ id: pack, version }) => ({ id: pack, version }))
  const screening: Screening = {
    id,
    version: 1,
    ...(state.concernId && { concernId: state.concernId }),
    ...(state.childId && { childId: state.childId }),
    startedBy: actor.id,
    startedAt: now.toISOString(),
    packs: loaded,
    answers: [],
    ages: [],
    outcomes: [],
    justiceContacts: [],
  }
  const clock =
    state.profile &&
    startClock(
      state.profile,
      { newId },
      { event: 'screening-started', until: 'outcome-decided', risk: state.risk ?? 'unknown', at: screening.startedAt },
    )
  const about = {
    concernId: state.concernId ?? null,
    childId: state.childId ?? null,
    ...(actor.agencyId && { agencyId: actor.agencyId }),
    ...(clock && { clockId: clock.clockId, dueAt: clock.dueAt }),
  }
  const keyId = state.childId ?? state.concernId ?? id
  return {
    changes: [
      {
        kind: 'started',
        screening,
        ownScopes: [...state.ownScopes],
        childGrants: [...state.childGrants],
        keyId,
        clocks: clock ? [clock] : [],
      },
    ],
    events: [screeningStarted.of(id, about, { now, newId })],
    answer: { id, version: 1 },
  }
}
