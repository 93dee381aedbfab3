import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import { maySettleAge } from '#standards/age'
import { becauseOf, type ContactBar } from '#standards/codes'
import type { ChildState } from './child-state.ts'
import { familyMarked } from './events.ts'
import type { MarkInput } from './model.ts'

type Said = Omit<MarkInput, 'id' | 'linkId' | 'markId' | 'seenId'>

/** What is known of a person close to the child, as one person wrote it on one day. The newest counts; all of them stay. */
export interface Standing extends Said {
  readonly by: string
  readonly at: string
}

/** Of a person about whom nobody has written more: what they say is only said. */
export const unmarked = { verified: 'claimed', concern: 'unknown', contact: 'unknown' } as const satisfies Pick<
  Standing,
  'verified' | 'concern' | 'contact'
>

export interface MarkState {
  readonly child: ChildState
  readonly link: {
    readonly childId: string
    readonly removed: boolean
    readonly standing: Standing | undefined
    readonly standingId: string | null
  }
  /** Why there may be no contact with anyone of the family yet, apart from this person. */
  readonly bars: readonly ContactBar[]
}

export interface FamilyMark {
  readonly kind: 'mark'
  readonly id: string
  readonly linkId: string
  readonly childId: string
  readonly standing: Standing
}

type Marked = Decision<FamilyMark, { id: string; linkId: string }, EventOf<typeof familyMarked>>

/**
 * Writes what is known of a person close to the child: whether the relation is proven, whether they may be part of it,
 * and whether they may be contacted. Everyone may raise a doubt. To clear somebody, and to allow contact, is the duty of
 * the authority, a case worker or a supervisor, with the child's wish and the risk in words.
 */
export function markFamily({ child, link, bars }: MarkState, input: MarkInput, context: Context): Marked | Refusal {
  if (child.status === 'merged') return refuse('child-merged')
  if (link.removed) return refuse('family-removed')
  const { id, linkId, markId, seenId, ...said } = input
  if (seenId !== link.standingId) return refuse('family-mark-overtaken')
  const refusal = missing(said) ?? reserved(said, link.standing ?? unmarked, context) ?? barred(said, bars)
  if (refusal) return refusal
  const standing: Standing = { ...said, by: context.actor.id, at: context.now.toISOString() }
  return {
    changes: [{ kind: 'mark', id: markId, linkId, childId: link.childId, standing }],
    events: [familyMarked.of(id, { linkId, concern: said.concern }, context)],
    answer: { id, linkId },
  }
}

/** What such an entry needs besides: from what it is known, what the child wishes, which risk somebody has looked at. */
function missing(said: Said): Refusal | undefined {
  const blank = (words: string | undefined): boolean => !words?.trim()
  if (said.verified !== 'claimed' && blank(said.basis)) return needs('basis')
  if (said.concern === 'none' && blank(said.risk)) return needs('risk')
  if (said.contact !== 'yes') return undefined
  if (blank(said.decidedBy)) return needs('decidedBy')
  if (blank(said.risk)) return needs('risk')
  return said.wish === 'wants' || said.wish === 'cannot-say' ? undefined : refuse('child-wish-missing', wrong('wish'))
}

function needs(path: string): Refusal {
  return refuse('reason-needed', { status: 422, fields: [{ path, code: 'reason-needed' }] })
}

function wrong(path: string): { status: 422; fields: { path: string; code: string }[] } {
  return { status: 422, fields: [{ path, code: 'not-possible' }] }
}

/** Only what takes care away is reserved. Who may be part of it, and who must not be contacted, anyone may say. */
function reserved(said: Said, before: Pick<Standing, 'verified' | 'concern' | 'contact'>, { actor }: Context) {
  const lessCare =
    (said.verified === 'confirmed' && before.verified !== 'confirmed') ||
    (said.concern === 'none' && before.concern !== 'none') ||
    (before.concern === 'may-be-part' && said.concern !== 'may-be-part') ||
    (said.contact === 'yes' && before.contact !== 'yes') ||
    (before.contact === 'no' && said.contact !== 'no')
  return lessCare && !maySettleAge(actor) ? refuse('family-mark-reserved', { status: 403 }) : undefined
}

/** Contact with one person reaches the whole family. */
function barred(said: Said, others: readonly ContactBar[]): Refusal | undefined {
  if (said.contact !== 'yes') return undefined
  const own: ContactBar[] =
    said.concern === 'none' ? [] : [said.concern === 'may-be-part' ? 'under-concern' : 'not-looked-at']
  const [first] = [...others, ...own]
  return first ? refuse('family-contact-not-cleared', { params: becauseOf(first) }) : undefined
}
