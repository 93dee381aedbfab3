import { z } from 'zod'
import { defineEvent } from '#kernel/event'
import { justiceKind, nexus, outcome, outcomeCode } from './model.ts'

const about = { concernId: z.uuid().nullable(), childId: z.uuid().nullable() }

export const screeningStarted = defineEvent('ScreeningStarted', 'screening', z.object(about))

/** A person decided. It closes nothing: a low outcome leaves the concern where it is (R5). */
export const outcomeDecided = defineEvent(
  'OutcomeDecided',
  'screening',
  z.object({
    ...about,
    outcome: outcomeCode,
    reading: outcome.shape.reading,
    childPath: z.enum(['child', 'treated-as-child', 'adult']),
    /** True when the answers gave reasons to presume and the person decided lower: somebody else should look. */
    lowerThanReading: z.boolean(),
  }),
)

/** Arrest, charge, detention and the like. `protects`: the non-punishment path opens (R20). Its `at` is when it happened. */
export const justiceContactReported = defineEvent(
  'JusticeContactReported',
  'screening',
  z.object({
    ...about,
    contactId: z.uuid(),
    kind: justiceKind,
    nexus,
    protects: z.boolean(),
  }),
)

export const identificationEvents = { screeningStarted, outcomeDecided, justiceContactReported }
