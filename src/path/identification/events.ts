import { z } from 'zod'
import { defineEvent } from '#kernel/event'
import { justiceKind, nexus, outcome, outcomeCode } from './model.ts'

const about = { concernId: z.uuid().nullable(), childId: z.uuid().nullable() }

export const screeningStarted = defineEvent('ScreeningStarted', 'screening', z.object(about))

/** A person decided on an outcome. It closes nothing: after a low outcome the concern stays open (R5). */
export const outcomeDecided = defineEvent(
  'OutcomeDecided',
  'screening',
  z.object({
    ...about,
    outcome: outcomeCode,
    reading: outcome.shape.reading,
    childPath: z.enum(['child', 'treated-as-child', 'adult']),
    /** True if the answers gave reasons to presume and the person decided lower. Someone else should then look. */
    lowerThanReading: z.boolean(),
  }),
)

/** Arrest, charge, detention and similar. `protects`: non-punishment starts (R20). `at` is the time of the contact. */
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
