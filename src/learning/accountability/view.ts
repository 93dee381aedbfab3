import { z } from 'zod'
import { hopIds } from './hops.ts'

const instant = z.iso.datetime()
const text = z.record(z.string(), z.string())

/** Figures of each hop of the path, and late hops. Times are in milliseconds. */
export const clocksView = z.object({
  from: instant,
  to: instant,
  hops: z.array(
    z.object({
      hop: z.enum(hopIds),
      finished: z.int(),
      open: z.int(),
      declined: z.int(),
      notDone: z.int(),
      withdrawn: z.int(),
      medianMillis: z.number().nullable(),
      p90Millis: z.number().nullable(),
      withDate: z.int(),
      withinDate: z.int(),
      otherwiseInTime: z.int(),
      lateNow: z.int(),
    }),
  ),
  late: z.array(
    z.object({
      hop: z.enum(hopIds),
      record: z.object({ kind: z.string(), id: z.uuid() }),
      startedAt: instant,
      dueAt: instant,
      certain: z.boolean(),
      agency: text.nullable(),
    }),
  ),
})
export type ClocksView = z.infer<typeof clocksView>
