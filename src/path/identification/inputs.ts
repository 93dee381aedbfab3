import { z } from 'zod'
import { lifeTime } from '#kernel/told-time'
import { justiceKind, nexus } from '#standards/justice'
import { answerValue, howAgeKnown, howSignKnown, otherNeed, outcomeCode, screenedAge } from './codes.ts'
import { ageValue } from './model.ts'

/* What people say with each command. api.ts adds the id of the screening. */

const text = z.string().trim().max(10_000)
/**
 * `follows`: number of answers to this indicator that the worker had seen. `at`: time of the answer, if earlier than
 * now.
 */
const given = { at: z.iso.datetime().optional(), follows: z.int().min(0) }

const givenAnswer = z.object({
  indicatorId: z.string().max(200),
  value: z.enum(answerValue.values),
  note: text.optional(),
  how: z.enum(howSignKnown.values).optional(),
  ...given,
})
export type GivenAnswer = z.infer<typeof givenAnswer>

const givenAge = z.object({
  moment: z.enum(screenedAge.values),
  value: ageValue,
  disputed: z.boolean(),
  how: z.enum(howAgeKnown.values).optional(),
  ...given,
})
export type GivenAge = z.infer<typeof givenAge>

export const answersInput = z.object({
  answers: z.array(givenAnswer).max(200).optional(),
  ages: z.array(givenAge).max(30).optional(),
})
export type AnswersInput = z.infer<typeof answersInput>

/** `onVersion`: the version the person has seen. */
export const outcomeInput = z.object({
  outcome: z.enum(outcomeCode.values),
  /** Needed with an outcome that refers to nobody. */
  otherNeed: z.enum(otherNeed.values).optional(),
  reason: text,
  whyNot: text.optional(),
  onVersion: z.int(),
})
export type OutcomeInput = z.infer<typeof outcomeInput>

export const contactInput = z.object({
  kind: z.enum(justiceKind.values),
  nexus: z.enum(nexus.values),
  /** Left out if nobody knows. The deadlines then count from the report. */
  happenedAt: lifeTime.optional(),
  /** The day, where nobody knows the hour. */
  happenedOn: z.iso.date().optional(),
  note: text.optional(),
})
export type ContactInput = z.infer<typeof contactInput>
