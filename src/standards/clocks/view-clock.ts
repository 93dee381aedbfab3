import { explainDue } from '../jurisdiction/due.ts'
import type { JurisdictionProfile } from '../jurisdiction/model.ts'
import type { ClockView, RunningClock } from './model.ts'
import { ruleIdOf } from './running-clocks.ts'

/** The due time of a deadline for a list, and whether it is certain. */
export function dueOf(
  clock: RunningClock | undefined,
  profile: JurisdictionProfile | undefined,
): { dueAt: Date | undefined; dueCertain: boolean } {
  return clock
    ? { dueAt: new Date(clock.dueAt), dueCertain: viewClock(clock, profile).certain }
    : { dueAt: undefined, dueCertain: true }
}

/** A deadline with its rule and the days that did not count. */
export function viewClock(clock: RunningClock, profile: JurisdictionProfile | undefined): ClockView {
  // A rule of another country, or from after a change of the law, can have the same id.
  const rule = profile?.clocks.find(
    ({ id, source }) => id === ruleIdOf(clock) && source.instrument === clock.source.instrument,
  )
  const why = profile && rule && explainDue(profile, rule, new Date(clock.startedAt))
  const endedLate = (clock.metAt ?? clock.stoppedAt ?? '') > clock.dueAt
  return {
    id: clock.id,
    clockId: clock.clockId,
    until: clock.until,
    label: (rule?.label as Record<string, string> | undefined) ?? null,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    metAt: clock.metAt ?? null,
    missedAt: clock.missedAt ?? (endedLate ? clock.dueAt : null),
    stoppedAt: clock.stoppedAt ?? null,
    amount: rule?.amount ?? null,
    unit: rule?.unit ?? null,
    skipped: why?.skipped ?? [],
    certain: why?.certain ?? true,
    source: rule?.source ?? clock.source,
  }
}
