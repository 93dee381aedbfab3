import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import type { JurisdictionProfile } from '#standards'
import { duties } from './codes.ts'
import { childMissing } from './events.ts'
import type { MissingInput } from './inputs.ts'
import {
  aboutMissing,
  answerOf,
  type MissingAnswer,
  type MissingChange,
  whenAhead,
  withClock,
} from './missing-decision.ts'
import { asSheetFact, type MissingChild, type SheetFact } from './model.ts'

/** The child as the record knows it from which somebody says that the child is missing. */
export interface Subject {
  childId?: string | undefined
  /** All records that are one child now: after a merge is undone each still shows the search. */
  records?: readonly string[] | undefined
  concernId?: string | undefined
  /** The key that seals the words. */
  keyId: string
  country: string
  /** The agency that searches. */
  agencyId?: string | undefined
  /** Who may see that record, and so the search. */
  scopes: readonly number[]
  facts: readonly SheetFact[]
}

export interface SayState {
  subject: Subject
  profile: JurisdictionProfile
  /** A search for this child that is open already. */
  open?: { id: string } | undefined
}

/** The facts by which a stranger recognises a child. Nothing else leaves the record from which it is said. */
const onTheSheet = ['name', 'sex', 'age', 'age-at-registration', 'language', 'languages']

/**
 * The child is missing (reference 02, R19): the police and the coordinator are to be told within the hour, and
 * somebody looks every hour, from now until the child is found. It is an event with a duty, never an end.
 */
export function sayMissing(
  { subject, profile, open }: SayState,
  input: MissingInput,
  context: Context,
): Decision<MissingChange, MissingAnswer, EventOf<typeof childMissing>> | Refusal {
  if (open) return refuse('child-missing')
  const { occurredAt, ...report } = input
  const ahead = whenAhead(report.lastSeen, 'lastSeen', context)
  if (ahead) return ahead
  const at = toldTime(occurredAt, context.now)
  const { childId, concernId, agencyId, country } = subject
  const said: MissingChild = {
    id: context.newId(),
    version: 1,
    state: 'missing',
    childId,
    concernId,
    agencyId,
    country,
    saidBy: context.actor.id,
    saidAt: at,
    report,
    facts: subject.facts.filter(({ item }) => onTheSheet.includes(item)).map(asSheetFact),
    notes: [],
    clocks: [],
    escalatedTo: 'nobody',
  }
  const missing = [duties.police, duties.neighbours, duties.look].reduce(
    (one, until) => ({ ...one, clocks: withClock(one, profile, { event: 'child-missing', until, at }, context) }),
    said,
  )
  return {
    changes: [
      { change: 'keep-missing', missing, keyId: subject.keyId, sight: subject.scopes, records: subject.records },
    ],
    events: [childMissing.of(missing.id, { ...aboutMissing(missing), from: report.from }, context, at)],
    answer: answerOf(missing),
  }
}
