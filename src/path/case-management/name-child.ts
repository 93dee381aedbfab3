import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { aboutCase, changed, type CaseChange } from './case-decision.ts'
import { caseChildNamed } from './events.ts'
import type { CareCase } from './model.ts'

/** The open cases of a concern that say of no child yet whose they are. Empty if the concern is about several children. */
export interface NamelessState {
  readonly cases: readonly CareCase[]
}

/** A case that opened for an arrest, before the child was registered, is now the case of that child. */
export function nameChildOfCase(
  { cases }: NamelessState,
  { childId }: { childId: string },
  context: Context,
): Decision<CaseChange, { cases: number }, EventOf<typeof caseChildNamed>> {
  const named = cases.map((careCase) => changed(careCase, { childId }))
  return {
    changes: named.map((careCase) => ({ change: 'keep-case', careCase })),
    events: named.map((careCase) =>
      caseChildNamed.of(careCase.id, { ...aboutCase(careCase), workerId: careCase.workerId }, context),
    ),
    answer: { cases: named.length },
  }
}
