/** Types of HTCDS fields. `lookup` is a reference to a person or an organisation. */
export type HtcdsKind = 'text' | 'long-text' | 'picklist' | 'multi-picklist' | 'checkbox' | 'date' | 'number' | 'lookup'

export interface HtcdsField {
  /** Canonical name with its prefix. */
  name: string
  label: string
  kind: HtcdsKind
  core?: true
  deprecated?: true
  /** Key of `htcdsLists`. */
  list?: string
  /** An external code list: ISO 3166-1 alpha-2 countries, ISO 639-2 languages. */
  codes?: 'country' | 'language'
}

export interface HtcdsValue {
  value: string
  label: string
}

/** Why an answer does not fit into HTCDS, or only in part. */
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
  | 'identity'
  | 'own-words'

/** One fact that is missing in the HTCDS columns. */
export interface Loss {
  path: string
  field: string | undefined
  reason: LossReason
  /** The missing codes or words. They are in the extension column. */
  values: string[]
}
