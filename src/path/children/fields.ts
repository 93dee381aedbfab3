import { type Codes, documentKind, sex } from '#standards/codes'
import {
  asylumClaim,
  careArrangement,
  communicationNeed,
  difficulty,
  familyRisk,
  preferredWorker,
} from './care-codes.ts'

/** A list for a field has `unknown` as its last code: a field that nobody has answered says so. */
type CodesWithUnknown = Codes<readonly [string, ...string[], 'unknown']>

interface About {
  /** The name of the field in the record's changes. Items of a list add their id: `name:<id>`. */
  readonly key: string
  /** Where people read it, and where it is asked. Without it the field says who the child is: a search asks for it. */
  readonly part?: 'meeting' | 'family-contact'
  /** The group of facts of a referral that has this field. Without it a referral never shares the field. */
  readonly share?: 'identity' | 'safety'
  /** It never goes into an export, not even as a code: it serves this child, and no statistics. */
  readonly kept?: true
  /** It takes a protection away, so it is written by a role with that duty, and never without a reason. */
  readonly reserved?: true
  /** Why the value is replaced must be said, because it decides which law protects the child. */
  readonly reasonToReplace?: true
  /** The field of HTCDS for the values. A list of codes has its own crosswalk. */
  readonly htcds?: string
}

/** A code from a list. Its screens, schema, search, comparison and sharing need no code of their own. */
export interface CodedField extends About {
  readonly kind: 'code'
  readonly codes: CodesWithUnknown
  /** The catalogue texts of the codes: this id, a dot and the code. */
  readonly words: string
  /**
   * A search compares the field: the weight of agreement when candidates are sorted. A difference is shown and counts
   * for nothing: what one person took a child to be never hides them from the next.
   */
  readonly compare?: { readonly weight: number }
}

export interface SingleField extends About {
  readonly kind: 'date' | 'age' | 'words'
  /** The age is of the day on which it was recorded. */
  readonly ofTheDay?: true
}

/** Several codes of one list, said together. */
export interface ManyCodesField extends About {
  readonly kind: 'codes'
  readonly codes: Codes
  readonly words: string
}

/** Several values, each an item with its own id. `many` is the name of the list in facts and rows. */
export interface ListField extends About {
  readonly kind: 'name' | 'language' | 'phone' | 'document' | 'identifier' | 'note'
  readonly many: string
  readonly most: number
  /** The catalogue text for the whole list. */
  readonly label: string
  /** What the screens ask about one value, beside the value. */
  readonly details?: readonly Detail[]
}

/** A code of a list, or a country (ISO 3166). `name` is its name in the value, `label` the catalogue text. */
export type Detail = { readonly name: string; readonly label: string } & (
  | { readonly codes: CodesWithUnknown; readonly words: string }
  | { readonly country: true }
)

export type AnyField = CodedField | ManyCodesField | SingleField | ListField

/**
 * The fields of a child, in the order of the record. The schemas (field-schemas.ts), the row, its view, the first changes, the
 * typed facts, the dialogs and the facts of a referral are made from this list. A new coded field is one row here, and
 * its words (docs/how-to/add-a-field.md).
 */
export const fields = [
  { key: 'name', kind: 'name', many: 'names', most: 12, label: 'children.names', share: 'identity' },
  {
    key: 'sex',
    kind: 'code',
    codes: sex,
    words: 'children.sex',
    compare: { weight: 1 },
    share: 'identity',
  },
  { key: 'birth', kind: 'date', reasonToReplace: true, htcds: 'prs_Birthdate' },
  { key: 'age-at-exploitation', kind: 'age', reasonToReplace: true, htcds: 'vic_AgeWhenTrafficked', share: 'identity' },
  { key: 'age-at-entry', kind: 'age', reasonToReplace: true },
  { key: 'age-at-registration', kind: 'age', reasonToReplace: true, ofTheDay: true, share: 'identity' },
  {
    key: 'language',
    kind: 'language',
    many: 'languages',
    most: 12,
    label: 'children.languages',
    htcds: 'prs_PrimaryLanguage',
    share: 'identity',
  },
  { key: 'phone', kind: 'phone', many: 'phones', most: 8, label: 'children.phone' },
  {
    key: 'document',
    kind: 'document',
    many: 'documents',
    most: 8,
    label: 'children.document',
    details: [
      { name: 'kind', label: 'children.document.kind', codes: documentKind, words: 'children.document-kind' },
      { name: 'country', label: 'children.document.country', country: true },
    ],
  },
  { key: 'identifier', kind: 'identifier', many: 'identifiers', most: 12, label: 'children.identifier' },
  { key: 'called', kind: 'words', part: 'meeting', share: 'identity', kept: true },
  {
    key: 'interpreter',
    kind: 'language',
    many: 'interpreterLanguages',
    most: 5,
    label: 'children.field.interpreter',
    part: 'meeting',
    share: 'identity',
    kept: true,
  },
  {
    key: 'preferred-worker',
    kind: 'code',
    codes: preferredWorker,
    words: 'children.preferred-worker',
    part: 'meeting',
    share: 'identity',
    kept: true,
  },
  {
    key: 'communication',
    kind: 'codes',
    codes: communicationNeed,
    words: 'children.communication',
    part: 'meeting',
    share: 'identity',
    kept: true,
  },
  { key: 'yes-and-no', kind: 'words', part: 'meeting', share: 'identity', kept: true },
  {
    key: 'difficulty',
    kind: 'codes',
    codes: difficulty,
    words: 'children.difficulty',
    part: 'meeting',
    share: 'safety',
    kept: true,
  },
  {
    key: 'care',
    kind: 'code',
    codes: careArrangement,
    words: 'children.care',
    part: 'meeting',
    share: 'safety',
    kept: true,
  },
  {
    key: 'asylum-claim',
    kind: 'code',
    codes: asylumClaim,
    words: 'children.asylum-claim',
    part: 'family-contact',
    kept: true,
  },
  {
    key: 'family-risk',
    kind: 'code',
    codes: familyRisk,
    words: 'children.family-risk',
    part: 'family-contact',
    kept: true,
    reserved: true,
  },
  { key: 'note', kind: 'note', many: 'notes', most: 100, label: 'children.notes' },
] as const satisfies readonly AnyField[]

