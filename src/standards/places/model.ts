import { z } from 'zod'

/** One place of the official list: a country, a region, a district, a town. */
export const place = z.object({
  /** P-code, e.g. `XM0102`. */
  code: z.string().min(1),
  /** What it lies in, nearest first; empty for the country itself. */
  ancestors: z.array(z.string()),
  name: z.record(z.string(), z.string()),
})
export type Place = z.infer<typeof place>
