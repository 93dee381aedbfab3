import { z } from 'zod'
import { defineEvent } from '#kernel/event'
import { owed } from '#kernel/owed'
import { childhood } from './codes.ts'
import { familyConcern } from './family-codes.ts'

export const childRegistered = defineEvent(
  'ChildRegistered',
  'child',
  z.object({ agencyId: z.uuid().nullable(), childhood: z.enum(childhood.values), searched: z.boolean() }),
  { owesNothing: 'a record is not a duty; the concern has the dates' },
)
/** `fields`: field names without item ids, e.g. `name`. `conflicts`: number of fields with competing values. */
export const childChanged = defineEvent(
  'ChildChanged',
  'child',
  z.object({ fields: z.array(z.string()), conflicts: z.int(), childhood: z.enum(childhood.values) }),
  { starts: owed('guardian-needed', 'provisional-guardian-named', 'guardian-appointed') },
)
/** The aggregate is the kept record. */
export const childrenMerged = defineEvent(
  'ChildrenMerged',
  'child',
  z.object({ mergeId: z.uuid(), mergedId: z.uuid(), conflicts: z.int() }),
  { starts: owed('guardian-needed', 'provisional-guardian-named', 'guardian-appointed') },
)
export const mergeUndone = defineEvent('MergeUndone', 'child', z.object({ mergeId: z.uuid(), restoredId: z.uuid() }), {
  owesNothing: 'the duties of both records go on; a case that opens says so itself',
})
export const familyLinked = defineEvent(
  'FamilyLinked',
  'child',
  z.object({ linkId: z.uuid(), relation: z.string(), relativeId: z.uuid().nullable() }),
  { owesNothing: 'no contact follows from a link' },
)
export const familyUnlinked = defineEvent(
  'FamilyUnlinked',
  'child',
  z.object({ linkId: z.uuid(), relation: z.string(), relativeId: z.uuid().nullable() }),
  { owesNothing: 'no contact follows from a link' },
)

/** What is known of a person close to the child has changed. */
export const familyMarked = defineEvent(
  'FamilyMarked',
  'child',
  z.object({ linkId: z.uuid(), concern: z.enum(familyConcern.values) }),
  { owesNothing: 'whoever may be part of it is only kept away' },
)

export const childEvents = {
  childRegistered,
  childChanged,
  childrenMerged,
  mergeUndone,
  familyLinked,
  familyUnlinked,
  familyMarked,
}
