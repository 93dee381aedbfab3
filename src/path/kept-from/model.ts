import { z } from 'zod'
import { agencyKind } from '#standards/codes'

const words = z.string().trim().max(2_000)

/** Who must not see a record: a person, an agency, or every agency of a kind. */
const whom = z.union([
  z.strictObject({ accountId: z.uuid() }),
  z.strictObject({ agencyId: z.uuid() }),
  z.strictObject({ agencyKind: z.enum(agencyKind.values) }),
])

export const recordKind = z.enum(['concern', 'child', 'screening', 'referral', 'case'])

const about = { kind: recordKind, id: z.uuid() }

export const keepFromInput = z.object({ ...about, whom: z.array(whom).min(1).max(50), words: words.optional() })

/** `numbers`: those of the people, agencies and kinds in the view. */
export const letSeeInput = z.object({ ...about, numbers: z.array(z.int()).min(1).max(50), words })

const name = z.record(z.string(), z.string())

/** `person` and `agency` are names; all absent if there is no such person or agency any more. */
const keptWhom = z.object({
  person: z.string().optional(),
  agency: name.optional(),
  agencyKind: z.string().optional(),
})

export const keptFromView = z.object({
  id: z.uuid(),
  /** From whom it is kept, or was. What was said about another record of the same child counts here too. */
  entries: z.array(
    z.object({
      number: z.int(),
      whom: keptWhom,
      /** Absent if it was said about another record. */
      said: z.object({ at: z.iso.datetime(), by: z.string().nullable(), words: z.string().nullable() }).nullable(),
      lifted: z.object({ at: z.iso.datetime(), by: z.string().nullable(), words: z.string().nullable() }).nullable(),
    }),
  ),
  /** People who have the record themselves, and all agencies. */
  people: z.array(z.object({ id: z.uuid(), name: z.string(), agency: name })),
  agencies: z.array(z.object({ id: z.uuid(), name })),
  may: z.object({ keep: z.boolean(), letSee: z.boolean() }),
})
export type KeptFromView = z.infer<typeof keptFromView>
