import { dueAt, type DeadlineRule, type JurisdictionProfile } from '#standards'

export interface EscalationPlan {
  reached: ('supervisor' | 'coordinator')[]
  /** The wait before the next step: a deadline of this level. */
  next?: { level: number; dueAt: string }
}

/**
 * Who is informed of a missed deadline now, and the time of the next step. `level` belongs to the missed deadline: 0 is
 * the duty itself, n the wait before step n of the rule's escalation. Waits count from the missed date.
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
