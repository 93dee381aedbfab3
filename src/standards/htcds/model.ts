/** What HTCDS says a field holds. `lookup` is a reference to a person or an organisation. */
export type HtcdsKind = 'text' | 'long-text' | 'picklist' | 'multi-picklist' | 'checkbox' | 'date' | 'number' | 'lookup'

export interface HtcdsField {
  /** Canonical name, with the prefix. */
  name: string
  label: string
  kind: HtcdsKind
  core?: true
  deprecated?: true
  /** Key of `htcdsLists`. */
  list?: string
  /** An outside code list: ISO 3166-1 alpha-2 countries, ISO 639-2 languages. */
  codes?: 'country' | 'language'
}

export interface HtcdsValue {
  value: string
  label: string
}

/** Why HTCDS cannot carry an answer, or not all of it. */
export type LossReason =
  | 'no-field'
  | 'no-value'
  | 'one-value-only'
  | 'free-text'
  | 'second-answer'
  | 'unknown'
  | 'precision'
  | 'about'
  | 'range'
  | 'calendar'
  | 'format'
  | 'place-words'
  | 'deprecated-field'
  | 'calculated'
  | 'consent-detail'

/** One thing a reader of the HTCDS columns alone would not learn. */
export interface Loss {
  path: string
  field: string | undefined
  reason: LossReason
  /** The codes or words that are missing there. They stand in the extension column. */
  values: string[]
}
