import type { RecordGrant } from '#path/children'
import type { Finding, AgeRecord, SignAnswer, JusticeContact, Outcome, Screening } from './model.ts'
import type { EscalatedTo, RunningClock } from '#standards'
import type { IndicatorPack } from './pack-model.ts'

/** A screening for decisions, with the packs of this node. */
export interface ScreeningState {
  screening: Screening
  /** Who may see it, worked out (`store/sight.ts`). */
  scopes: readonly number[]
  /** Access to this screening itself. */
  ownScopes: readonly number[]
  /** By record of the child: who had access to that record at the start. */
  childGrants: readonly RecordGrant[]
  /** Id of the key that seals the words of this screening. */
  keyId: string
  packs: readonly IndicatorPack[]
  /** The date by which a person decides, and the waits after it. */
  clocks: readonly RunningClock[]
  escalatedTo: EscalatedTo
}

/** Changes of a decision. Nothing is overwritten: every answer, age and outcome is a row. */
export type ScreeningChange =
  | {
      kind: 'started'
      screening: Screening
      ownScopes: number[]
      childGrants: RecordGrant[]
      keyId: string
      clocks: readonly RunningClock[]
    }
  | { kind: 'answered'; answer: SignAnswer }
  | { kind: 'aged'; record: AgeRecord }
  | { kind: 'decided'; outcome: Outcome; finding: Finding; clocks: readonly RunningClock[] }
  | { kind: 'escalated'; escalatedTo: EscalatedTo; clocks: readonly RunningClock[] }
  | { kind: 'justice-contact'; contact: JusticeContact }
  /** With `recordId`: as long as that record is one child with that of the screening. */
  | { kind: 'opened-to'; scope: number; recordId?: string }
  /** The people who had it have left. */
  | { kind: 'handed-over'; at: string }
  | { kind: 'child-named'; childId: string; childGrants: RecordGrant[] }
  /** Records of its child were merged, or a merge was undone. */
  | { kind: 'sight-changed' }
