import {
  ageMoment,
  type CodeOf,
  type Codes,
  defineCodes,
  documentKind,
  howKnown,
  ownList,
  partOf,
} from '#standards/codes'
import { sourceOf } from '#standards/sources'
import { wordsOfFamily } from './family-codes.ts'
import { fields } from './fields.ts'

export const nameKind = defineCodes('name-kind', ['full', 'called', 'on-document', 'other'], { source: ownList })

export const phoneOwner = defineCodes('phone-owner', ['child', 'family', 'other', 'unknown'], { source: ownList })

/** The moments for which the register keeps an age. */
export const registeredAge = partOf(ageMoment, ['at-exploitation', 'at-entry', 'at-registration'])
export type RegisteredAge = CodeOf<typeof registeredAge>

export const ageBand = defineCodes('age-band', ['under-5', '5-9', '10-13', '14-15', '16-17', '18-or-over', 'unknown'], {
  source: ownList,
})
export type AgeBand = CodeOf<typeof ageBand>

/** Whether the law for children applies. Doubt means child, and stays visible as doubt. */
export const childhood = defineCodes('childhood', ['child', 'in-doubt', 'adult'], {
  source: sourceOf('palermo-3d'),
})
export type Childhood = CodeOf<typeof childhood>

export const recordStatus = defineCodes('record-status', ['current', 'merged'], { source: ownList })

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = { 'children.child.status': recordStatus }

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  ...Object.fromEntries(fields.flatMap((field) => ('codes' in field ? [[field.words, field.codes]] : []))),
  'children.name-kind': nameKind,
  'children.document-kind': documentKind,
  'children.how-known': howKnown,
  ...wordsOfFamily,
  'children.age-band': ageBand,
  'children.childhood': childhood,
}
