import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import type { Desk } from '#kernel/roles'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'
import type { ScreeningAnswer } from './start-screening.ts'

/** A desk where someone works who can go on with a screening. */
export interface ScreeningDesk {
  agencyId: string
  name: Readonly<Record<string, string>>
  desk: Desk
  scope: number
}

export interface PassOnState extends ScreeningState {
  desks: readonly ScreeningDesk[]
}

/** Where nobody is left who had the screening, the coordinator gives it to a desk with people, who go on with it. */
export function passOnScreening(
  state: PassOnState,
  { toAgencyId }: { toAgencyId: string },
  { now, actor }: Context,
): Decision<ScreeningChange, ScreeningAnswer> | Refusal {
  const to = state.desks.find(({ agencyId }) => agencyId === toAgencyId)
  if (!to) {
    const { language = 'en' } = actor
    const agencies = state.desks.map(({ name }) => name[language] ?? name['en']).join(', ')
    return refuse('desk-unattended', {
      status: 422,
      params: { count: state.desks.length, agencies },
      fields: [{ path: 'toAgencyId', code: 'not-possible' }],
    })
  }
  const { id, version } = state.screening
  return {
    changes: [
      { kind: 'opened-to', scope: to.scope },
      { kind: 'handed-over', at: now.toISOString() },
    ],
    events: [],
    answer: { id, version: version + 2 },
  }
}
