import { z } from 'zod'
import { defineEvent } from '#kernel/event'
import { owed } from '#kernel/owed'
import { owedAfterJusticeContact } from '#standards'
import { exploitationForm } from '#standards/codes'
import { justiceKind, nexus } from '#standards/justice'
import { childPath, otherNeed, outcomeCode, reading } from './codes.ts'

const about = { concernId: z.uuid().nullable(), childId: z.uuid().nullable() }

/** `agencyId`: the agency of the person who owes the outcome. */
export const screeningStarted = defineEvent(
  'ScreeningStarted',
  'screening',
  z.object({
    ...about,
    agencyId: z.uuid().optional(),
    clockId: z.string().optional(),
    dueAt: z.iso.datetime().optional(),
  }),
  { starts: owed('screening-started', 'outcome-decided') },
)

/** A person decided on an outcome. It closes nothing: after a low outcome the concern stays open (R5). */
export const outcomeDecided = defineEvent(
  'OutcomeDecided',
  'screening',
  z.object({
    ...about,
    outcome: z.enum(outcomeCode.values),
    otherNeed: z.enum(otherNeed.values).nullable(),
    reading: z.enum(reading.values),
    childPath: z.enum(childPath.values),
    /** The forms of exploitation that it tells of. Events of before 2026-11-30 do not say. */
    forms: z.array(z.enum(exploitationForm.values)).optional(),
    /** True if the answers gave reasons to presume and the person decided lower. Someone else should then look. */
    lowerThanReading: z.boolean(),
    decidedBy: z.uuid(),
    agencyId: z.uuid().nullable(),
  }),
  {
    meets: ['outcome-decided', 'concern-answered'],
    starts: owed('outcome-decided', 'referral-sent'),
  },
)

/**
 * Arrest, charge, detention and similar. `protects`: non-punishment starts (R20). `at` is the time of the contact, or of
 * the report if nobody knows it.
 */
export const justiceContactReported = defineEvent(
  'JusticeContactReported',
  'screening',
  z.object({
    ...about,
    contactId: z.uuid(),
    kind: z.enum(justiceKind.values),
    nexus: z.enum(nexus.values),
    protects: z.boolean(),
  }),
  { starts: owedAfterJusticeContact },
)

export const identificationEvents = { screeningStarted, outcomeDecided, justiceContactReported }
