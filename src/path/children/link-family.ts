import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import type { ChildState } from './child-state.ts'
import { fromTheOtherSide, type Relation } from './family-codes.ts'
import type { LinkInput } from './model.ts'
import { type FamilyMark, unmarked } from './family-standing.ts'
import { familyLinked, familyMarked } from './events.ts'

export interface FamilyState {
  readonly child: ChildState
  /** The relative, if registered and visible to the worker; after a merge the record that stands for them. */
  readonly relative: ChildState | undefined
  readonly linked: boolean
  /** Someone would become their own ancestor. */
  readonly circle: boolean
}

export interface FamilyLink {
  readonly kind: 'link'
  readonly linkId: string
  readonly childId: string
  readonly relation: Relation
  readonly relativeId: string | null
  readonly person: {
    name?: string | undefined
    phone?: string | undefined
    /** A yes is from before a contact needed a decision, and counts as not clear. */
    contact: 'yes' | 'no' | 'unknown'
    note?: string | undefined
  } | null
  /** What was said of this person when they were written down. */
  readonly mark?: FamilyMark
}

type Linked = EventOf<typeof familyLinked> | EventOf<typeof familyMarked>

/**
 * Links a relative to the child. A link between two registered children shows on both records and gives neither's
 * workers access to the other (reference 01, trap 21).
 */
export function linkFamily(
  { child, relative, linked, circle }: FamilyState,
  input: LinkInput,
  context: Context,
): Decision<FamilyLink, { id: string; linkId: string }, Linked> | Refusal {
  if (child.status === 'merged') return refuse('child-merged')
  const { relation, linkId } = input
  const about = 'childId' in input.relative ? input.relative.childId : undefined
  if (about === child.id || relative?.id === child.id) return refuse('child-same', { status: 422 })
  if (about !== undefined && !relative) return refuse('record-not-found', { status: 404 })
  if (linked) return refuse('family-linked')
  if (circle) return refuse('family-circle')
  const person = 'childId' in input.relative ? null : input.relative
  if (person?.contact === 'yes')
    return refuse('contact-undecided', { status: 422, fields: [{ path: 'relative.contact', code: 'not-possible' }] })
  const here: FamilyLink = {
    kind: 'link',
    linkId,
    childId: child.id,
    relation,
    relativeId: relative?.id ?? null,
    person,
    ...(input.concern === 'may-be-part' && { mark: firstMark(child.id, input, context) }),
  }
  const there: FamilyLink[] = relative
    ? [
        {
          kind: 'link',
          linkId,
          childId: relative.id,
          relation: fromTheOtherSide(relation),
          relativeId: child.id,
          person: null,
        },
      ]
    : []
  return {
    changes: [here, ...there],
    events: [
      familyLinked.of(child.id, { linkId, relation, relativeId: relative?.id ?? null }, context),
      ...(input.concern === 'may-be-part'
        ? [familyMarked.of(child.id, { linkId, concern: input.concern }, context)]
        : []),
    ],
    answer: { id: child.id, linkId },
  }
}

function firstMark(childId: string, { linkId, relative }: LinkInput, context: Context): FamilyMark {
  return {
    kind: 'mark',
    id: context.newId(),
    linkId,
    childId,
    standing: {
      ...unmarked,
      concern: 'may-be-part',
      ...('contact' in relative && { contact: relative.contact }),
      wish: 'unknown',
      by: context.actor.id,
      at: context.now.toISOString(),
    },
  }
}
