/** The codes of this module, with words `children.<list>.<code>` in the catalogues. No code is a default. */
export const sexes = ['female', 'male', 'other', 'unknown'] as const
export type Sex = (typeof sexes)[number]

export const nameKinds = ['full', 'called', 'on-document', 'other'] as const
export type NameKind = (typeof nameKinds)[number]

export const howAgeIsKnown = [
  'told-by-child',
  'told-by-family',
  'document',
  'observed',
  'assessed',
  'third-party',
  'unknown',
] as const
export type HowAgeIsKnown = (typeof howAgeIsKnown)[number]

export const phoneOwners = ['child', 'family', 'other', 'unknown'] as const

export const relations = [
  'mother',
  'father',
  'sister',
  'brother',
  'sibling',
  'grandparent',
  'aunt-or-uncle',
  'cousin',
  'child-of',
  'caregiver',
  'other',
] as const
export type Relation = (typeof relations)[number]

/** Whether this relative may be contacted. Only a person who knows the child's wish and the risk can say yes. */
export const contactWishes = ['yes', 'no', 'unknown'] as const

export const ageMoments = ['exploitation', 'entry', 'registration'] as const
export type AgeMoment = (typeof ageMoments)[number]

export const ageBands = ['under-5', '5-9', '10-13', '14-15', '16-17', '18-or-over', 'unknown'] as const
export type AgeBand = (typeof ageBands)[number]

/** The part of BCP 47 that a spoken language needs. */
export const languagePattern = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/
