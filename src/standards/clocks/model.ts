import { z } from 'zod'
import { ruleSource } from '../jurisdiction/model.ts'

const instant = z.iso.datetime()
/** People can agree on a date without a rule; then there is no paragraph. */
const source = ruleSource.partial({ paragraph: true })

/** A deadline of a record. Decisions start, meet and stop it; saving the record stores the difference. */
export const runningClock = z.strictObject({
  id: z.uuid(),
  /** The country's rule, or `agreed`; with `/<id>` if the duty is about a part of the record, e.g. a task. */
  clockId: z.string(),
  /** The event that meets it. */
  until: z.string(),
  /** The part of the record with this duty. */
  about: z.string().optional(),
  /** 0 is the duty, 1 and up the waits of its escalation. */
  level: z.number().int().min(0),
  startedAt: instant,
  dueAt: instant,
  metAt: instant.optional(),
  /** The missed date. The node sets it when it tells people, and it is never removed. */
  missedAt: instant.optional(),
  stoppedAt: instant.optional(),
  source,
})
export type RunningClock = z.infer<typeof runningClock>

/** A deadline as screens show it, with its rule and the days that did not count. */
export const clockView = z.object({
  id: z.uuid(),
  clockId: z.string(),
  until: z.string(),
  label: z.record(z.string(), z.string()).nullable(),
  startedAt: instant,
  dueAt: instant,
  metAt: instant.nullable(),
  missedAt: instant.nullable(),
  stoppedAt: instant.nullable(),
  /** The time that the rule allows; null if people agreed on the date. */
  amount: z.number().nullable(),
  unit: z.string().nullable(),
  skipped: z.array(z.object({ date: z.string(), why: z.string() })),
  certain: z.boolean(),
  source,
})
export type ClockView = z.infer<typeof clockView>
