import type { Context, Decision } from '#kernel/perform'
import type { SearchMention } from '#standards'
import { changed, type CaseChange } from './case-decision.ts'
import type { CareCase } from './model.ts'

/** What a case notes of a search on its timeline. */
export const searchSteps = ['child-missing', 'child-found', 'return-talk-held'] as const
export type SearchStep = (typeof searchSteps)[number]

export interface FollowState {
  /** The open cases of the child. */
  cases: readonly CareCase[]
  search: SearchMention | undefined
}

/**
 * The child is missing, or found: the case says so in its lists and on its timeline. People who come to the case later
 * have the search before them too.
 */
export function followSearch(
  { cases, search }: FollowState,
  { step }: { step?: SearchStep | undefined },
  { now }: Context,
): Decision<CaseChange, { cases: number }> {
  if (!search && !step) return { changes: [], events: [], answer: { cases: 0 } }
  return {
    changes: cases.map((careCase) => ({
      change: 'keep-case',
      careCase: changed(careCase, {}),
      ...(step && { steps: [{ kind: step, at: now.toISOString() }] }),
    })),
    events: [],
    answer: { cases: cases.length },
  }
}
