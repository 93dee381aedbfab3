import { z } from 'zod'
import { clockView } from '#standards'
import { sex } from '#standards/codes'
import { ageBand, childhood, contactWish, recordStatus, relation } from './codes.ts'
import { ageFact, documentValue, identifierValue, languageValue, nameValue, noteValue, phoneValue } from './model.ts'
import { matchFields } from './match-codes.ts'
import { dateAnswerSchema } from '#lib/forms/model'

const version = z.array(z.string())
const translated = z.record(z.string(), z.string())

function itemOf<Schema extends z.ZodType>(value: Schema) {
  return z.array(z.object({ field: z.string(), value, version }))
}

const competing = z.array(
  z.object({ changeId: z.uuid(), value: z.unknown(), author: z.string(), time: z.iso.datetime() }),
)

export const childRowView = z.object({
  names: itemOf(nameValue),
  sex: z.enum(sex.values),
  birth: z.array(dateAnswerSchema),
  ages: z.object({
    'at-exploitation': z.array(ageFact),
    'at-entry': z.array(ageFact),
    'at-registration': z.array(ageFact),
  }),
  languages: itemOf(languageValue),
  phones: itemOf(phoneValue),
  documents: itemOf(documentValue),
  identifiers: itemOf(identifierValue),
  notes: itemOf(noteValue),
  conflicts: z.array(z.object({ field: z.string(), version, competing })),
  versions: z.record(z.string(), version),
})

export const childView = z.object({
  id: z.uuid(),
  reference: z.string(),
  version: z.int(),
  status: z.enum(recordStatus.values),
  mergedInto: z.uuid().nullable(),
  row: childRowView,
  childhood: z.enum(childhood.values),
  ageNow: z.object({ from: z.int(), to: z.int() }).nullable(),
  agency: translated.nullable(),
  registeredAt: z.iso.datetime(),
  family: z.array(
    z.object({
      linkId: z.uuid(),
      relation: z.enum(relation.values),
      childId: z.uuid().nullable(),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      contact: z.enum(contactWish.values),
      note: z.string().nullable(),
      hidden: z.boolean(),
    }),
  ),
  merges: z.array(
    z.object({
      id: z.uuid(),
      mergedId: z.uuid(),
      at: z.iso.datetime(),
      by: z.string(),
      undoneAt: z.iso.datetime().nullable(),
      reason: z.string(),
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
  /** Names of the colleagues in `history`, `merges` and competing values, by their id. */
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
          sex: z.enum(sex.values),
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
})
export type TimelineView = z.infer<typeof timelineView>
