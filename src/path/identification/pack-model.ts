import { z } from 'zod'
import { exploitationForm } from '#standards/codes'

/** Words of a pack, in its files. A pack needs both English and Arabic. */
const words = z.object({ en: z.string().min(1), ar: z.string().min(1) }).catchall(z.string().min(1))

/** Words of a sign: its own, or those of a form of exploitation in the catalogue. */
const said = z.union([z.strictObject({ id: z.string() }), words])

/** The forms of exploitation that signs are for. Absent: every form. */
const fits = z.array(z.enum(exploitationForm.values)).min(1).optional()

/** The source of a pack or an indicator. `readIn` names the text that was compared, if it was not the original. */
export const packSource = z.strictObject({
  instrument: z.string().min(1),
  paragraph: z.string().min(1),
  /** Absent if the source has no date. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  verified: z.boolean(),
  readIn: z.string().optional(),
})

/** The licence of the words. Every pack needs one. */
const licence = z.strictObject({ name: z.string().min(1), holder: z.string().min(1), note: words })

/** The rule for the answers of a pack. `look-further`: any sign is enough, and none counts more. */
export const packRule = z.enum(['legal-test', 'ilo-dimensions', 'look-further'])

export const packFile = z.strictObject({
  order: z.int().positive(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  status: z.enum(['loaded', 'not-loaded']),
  rule: packRule,
  /** Long lists and lists about harm are for people who were trained; the first line sees few, visible signs. */
  readers: z.enum(['everyone', 'trained']),
  fits,
  title: words,
  about: words,
  source: packSource,
  licence,
  population: z.strictObject({ text: words, from: z.int().optional(), below: z.int().optional() }),
  accuracy: words,
  missing: z.strictObject({ code: z.enum(['to-be-filled', 'licence']), why: words }).optional(),
})

/**
 * The role of a family: what it may be about (it only chooses which signs are offered, and no finding reads it); in law an
 * act, a purpose or the link between them; or evidence. The link is a question for a person; it and evidence are never a
 * condition.
 */
export const familyRole = z.enum(['about', 'act', 'purpose', 'link', 'evidence'])

export const familyFile = z.strictObject({
  order: z.int().positive(),
  role: familyRole,
  title: words,
  hint: words,
  fits,
  /** Its signs are the forms of exploitation in standards, and no files. */
  signs: z.literal('forms-of-exploitation').optional(),
})

export const indicatorFile = z.strictObject({
  order: z.int().positive(),
  weight: z.enum(['strong', 'medium', 'weak']).optional(),
  /** Whether a worker can see it, or knows it only if somebody tells. Nobody asks a child for it. */
  shows: z.enum(['seen', 'told']),
  /** Traces on the body: only what shows. Nobody asks to see. */
  traces: z.literal(true).optional(),
  /** A manner, not a type: a "yes" is in our own column that the internet or a phone was used. */
  technology: z.literal(true).optional(),
  text: said,
  look: said,
  source: packSource.optional(),
  /** A "yes" is an offence against a child whatever else is known, and leads to child protection at once (rule R1b). */
  alone: z.enum(['sexual-exploitation']).optional(),
  /**
   * What a "yes" means in HTCDS, by the definitions of its field standard. Absent if no value of the standard says the
   * same: the answer is then a loss, never a guess.
   */
  htcds: z.strictObject({ field: z.string(), value: z.string() }).optional(),
})

/** One sign. Its id is its path: `<pack>/<family>/<indicator>`. */
export const indicator = indicatorFile.extend({ id: z.string() })
export const family = familyFile.extend({ id: z.string(), indicators: z.array(indicator).min(1) })
export const indicatorPack = packFile.extend({ id: z.string(), families: z.array(family) })

export type Indicator = z.infer<typeof indicator>
export type Family = z.infer<typeof family>
export type IndicatorPack = z.infer<typeof indicatorPack>
export type PackSource = z.infer<typeof packSource>
export type PackRule = z.infer<typeof packRule>
