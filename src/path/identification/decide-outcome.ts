import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse } from '#kernel/refusal'
import type { Refusal, RefusedField } from '#kernel/refusal'
import { meetClocks } from '#standards'
import type { Outcome } from './model.ts'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'
import type { ScreeningAnswer } from './start-screening.ts'
import { isLowerThan, weigh } from './weigh.ts'
import { outcomeDecided } from './events.ts'
import type { OutcomeInput } from './inputs.ts'
import { formsToldOf } from './forms-of.ts'
import { asksOtherNeed } from './next-steps.ts'

/**
 * Records a person's outcome with their reason. The answers never decide. An outcome lower than what
 * the answers say needs another reason. An outcome that refers to nobody needs an answer whether the child needs
 * protection for another reason: trafficking is never the gate. No outcome closes the concern, and a later one may follow.
 */
export function decideOutcome(
  state: ScreeningState,
  input: OutcomeInput,
  { now, newId, actor }: Context,
): Decision<ScreeningChange, ScreeningAnswer, EventOf<typeof outcomeDecided>> | Refusal {
  const { screening } = state
  if (actor.kind !== 'account') return refuse('outcome-not-by-person', { status: 403 })
  if (input.onVersion !== screening.version) return refuse('screening-changed')
  const finding = weigh(state.packs, screening)
  const lowerThanReading = isLowerThan(input.outcome, finding.reading)
  const incomplete = whenIncomplete(input, lowerThanReading)
  if (incomplete) return incomplete
  const otherNeed = asksOtherNeed(input.outcome) ? input.otherNeed : undefined
  const outcome: Outcome = {
    outcome: input.outcome,
    ...(otherNeed && { otherNeed }),
    reason: input.reason,
    ...(lowerThanReading && { whyNot: input.whyNot }),
    by: actor.id,
    at: now.toISOString(),
    reading: finding.reading,
    onVersion: screening.version,
  }
  return {
    changes: [
      {
        kind: 'decided',
        outcome,
        finding,
        clocks: meetClocks(state.clocks, ({ until }) => until === 'outcome-decided', outcome.at),
      },
    ],
    events: [
      outcomeDecided.of(
        screening.id,
        {
          concernId: screening.concernId ?? null,
          childId: screening.childId ?? null,
          outcome: input.outcome,
          otherNeed: otherNeed ?? null,
          reading: finding.reading,
          childPath: finding.childPath,
          forms: formsToldOf(screening),
          lowerThanReading,
          decidedBy: actor.id,
          agencyId: actor.agencyId ?? null,
        },
        { now, newId },
      ),
    ],
    answer: { id: screening.id, version: screening.version + 1 },
  }
}

/** The first answer that this decision still needs from the person. */
function whenIncomplete(input: OutcomeInput, lowerThanReading: boolean): Refusal | undefined {
  if (input.reason.trim() === '') return refuse('reason-needed', field('reason', 'reason-needed'))
  if (lowerThanReading && !input.whyNot?.trim()) return refuse('reason-needed', field('whyNot', 'reason-needed'))
  if (asksOtherNeed(input.outcome) && input.otherNeed === undefined)
    return refuse('other-need-missing', field('otherNeed', 'required'))
  return undefined
}

function field(path: string, code: string): { status: 422; fields: RefusedField[] } {
  return { status: 422, fields: [{ path, code }] }
}
