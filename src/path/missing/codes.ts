import { type CodeOf, type Codes, defineCodes, escalatedTo, missingState, ownList, partOf } from '#standards/codes'

/** Kinds of places a child goes missing from or is found at. Never an address: a shelter's address is a secret. */
export const placeKind = defineCodes(
  'missing-place',
  [
    'shelter',
    'foster-family',
    'own-family',
    'relatives',
    'reception-centre',
    'hospital',
    'school',
    'workplace',
    'street',
    'on-the-way',
    'other',
    'unknown',
  ],
  { source: ownList },
)

/** With whom the child was seen last. */
export const company = defineCodes(
  'missing-company',
  ['alone', 'other-children', 'adult-known', 'adult-unknown', 'unknown'],
  { source: ownList },
)

/** Whether there is reason to fear somebody for this child. */
export const fear = defineCodes('missing-fear', ['yes', 'no', 'unknown'], { source: ownList })

/** Who can be told that a child is missing. */
export const toldParty = defineCodes(
  'missing-told-party',
  [
    'police',
    'central-authority',
    'neighbour-country',
    'border-guard',
    'missing-child-line',
    'guardian',
    'shelter',
    'hospital',
    'other',
  ],
  { source: ownList },
)
export type ToldParty = CodeOf<typeof toldParty>

/** `not-needed` is for the neighbouring countries only, and needs the coordinator's reason. */
export const toldResult = defineCodes('missing-told-result', ['told', 'not-reached', 'not-needed'], {
  source: ownList,
})

/** Of those who search, whether they know that the child is found. */
export const foundToldResult = partOf(toldResult, ['told', 'not-reached'])

export const foundBy = defineCodes(
  'missing-found-by',
  ['came-back', 'worker', 'police', 'family', 'other-country', 'other', 'unknown'],
  { source: ownList },
)

export const condition = defineCodes(
  'missing-condition',
  ['well', 'needs-care', 'frightened', 'in-danger', 'died', 'unknown'],
  { source: ownList },
)

/** `not-alone`: somebody listened. It is on record, and the talk is still owed. */
export const talkResult = defineCodes('missing-talk-result', ['held', 'not-alone', 'child-does-not-want'], {
  source: ownList,
})

/** The lines of the record of a search. */
export const noteKind = defineCodes(
  'missing-note',
  ['look', 'told', 'review', 'talk', 'printed', 'told-found', 'fear'],
  { source: ownList },
)

/** The duties that the sheet and the lists name, each with the event that meets its deadline. */
export const duties = {
  police: 'police-told',
  neighbours: 'neighbours-told',
  look: 'search-looked',
  talk: 'return-talk-held',
  found: 'found-told',
} as const

/** Who the police and the neighbours' duty are met by. */
export const dutyOfParty: { readonly [Party in ToldParty]?: (typeof duties)[keyof typeof duties] } = {
  police: duties.police,
  'neighbour-country': duties.neighbours,
}

/** Whom anybody who searches tells. The coordinator alone tells the authorities of other countries. */
export const partyNearby = partOf(toldParty, [
  'police',
  'border-guard',
  'missing-child-line',
  'guardian',
  'shelter',
  'hospital',
  'other',
])

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = {
  'missing.missing_child.state': missingState,
  'missing.missing_child.escalated_to': escalatedTo,
  'missing.missing_note.kind': noteKind,
}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  'missing.state': missingState,
  'missing.place': placeKind,
  'missing.company': company,
  'missing.fear': fear,
  'missing.party': toldParty,
  'missing.told': toldResult,
  'missing.found-by': foundBy,
  'missing.condition': condition,
  'missing.talk': talkResult,
  'missing.note': noteKind,
}
