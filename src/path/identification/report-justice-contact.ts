import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse } from '#kernel/refusal'
import type { Refusal } from '#kernel/refusal'
import { dueAfter, type DueNow, type JurisdictionProfile } from '#standards'
import { evaluate } from '#lib/rules'
import type { Trace, Truth } from '#lib/rules'
import { childPathOf } from './child-path.ts'
import { ruleR20 } from './legal-rules.ts'
import { type Nexus, readContactTime } from '#standards/justice'
import type { ChildPath } from './codes.ts'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'
import type { ScreeningAnswer } from './start-screening.ts'
import { justiceContactReported } from './events.ts'
import type { ContactInput } from './inputs.ts'

const linkPossible: Record<Nexus, Truth> = { likely: 'yes', possible: 'yes', unknown: 'unknown', 'none-seen': 'no' }

/**
 * R20: whether non-punishment starts, with its trace. `yes` and `unknown` both start it. It does not
 * depend on an outcome: an arrest is a reason to look, not an answer.
 */
export function protectsFromPunishment(path: ChildPath, nexus: Nexus): { protects: boolean; trace: Trace } {
  const trace = evaluate(ruleR20.when, {
    'child-path': { code: path },
    'justice-contact': 'yes',
    'link-possible': linkPossible[nexus],
  })
  return { protects: trace.result !== 'no', trace }
}

/** Records that the child was arrested, charged, held, fined or similar, and starts non-punishment. */
export function reportJusticeContact(
  state: ScreeningState & { profile?: JurisdictionProfile | undefined },
  input: ContactInput,
  { now, newId, actor, timeZone }: Context,
):
  | Decision<
      ScreeningChange,
      ScreeningAnswer & { protects: boolean; due: DueNow[] },
      EventOf<typeof justiceContactReported>
    >
  | Refusal {
  const { screening } = state
  const happened = readContactTime(input, { now, timeZone })
  if (happened.problem)
    return refuse(happened.problem, { status: 422, fields: [{ path: happened.path, code: happened.problem }] })
  if (input.nexus === 'none-seen' && !input.note?.trim()) {
    return refuse('reason-needed', {
      status: 422,
      fields: [{ path: 'note', code: 'reason-needed' }],
    })
  }
  const { protects } = protectsFromPunishment(childPathOf(screening.ages, screening.registered).path, input.nexus)
  const id = newId()
  const contact = {
    id,
    kind: input.kind,
    nexus: input.nexus,
    ...(happened.at && { happenedAt: happened.at }),
    ...(input.happenedAt === undefined && input.happenedOn && { dayOnly: true as const }),
    ...(input.note && { note: input.note }),
    by: actor.id,
    at: now.toISOString(),
    protects,
  }
  const at = happened.at ?? now.toISOString()
  const due = protects && state.profile ? dueAfter(state.profile, { ...input, at }, { newId }) : []
  return {
    changes: [{ kind: 'justice-contact', contact }],
    events: [
      justiceContactReported.of(
        screening.id,
        {
          concernId: screening.concernId ?? null,
          childId: screening.childId ?? null,
          contactId: id,
          kind: input.kind,
          nexus: input.nexus,
          protects,
        },
        { now, newId },
        at,
      ),
    ],
    answer: { id: screening.id, version: screening.version + 1, protects, due },
  }
}
