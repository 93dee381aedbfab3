import { type CodeOf, defineCodes, ownList } from '#standards/codes'

/**
 * What helps this child to understand and to be understood. Plain words of our own: no text of an instrument that may be
 * copied was at hand (the Washington Group questions were not). What a person needs to know before they meet the child,
 * never a diagnosis.
 */
export const communicationNeed = defineCodes(
  'communication-need',
  [
    'sign-language',
    'lip-reading',
    'easy-words',
    'writing-or-pictures',
    'own-signs',
    'device',
    'trusted-person',
    'more-time',
    'other',
  ],
  { source: ownList },
)

/** What is difficult for the child, in plain words of our own. `none`: somebody looked and saw nothing. */
export const difficulty = defineCodes(
  'difficulty',
  [
    'seeing',
    'hearing',
    'moving',
    'using-hands',
    'being-understood',
    'understanding',
    'remembering',
    'looking-after-self',
    'feelings',
    'none',
  ],
  { source: ownList },
)

/** With whom the child wishes to speak: the worker, and the interpreter. */
export const preferredWorker = defineCodes('preferred-worker', ['woman', 'man', 'either', 'unknown'], {
  source: ownList,
})

/** Who looks after the child now. */
export const careArrangement = defineCodes(
  'care-arrangement',
  [
    'with-parent',
    'with-kin',
    'foster-care',
    'institution',
    'separated',
    'alone',
    'unrelated-adult',
    'street',
    'unknown',
  ],
  { source: ownList },
)
export type CareArrangement = CodeOf<typeof careArrangement>

/**
 * No parent or relative looks after the child, so somebody must stand in for them (reference 02, R8; CRC Committee,
 * General Comment 6, paragraph 33; Council of Europe Convention, Article 10(4)(a), both not verified).
 */
const needsGuardian: readonly CareArrangement[] = ['separated', 'alone', 'unrelated-adult', 'street']

export function careNeedsGuardian(care: CareArrangement): boolean {
  return needsGuardian.includes(care)
}

/** A call home can tell a government that somebody asked for protection from it. Not known counts as open. */
export const asylumClaim = defineCodes('asylum-claim', ['no', 'open', 'decided', 'unknown'], { source: ownList })

/** What the risk screen before any contact with the family found. Not known: nobody has made it. */
export const familyRisk = defineCodes('family-risk', ['no-risk-seen', 'risk-seen', 'unknown'], { source: ownList })
