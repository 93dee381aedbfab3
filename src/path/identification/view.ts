import { z } from 'zod'
import { screening } from './model.ts'
import { indicatorPack } from './pack-model.ts'

/** The view of a screening, with the names of its writers and what the reader may decide. */
export const screeningView = screening.extend({
  reference: z.string(),
  people: z.record(z.string(), z.string()),
  mayLower: z.boolean(),
  /** Whether the reader may record that an adult's age is settled. */
  maySettleAge: z.boolean(),
})

export const packsView = z.object({ packs: z.array(indicatorPack) })

export type ScreeningView = z.infer<typeof screeningView>
export type PacksView = z.infer<typeof packsView>
