import { z } from 'zod'
import { childWish, concernAtFirst, contactWish, familyConcern, relation, relationVerified } from './family-codes.ts'
import { factsSchemaOf, shortText, valueSchemaOf } from './field-schemas.ts'
import { fields, findField } from './fields.ts'

const fieldName = z
  .string()
  .max(60)
  .regex(/^(?:[a-z-]+|[a-z-]+:[0-9a-zA-Z-]{1,40})$/)

/** One change as a device sends it. The node adds author and time of receipt. */
export const sentChange = z
  .object({
    id: z.uuid(),
    field: fieldName,
    /** Ids of the changes the author saw; empty if the field was blank. */
    baseVersion: z.array(z.uuid()).max(50),
    /** null removes an item. The old value stays in the history. */
    value: z.unknown(),
    time: z.iso.datetime(),
    reason: z.string().trim().min(1).max(1000).optional(),
  })
  .transform((change, check) => {
    const field = findField(change.field)
    if (!field) return refuseValue(check, 'field', 'unknown_field')
    if (change.value === null) return { ...change, value: null }
    const value = valueSchemaOf(field).safeParse(change.value)
    return value.success
      ? { ...change, value: value.data }
      : refuseValue(check, 'value', value.error.issues[0]?.message ?? 'invalid')
  })

function refuseValue(check: z.RefinementCtx, path: string, message: string): typeof z.NEVER {
  check.addIssue({ code: 'custom', path: [path], message })
  return z.NEVER
}

/** Facts about a child for registration or search. All are optional. */
export const childFacts = factsSchemaOf(fields)

/** The facts about a child of whom nothing is known. */
export const nothingKnown = childFacts.parse({})

/** The client makes the id, so that the registration can name the search. */
export const searchInput = z.object({ searchId: z.uuid(), facts: childFacts })
export type SearchInput = z.infer<typeof searchInput>

export const registerInput = z.object({
  id: z.uuid(),
  facts: childFacts.extend({ note: z.string().trim().min(1).max(10_000).optional() }),
  followed: z.discriminatedUnion('kind', [
    /** `rejected`: numbers of the candidates the worker looked at and found to be another child. */
    z.object({ kind: z.literal('search'), searchId: z.uuid(), rejected: z.array(z.int().min(1)).max(100) }),
    /**
     * Registered without a network: the node searches when the command arrives, and lists likely matches for a person.
     */
    z.object({ kind: z.literal('no-network') }),
  ]),
  device: z.string().max(100).default('unknown'),
  time: z.iso.datetime(),
})
export type RegisterInput = z.infer<typeof registerInput>

export const changeInput = z.object({
  id: z.uuid(),
  device: z.string().max(100).default('unknown'),
  changes: z.array(sentChange).min(1).max(100),
})
export type ChangeInput = z.infer<typeof changeInput>

export const mergeInput = z.object({
  id: z.uuid(),
  keptId: z.uuid(),
  mergedId: z.uuid(),
  reason: z.string().trim().min(1).max(1000),
})
export type MergeInput = z.infer<typeof mergeInput>

export const undoMergeInput = z.object({ id: z.uuid(), keptId: z.uuid(), reason: z.string().trim().min(1).max(1000) })
export type UndoMergeInput = z.infer<typeof undoMergeInput>

/** A relative: another registered child, or a person who is only named here. */
export const linkInput = z.object({
  id: z.uuid(),
  linkId: z.uuid(),
  relation: z.enum(relation.values),
  /** Nobody is cleared when they are written down. */
  concern: z.enum(concernAtFirst.values).optional(),
  relative: z.union([
    z.object({ childId: z.uuid() }),
    z.object({
      name: shortText.optional(),
      phone: shortText.max(40).optional(),
      contact: z.enum(contactWish.values).default('unknown'),
      note: z.string().trim().min(1).max(1000).optional(),
    }),
  ]),
})
export type LinkInput = z.infer<typeof linkInput>

const said = z.string().trim().max(1000).optional()

export const markInput = z.object({
  id: z.uuid(),
  linkId: z.uuid(),
  markId: z.uuid(),
  /** The newest entry that the author saw, so that nobody's doubt is overwritten unread. */
  seenId: z.uuid().nullable(),
  verified: z.enum(relationVerified.values),
  /** The paper, or who confirmed it. */
  basis: said,
  concern: z.enum(familyConcern.values),
  contact: z.enum(contactWish.values),
  /** Who decided about contact: whoever writes it down may write down the decision of another. */
  decidedBy: said,
  wish: z.enum(childWish.values).default('unknown'),
  /** What was looked at, and which risk was found. */
  risk: said,
})
export type MarkInput = z.infer<typeof markInput>

export const unlinkInput = z.object({ id: z.uuid(), linkId: z.uuid(), reason: z.string().trim().min(1).max(1000) })
export type UnlinkInput = z.infer<typeof unlinkInput>
