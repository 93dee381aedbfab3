import { z } from 'zod'

/** Words of a pack, kept with it: English and Arabic are both needed before a pack can load. */
const words = z.object({ en: z.string().min(1), ar: z.string().min(1) }).catchall(z.string().min(1))

/** Where a pack or an indicator comes from; `readIn` says what was really compared when it was not the original. */
export const packSource = z.strictObject({
  instrument: z.string().min(1),
  paragraph: z.string().min(1),
  /** Left out when the source itself carries none. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  verified: z.boolean(),
  readIn: z.string().optional(),
})

/** No pack loads without saying under which licence its words stand. */
const licence = z.strictObject({ name: z.string().min(1), holder: z.string().min(1), note: words })

/** How the answers of a pack are read. `look-further`: every sign is enough, none weighs more. */
export const packRule = z.enum(['legal-test', 'ilo-dimensions', 'look-further'])

export const packFile = z.strictObject({
  order: z.int().positive(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  status: z.enum(['loaded', 'not-loaded']),
  rule: packRule,
  title: words,
  about: words,
  source: packSource,
  licence,
  population: z.strictObject({ text: words, from: z.int().optional(), below: z.int().optional() }),
  accuracy: words,
  missing: z.strictObject({ code: z.enum(['to-be-filled', 'licence']), why: words }).optional(),
})

/** What a family stands for in the law: an act, a purpose, or evidence that is never a gate. */
export const familyRole = z.enum(['act', 'purpose', 'evidence'])

export const familyFile = z.strictObject({
  order: z.int().positive(),
  role: familyRole,
  title: words,
  hint: words,
})

export const indicatorFile = z.strictObject({
  order: z.int().positive(),
  weight: z.enum(['strong', 'medium', 'weak']).optional(),
  text: words,
  look: words,
  source: packSource.optional(),
})

/** One sign. Its id is its place: `<pack>/<family>/<indicator>`. */
export const indicator = indicatorFile.extend({ id: z.string() })
export const family = familyFile.extend({ id: z.string(), indicators: z.array(indicator).min(1) })
export const indicatorPack = packFile.extend({ id: z.string(), families: z.array(family) })

export type Indicator = z.infer<typeof indicator>
export type Family = z.infer<typeof family>
export type IndicatorPack = z.infer<typeof indicatorPack>
export type PackSource = z.infer<typeof packSource>
export type PackRule = z.infer<typeof packRule>
