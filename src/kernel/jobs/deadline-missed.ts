import { z } from 'zod'

/** The kernel's own event: a deadline of a record passed. The record can be of any kind. */
export const deadlineMissed = {
  type: 'DeadlineMissed',
  owes: { owesNothing: 'it tells the people the rule names; the duty stays' },
  schema: z.object({
    type: z.literal('DeadlineMissed'),
    id: z.uuid(),
    at: z.iso.datetime(),
    aggregate: z.object({ kind: z.string(), id: z.uuid() }),
    data: z.object({ deadlineId: z.uuid(), clockId: z.string(), level: z.int() }),
  }),
} as const
