/** Three values, never two: `unknown` is never read as `no`. */
export type Truth = 'yes' | 'no' | 'unknown'

/**
 * The value of one fact. An absent fact was never recorded; `not-asked` was recorded on purpose.
 * Both count as unknown, and the trace distinguishes them.
 */
export type FactValue = Truth | 'not-asked' | number | { readonly code: string }

export type Facts = { readonly [name: string]: FactValue | undefined }

/** A test on one fact. Numbers compare as numbers; `is` compares a code. */
export type FactTest =
  | { readonly fact: string }
  | { readonly fact: string; readonly below: number }
  | { readonly fact: string; readonly atLeast: number }
  | { readonly fact: string; readonly is: string }

export type Condition =
  | FactTest
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly need: number; readonly of: readonly Condition[] }
  | { readonly named: string; readonly when: Condition }

/** The source of a rule. `verified` is true only if a person compared the rule with the source. */
export interface RuleSource {
  readonly instrument: string
  readonly paragraph: string
  /** Absent when the source has no date. */
  readonly date?: string
  readonly verified: boolean
}

/** One rule: if the condition holds, `then` is an outcome. Outcomes are codes, never scores. */
export interface Rule {
  readonly id: string
  readonly when: Condition
  readonly then: string
  readonly sources: readonly RuleSource[]
}

/** One fact in the trace. `said` is `absent` if it was never recorded. */
export interface FactTrace {
  readonly kind: 'fact'
  readonly fact: string
  readonly test?: { readonly below: number } | { readonly atLeast: number } | { readonly is: string }
  readonly said: FactValue | 'absent'
  readonly result: Truth
  /** True if this fact decides the result. The others were evaluated too. */
  readonly decisive: boolean
}

export interface BranchTrace {
  readonly kind: 'all' | 'any' | 'not' | 'need' | 'named'
  readonly need?: number
  readonly name?: string
  readonly result: Truth
  readonly decisive: boolean
  readonly parts: readonly Trace[]
}

export type Trace = FactTrace | BranchTrace

export interface RuleTrace {
  readonly rule: string
  readonly then: string
  readonly result: Truth
  readonly sources: readonly RuleSource[]
  readonly trace: Trace
}

/** Every rule with its result. `holds` and `open` list outcomes in the order of the rules. */
export interface Ruling {
  readonly holds: readonly string[]
  readonly open: readonly string[]
  readonly rules: readonly RuleTrace[]
}

/** The facts behind a result, each once, in the order of evaluation. */
export interface Reasons {
  readonly decisive: readonly string[]
  readonly yes: readonly string[]
  readonly no: readonly string[]
  readonly unknown: readonly string[]
}
