import { type CodeOf, type Codes, contactBar, defineCodes, ownList, partOf } from '#standards/codes'

/**
 * Relations of real life, each with the one that the other person has. A relation that both have is its own reverse. No
 * relation turns into another one, or into "other", on the way.
 */
const reverses = [
  ['mother', 'child-of'],
  ['father', 'child-of'],
  ['parent', 'child-of'],
  ['child-of', 'parent'],
  ['step-parent', 'step-child'],
  ['step-child', 'step-parent'],
  ['adoptive-parent', 'adopted-child'],
  ['adopted-child', 'adoptive-parent'],
  ['foster-parent', 'foster-child'],
  ['foster-child', 'foster-parent'],
  ['legal-guardian', 'under-guardianship'],
  ['under-guardianship', 'legal-guardian'],
  ['caregiver', 'cared-for'],
  ['cared-for', 'caregiver'],
  ['sister', 'sibling'],
  ['brother', 'sibling'],
  ['sibling', 'sibling'],
  ['grandparent', 'grandchild'],
  ['grandchild', 'grandparent'],
  ['aunt-or-uncle', 'niece-or-nephew'],
  ['niece-or-nephew', 'aunt-or-uncle'],
  ['cousin', 'cousin'],
  ['husband', 'spouse'],
  ['wife', 'spouse'],
  ['spouse', 'spouse'],
  ['partner', 'partner'],
  ['friend', 'friend'],
  ['employer', 'works-for'],
  ['works-for', 'employer'],
  ['says-they-are', 'said-to-be'],
  ['said-to-be', 'says-they-are'],
  ['other', 'other'],
] as const

export type Relation = (typeof reverses)[number][0]

export const relation = defineCodes(
  'relation',
  reverses.map(([one]) => one) as unknown as readonly [Relation, ...Relation[]],
  { source: ownList },
)

const reverseOf = new Map<Relation, Relation>(reverses)

/** What the child is to the other person. */
export function fromTheOtherSide(one: Relation): Relation {
  return reverseOf.get(one)!
}

/** Relatives of an older generation. Nobody is their own. */
export const ancestors: readonly Relation[] = [
  'mother',
  'father',
  'parent',
  'step-parent',
  'adoptive-parent',
  'foster-parent',
  'grandparent',
]

/** How far a relation is proven. Whoever says that they are an uncle has said so, and nothing more. */
export const relationVerified = defineCodes('relation-verified', ['claimed', 'documented', 'confirmed'], {
  source: ownList,
})

/** Whether this person may be part of what happens to the child. Nobody who was not looked at is cleared. */
export const familyConcern = defineCodes('family-concern', ['unknown', 'may-be-part', 'none'], { source: ownList })
export type FamilyConcern = CodeOf<typeof familyConcern>

/** What can be said when a person is written down. */
export const concernAtFirst = partOf(familyConcern, ['unknown', 'may-be-part'])

/** Whether this relative may be contacted. Only a person who knows the child's wish and the risk can say yes. */
export const contactWish = defineCodes('contact-wish', ['yes', 'no', 'unknown'], { source: ownList })

/** What can be said of contact when a person is written down. A yes is a decision of its own. */
export const contactAtFirst = partOf(contactWish, ['no', 'unknown'])

/** What the child wishes about contact with this person. */
export const childWish = defineCodes('child-wish', ['wants', 'does-not-want', 'cannot-say', 'unknown'], {
  source: ownList,
})

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfFamily: Readonly<Record<string, Codes>> = {
  'children.relation': relation,
  'children.verified': relationVerified,
  'children.concern': familyConcern,
  'children.contact': contactWish,
  'children.child-wish': childWish,
  'children.contact-bar': contactBar,
}
