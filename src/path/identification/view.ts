import { z } from 'zod'
import { clockView } from '#standards'
import { screening } from './model.ts'
import { indicatorPack } from './pack-model.ts'

/** The view of a screening, with the names of its writers and what the reader may decide. */
export const screeningView = screening.extend({
  reference: z.string(),
  people: z.record(z.string(), z.string()),
  mayLower: z.boolean(),
  /** How to meet the child, as their record says now, for whoever may open it. */
  meeting: z.array(z.object({ item: z.string(), text: z.string().optional(), code: z.string().optional() })),
  /** For a coordinator, where nobody is left who had it: the desks that can go on with it. */
  desks: z.array(z.object({ agencyId: z.uuid(), name: z.record(z.string(), z.string()) })).optional(),
  /** The date by which a person decides. */
  clocks: z.array(clockView),
  /** Whether the reader may record that an adult's age is settled. */
  maySettleAge: z.boolean(),
})

export const packsView = z.object({ packs: z.array(indicatorPack) })

export type ScreeningView = z.infer<typeof screeningView>
export type PacksView = z.infer<typeof packsView>
