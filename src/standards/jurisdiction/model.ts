import { z } from 'zod'
import { authorityKind, escalation, knownRisk, overrideGround } from '../codes/index.ts'

/** A message id, or the words themselves by language. */
const text = z.union([z.strictObject({ id: z.string() }), z.record(z.string(), z.string().min(1))])

/**
 * The source of a rule. `verified: false` means that nobody of this project has read the primary source yet, and the
 * screen says so. `fictional` marks the law of a demonstration country, `ours` our own practice without an outside source.
 */
export const ruleSource = z.strictObject({
  instrument: z.string().min(1),
  paragraph: z.string().min(1),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  verified: z.boolean(),
  fictional: z.literal(true).optional(),
  ours: z.literal(true).optional(),
})
export type RuleSource = z.infer<typeof ruleSource>

export const clockUnits = ['minutes', 'hours', 'calendar-days', 'working-days'] as const
export type ClockUnit = (typeof clockUnits)[number]

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** ISO 8601 weekday: Monday is 1, Sunday is 7. */
const weekday = z.number().int().min(1).max(7)

const span = z.strictObject({ amount: z.number().int().min(0).max(3660), unit: z.enum(clockUnits) })
export type Span = z.infer<typeof span>

const escalationStep = z.strictObject({
  to: z.enum(escalation.values),
  /** Counts from the missed deadline. */
  after: span,
})

export const clock = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** The starting event. The deadline counts from the time it happened, never from its upload. */
  event: z.string(),
  /** The event that meets the deadline. */
  until: z.string(),
  risk: z.enum([...knownRisk.values, 'any']),
  amount: z.number().int().min(0).max(3660),
  unit: z.enum(clockUnits),
  label: text,
  escalation: z.array(escalationStep),
  source: ruleSource,
})
export type DeadlineRule = z.infer<typeof clock>

const consentRules = z.strictObject({
  /** From this age the child's own consent counts; below it, assent and the consent of a safe adult. */
  consentFromAge: z.number().int().min(0).max(18),
  assentFromAge: z.number().int().min(0).max(18),
  /** `furtherSources`: what the ground rests on besides. Each says for itself whether somebody has read it. */
  overrides: z.array(
    z.strictObject({
      ground: z.enum(overrideGround.values),
      label: text,
      source: ruleSource,
      furtherSources: z.array(ruleSource).optional(),
    }),
  ),
  /**
   * The kinds of authority that whoever works with children must tell by law, whatever anybody says. Absent: nobody has
   * read the law, so no duty is claimed.
   */
  dutyToReport: z.array(z.strictObject({ kind: z.enum(authorityKind.values), source: ruleSource })).optional(),
  /** Days after which consent must be asked for again. */
  expiresAfterDays: z.number().int().positive(),
  source: ruleSource,
})

export const jurisdictionProfile = z.strictObject({
  /** ISO 3166 code; user-assigned (XA–XZ) for a fictional country. */
  country: z.string().regex(/^[A-Z]{2,3}$/),
  name: text,
  /** Countries with a common land border. Their places come before the rest of the world. */
  neighbours: z.array(z.string()).optional(),
  version: z.string(),
  /** IANA name. Days and hours of rules are local, independent of the server. */
  timeZone: z.string(),
  workingWeek: z.strictObject({
    days: z.array(weekday).min(1).max(7),
    opens: timeOfDay,
    closes: timeOfDay,
  }),
  holidays: z.array(z.strictObject({ date: isoDate, name: text })),
  /** Public holidays are complete from the first to the second day. Screens show a date that needs others as not certain. */
  holidaysKnownFrom: isoDate,
  holidaysKnownUntil: isoDate,
  clocks: z.array(clock).min(1),
  consent: consentRules,
  nationalFocalPoint: z.strictObject({
    name: text,
    agency: z.string(),
    /** How the office is reached, never a person. Left out if nobody has given it; it is never made up. */
    contact: z.strictObject({ phone: z.string().optional(), email: z.string().optional() }).optional(),
    source: ruleSource,
  }),
})
export type JurisdictionProfile = z.infer<typeof jurisdictionProfile>
