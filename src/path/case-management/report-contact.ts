import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { dueAfter, type DueNow, type JurisdictionProfile } from '#standards'
import { readContactTime } from '#standards/justice'
import { changed, whenClosed, type CaseAnswer, type CaseChange, answerOf } from './case-decision.ts'
import { type caseOpened, contactOfChild, contactOfConcern, type taskAdded } from './events.ts'
import type { ContactInput } from './inputs.ts'
import type { CareCase, JusticeContact } from './model.ts'
import { raiseNonPunishment, withContact } from './raise-non-punishment.ts'

/** The concern or the child at which somebody reports a contact. */
export interface ContactSubject {
  kind: 'concern' | 'child'
  id: string
  childId: string | null
  /** The rules of the country where the child is. */
  profile: JurisdictionProfile
}

export interface ContactChange {
  rootId: string
  contact: JusticeContact
}

/**
 * Somebody who works with the child reports it at the case. A link that nobody sees is only recorded, with its reason;
 * anything else opens the tasks.
 */
export function reportAtCase(
  { careCase, profile }: { careCase: CareCase; profile: JurisdictionProfile },
  input: ContactInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof caseOpened> | EventOf<typeof taskAdded>> | Refusal {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const contact = readContact(input, context)
  if ('code' in contact) return contact
  if (contact.nexus === 'none-seen') {
    const next = withContact(changed(careCase, {}), contact)
    return { changes: [{ change: 'keep-case', careCase: next }], events: [], answer: answerOf(next) }
  }
  const { agencyId, country, risk } = careCase
  const at = contact.happenedAt ?? contact.at
  return raiseNonPunishment({ profile, existing: careCase }, { agencyId, country, risk, at, contact }, context)
}

/**
 * The same at a concern or a child: the node brings it to the open case, or opens one. Who reports it hears what is due
 * now, and on whose side: they may not see the case.
 */
export function reportAtSubject(
  { kind, id, childId, profile }: ContactSubject,
  input: ContactInput,
  context: Context,
):
  | Decision<
      ContactChange,
      { id: string; due: DueNow[] },
      EventOf<typeof contactOfConcern> | EventOf<typeof contactOfChild>
    >
  | Refusal {
  const contact = readContact(input, context)
  if ('code' in contact) return contact
  const at = contact.happenedAt ?? contact.at
  const data = { contactId: contact.id, kind: contact.kind, nexus: contact.nexus, reportedBy: contact.by }
  return {
    changes: [{ rootId: id, contact }],
    events: [
      kind === 'concern'
        ? contactOfConcern.of(id, { ...data, childId }, context, at)
        : contactOfChild.of(id, data, context, at),
    ],
    answer: { id: contact.id, due: dueAfter(profile, { ...contact, at }, context) },
  }
}

function readContact(input: ContactInput, context: Context): JusticeContact | Refusal {
  const { now, newId, actor } = context
  const happened = readContactTime(input, context)
  if (happened.problem)
    return refuse(happened.problem, { status: 422, fields: [{ path: happened.path, code: happened.problem }] })
  const note = input.note?.trim()
  if (input.nexus === 'none-seen' && !note)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'note', code: 'reason-needed' }] })
  return {
    id: newId(),
    kind: input.kind,
    nexus: input.nexus,
    ...(happened.at && { happenedAt: happened.at }),
    ...(input.happenedAt === undefined && input.happenedOn && { dayOnly: true as const }),
    at: now.toISOString(),
    by: actor.id,
    ...(note && { note }),
  }
}
