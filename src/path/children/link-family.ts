import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import type { ChildState } from './child-state.ts'
import type { Relation } from './codes.ts'
import type { LinkInput } from './model.ts'
import { familyLinked } from './events.ts'

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
    contact: 'yes' | 'no' | 'unknown'
    note?: string | undefined
  } | null
}

/** Relatives of an older generation. */
export const ancestors: readonly Relation[] = ['mother', 'father', 'grandparent']

const fromTheOtherSide: Partial<Record<Relation, Relation>> = {
  mother: 'child-of',
  father: 'child-of',
  caregiver: 'other',
  sister: 'sibling',
  brother: 'sibling',
  grandparent: 'other',
  'aunt-or-uncle': 'other',
  'child-of': 'other',
}

/**
 * Links a relative to the child. A link between two registered children shows on both records and gives neither's
 * workers access to the other (reference 01, trap 21).
 */
export function linkFamily(
  { child, relative, linked, circle }: FamilyState,
  input: LinkInput,
  context: Context,
): Decision<FamilyLink, { id: string; linkId: string }, EventOf<typeof familyLinked>> | Refusal {
  if (child.status === 'merged') return refuse('child-merged')
  const { relation, linkId } = input
  const about = 'childId' in input.relative ? input.relative.childId : undefined
  if (about === child.id || relative?.id === child.id) return refuse('child-same', { status: 422 })
  if (about !== undefined && !relative) return refuse('record-not-found', { status: 404 })
  if (linked) return refuse('family-linked')
  if (circle) return refuse('family-circle')
  const person = 'childId' in input.relative ? null : input.relative
  const here: FamilyLink = {
    kind: 'link',
    linkId,
    childId: child.id,
    relation,
    relativeId: relative?.id ?? null,
    person,
  }
  const there: FamilyLink[] = relative
    ? [
        {
          kind: 'link',
          linkId,
          childId: relative.id,
          relation: fromTheOtherSide[relation] ?? relation,
          relativeId: child.id,
          person: null,
        },
      ]
    : []
  return {
    changes: [here, ...there],
    events: [familyLinked.of(child.id, { linkId, relation, relativeId: relative?.id ?? null }, context)],
    answer: { id: child.id, linkId },
  }
}
