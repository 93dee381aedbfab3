import { z } from 'zod'
import { clockView, searchMention } from '#standards'
import { contactBar } from '#standards/codes'
import { ageBand, childhood, recordStatus } from './codes.ts'
import { childWish, contactWish, familyConcern, relation, relationVerified } from './family-codes.ts'
import { type AnyField, type FieldOf, fields, isCoded, isList, nameOf, type NameOf, searchedCodes } from './fields.ts'
import { keptSchemaOf, nameValue, type ValueSchema } from './field-schemas.ts'
import { matchFields } from './match-codes.ts'

const version = z.array(z.string())
const translated = z.record(z.string(), z.string())

const competing = z.array(
  z.object({ changeId: z.uuid(), value: z.unknown(), author: z.string(), time: z.iso.datetime() }),
)

type RowShape<List extends readonly AnyField[]> = {
  [One in FieldOf<List> as NameOf<One>]: One extends { many: string }
    ? z.ZodArray<z.ZodObject<{ field: z.ZodString; value: ValueSchema<One>; version: typeof version }>>
    : One extends { kind: 'code' }
      ? ValueSchema<One>
      : z.ZodArray<ValueSchema<One>>
}

/** The schema of the current values of each field. */
export function rowShapeOf<const List extends readonly AnyField[]>(list: List): RowShape<List> {
  const shape = list.map((field): [string, z.ZodType] => {
    const value = keptSchemaOf(field)
    if (isList(field)) return [nameOf(field), z.array(z.object({ field: z.string(), value, version }))]
    return [nameOf(field), isCoded(field) ? value : z.array(value)]
  })
  return Object.fromEntries(shape) as unknown as RowShape<List>
}

const childRowView = z.object({
  ...rowShapeOf(fields),
  conflicts: z.array(z.object({ field: z.string(), version, competing })),
  versions: z.record(z.string(), version),
})

/** What is known of a person close to the child. */
const standingView = z.object({
  verified: z.enum(relationVerified.values),
  basis: z.string().optional(),
  concern: z.enum(familyConcern.values),
  contact: z.enum(contactWish.values),
  decidedBy: z.string().optional(),
  wish: z.enum(childWish.values),
  risk: z.string().optional(),
})

const relativeView = z.object({
  linkId: z.uuid(),
  relation: z.enum(relation.values),
  childId: z.uuid().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  standing: standingView,
  marks: z.array(standingView.extend({ id: z.uuid(), by: z.string(), at: z.iso.datetime() })),
  hidden: z.boolean(),
})

export const childView = z.object({
  id: z.uuid(),
  reference: z.string(),
  version: z.int(),
  status: z.enum(recordStatus.values),
  mergedInto: z.uuid().nullable(),
  /** The search for this child, if the child is missing or a talk after the return is owed. */
  missing: searchMention.nullable(),
  row: childRowView,
  childhood: z.enum(childhood.values),
  ageNow: z.object({ from: z.int(), to: z.int() }).nullable(),
  agency: translated.nullable(),
  registeredAt: z.iso.datetime(),
  family: z.array(relativeView),
  /** Why there may be no contact with the family and no tracing yet. Empty: it was cleared. */
  contactBars: z.array(z.enum(contactBar.values)),
  /** Relatives who were removed, with the reason if it was written on this record. */
  formerFamily: z.array(
    relativeView.extend({ removedAt: z.iso.datetime(), removedBy: z.string(), reason: z.string().nullable() }),
  ),
  merges: z.array(
    z.object({
      id: z.uuid(),
      mergedId: z.uuid(),
      at: z.iso.datetime(),
      by: z.string(),
      undoneAt: z.iso.datetime().nullable(),
      reason: z.string(),
      /** What was written since the merge, until it is undone: changes (in `history`), which stay in this record, and steps. */
      since: z.object({
        changes: z.array(z.uuid()),
        steps: z.array(
          z.object({
            id: z.uuid(),
            at: z.iso.datetime(),
            kind: z.string(),
            subject: z.object({ kind: z.string(), id: z.uuid() }),
            /** The record that has the step after the merge is undone. */
            staysWith: z.enum(['kept', 'restored']),
          }),
        ),
      }),
    }),
  ),
  /** Author and field of each change, newest last. The values are in `row`. */
  history: z.array(
    z.object({
      id: z.uuid(),
      field: z.string(),
      value: z.unknown(),
      author: z.string(),
      time: z.iso.datetime(),
      reason: z.string().optional(),
    }),
  ),
  /** Names of the colleagues in `history`, `merges`, `family`, `formerFamily` and competing values, by their id. */
  people: z.record(z.string(), z.string()),
})
export type ChildView = z.infer<typeof childView>

/**
 * The result of a search. For a child outside the worker's scopes: that there is one, the matching fields, the age band
 * and the agency to ask. Inside: who the child is.
 */
export const searchView = z.object({
  searchId: z.uuid(),
  tooMany: z.boolean(),
  nothingToSearchBy: z.boolean(),
  candidates: z.array(
    z.object({
      number: z.int(),
      likelihood: z.enum(['likely', 'possible']),
      fields: z.array(
        z.object({
          field: z.enum(matchFields),
          result: z.enum(['match', 'near', 'differs', 'blank']),
          reasons: z.array(z.string()),
        }),
      ),
      ageBand: z.enum(ageBand.values),
      agency: translated.nullable(),
      child: z
        .object({
          id: z.uuid(),
          reference: z.string(),
          names: z.array(nameValue),
          ...rowShapeOf(searchedCodes),
          ageNow: z.object({ from: z.int(), to: z.int() }).nullable(),
          languages: z.array(z.string()),
        })
        .nullable(),
    }),
  ),
})
export type SearchView = z.infer<typeof searchView>

export const timelineView = z.object({
  entries: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      kind: z.string(),
      subject: z.object({ kind: z.string(), id: z.uuid() }),
      data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  /** The deadlines of the timeline that the reader may see. */
  clocks: z.array(clockView.extend({ subjectId: z.uuid() })),
  /** Open work that became double by a merge. `mayOpen`: whether the reader may see that record. */
  doubleWork: z.array(
    z.object({ kind: z.string(), records: z.array(z.object({ id: z.uuid(), mayOpen: z.boolean() })) }),
  ),
})
export type TimelineView = z.infer<typeof timelineView>
