import { type CodeOf, escalatedTo } from '../codes/index.ts'
import { dueAt } from '../jurisdiction/due.ts'
import type { DeadlineRule, JurisdictionProfile } from '../jurisdiction/model.ts'
import type { RunningClock } from './model.ts'
import { isOpen, ruleIdOf } from './running-clocks.ts'

export type EscalatedTo = CodeOf<typeof escalatedTo>

export interface MissedClock {
  clockId: string
  /** The missed deadline: 0 is the duty, 1 and up the wait before that step of the escalation. */
  level: number
}

/** The list begins with nobody and ends with the highest. */
const order: readonly EscalatedTo[] = escalatedTo.values

interface Escalation {
  /** The missed duty. */
  duty: RunningClock
  /** Who is informed now. */
  reached: ('supervisor' | 'coordinator')[]
  /** The highest who was ever informed. An escalation is never undone. */
  escalatedTo: EscalatedTo
  /** The clocks of the record, with the wait before the next step. */
  clocks: RunningClock[]
}

/**
 * A deadline was missed: informs the supervisors, then the national coordinator, as the country's rule says. A date
 * without a rule goes to the supervisors. Undefined if the duty was done in the meantime.
 */
export function escalateClock(
  profile: JurisdictionProfile,
  record: { clocks: readonly RunningClock[]; escalatedTo: EscalatedTo },
  missed: MissedClock,
  context: { now: Date; newId: () => string },
): Escalation | undefined {
  // A record can have had the same duty before.
  const duty = record.clocks.find((clock) => clock.clockId === missed.clockId && clock.level === 0 && isOpen(clock))
  if (!duty) return undefined
  const rule = profile.clocks.find(({ id }) => id === ruleIdOf(duty))
  const plan = rule ? planEscalation(profile, rule, { ...missed, dueAt: duty.dueAt }, context.now) : toSupervisors
  const wait = plan.next && { ...duty, ...plan.next, id: context.newId(), startedAt: duty.dueAt, missedAt: undefined }
  const ranks = [record.escalatedTo, ...plan.reached].map((to) => order.indexOf(to))
  return {
    duty,
    reached: plan.reached,
    escalatedTo: order[Math.max(...ranks)]!,
    clocks: wait ? [...record.clocks, wait] : [...record.clocks],
  }
}

interface EscalationPlan {
  reached: ('supervisor' | 'coordinator')[]
  /** The wait before the next step: a deadline of this level. */
  next?: { level: number; dueAt: string }
}

const toSupervisors: EscalationPlan = { reached: ['supervisor'] }

/**
 * Who is informed of a missed deadline now, and the time of the next step. `level` belongs to the missed deadline: 0 is
 * the duty, n the wait before step n of the rule's escalation. Waits count from the missed date.
 */
export function planEscalation(
  profile: JurisdictionProfile,
  rule: Pick<DeadlineRule, 'escalation'>,
  missed: { dueAt: string; level: number },
  now: Date,
): EscalationPlan {
  const { level } = missed
  const reached = level > 0 ? [rule.escalation[level - 1]?.to].filter((to) => to !== undefined) : []
  for (let index = level; index < rule.escalation.length; index += 1) {
    const step = rule.escalation[index]!
    const due = step.after.amount === 0 ? new Date(missed.dueAt) : dueAt(profile, step.after, new Date(missed.dueAt))
    if (!due) break
    if (due > now) return { reached, next: { level: index + 1, dueAt: due.toISOString() } }
    reached.push(step.to)
  }
  return { reached }
}