/** The catalogue text that names a field where its values are listed. */
export function labelOf(field: AnyField): string {
  return isList(field) ? field.label : `children.field.${field.key}`
}

type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text

export type FieldOf<List extends readonly AnyField[]> = List[number]
export type Field = FieldOf<typeof fields>

/** The name of a field in facts and rows: `names`, `sex`, `ageAtEntry`. */
export type NameOf<One extends AnyField> = One extends { many: infer Many extends string }
  ? Many
  : CamelCase<One['key']>

export function nameOf<const One extends AnyField>(field: One): NameOf<One> {
  const name = isList(field)
    ? field.many
    : field.key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return name as NameOf<One>
}

export type CodedFieldOf<List extends readonly AnyField[]> = Extract<FieldOf<List>, { kind: 'code' }>
export type CodedKey = CodedFieldOf<typeof fields>['key']

export function isCoded(field: AnyField): field is CodedField {
  return field.kind === 'code'
}

/** An age that is of the day on which it was recorded. */
export function isOfTheDay(field: AnyField): boolean {
  return field.kind === 'age' && field.ofTheDay === true
}

export function isList(field: AnyField): field is ListField {
  return 'many' in field
}

/** The codes of a row or of facts, by name. */
export type CodesOf<List extends readonly AnyField[]> = {
  readonly [One in CodedFieldOf<List> as NameOf<One>]: One['codes']['values'][number]
}

/** What the screens ask about one value of this field. */
export function detailsOf(key: Field['key']): readonly Detail[] {
  const field: AnyField = fields.find((one) => one.key === key)!
  return isList(field) ? (field.details ?? []) : []
}

export const codedFields = fields.filter((field) => field.kind === 'code')

/** The fields of one part of the record; without a part those that say who the child is. */
export function fieldsOf(part: About['part'], list: readonly AnyField[] = fields): readonly AnyField[] {
  return list.filter((field) => field.part === part)
}

/** The row of a change's field; undefined for a field that does not exist. */
export function findField(changed: string, list: readonly AnyField[] = fields): AnyField | undefined {
  const [key, ...item] = changed.split(':')
  return list.find((field) => field.key === key && isList(field) === item.length > 0)
}

type Compared<One> = One extends { kind: 'code'; compare: object } ? One : never
export type ComparedField = Compared<Field>

/** The coded fields that a search compares. */
export const comparedFields = codedFields.filter((field): field is ComparedField => 'compare' in field)

type Searched<One> = One extends { kind: 'code'; part: string } ? never : Extract<One, { kind: 'code' }>
type SearchedField = Searched<Field>

/** The coded fields that say who the child is: a search asks for them, and a candidate shows them. */
export const searchedCodes = codedFields.filter((field): field is SearchedField => !('part' in field))
type SearchedCodes = CodesOf<readonly SearchedField[]>

/** What a row says in these fields. */
export function searchedCodesOf(known: SearchedCodes): SearchedCodes {
  return Object.fromEntries(
    searchedCodes.map((field) => [nameOf(field), known[nameOf(field) as keyof SearchedCodes]]),
  ) as SearchedCodes
}

/** The codes of a child about whom nothing is known. */
export const unknownCodes = Object.fromEntries(codedFields.map((field) => [nameOf(field), 'unknown'])) as CodesOf<
  typeof fields
>
