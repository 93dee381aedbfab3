import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import type { Refusal } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import type { JurisdictionProfile } from '#standards'
import { moreUrgent } from './codes.ts'
import { joinedClocks, type ConcernChange } from './concern-state.ts'
import { concernAddedTo, immediateDangerReported } from './events.ts'
import type { ReceiveInput } from './model.ts'
import { refuseDay, startTriage } from './raise-concern.ts'
import { addedWords, type ConcernToAddTo } from './triage.ts'

/** A report under a number that its sender has used before. */
export interface KnownReport {
  /** The concern with this number. */
  concern: ConcernToAddTo
  /** The sender has delivered exactly this before. */
  sameAgain: boolean
  profile: JurisdictionProfile | undefined
}

/**
 * The same content again changes nothing. Other content is an addition that waits before the desk, with everything it
 * says. Danger can only become more urgent by it, and then the desk has a new deadline. Immediate danger is told to the
 * authority on call each time.
 */
export function addReport(
  { concern, sameAgain, profile }: KnownReport,
  input: ReceiveInput,
  context: Context,
):
  | Decision<ConcernChange, { id: string }, EventOf<typeof concernAddedTo> | EventOf<typeof immediateDangerReported>>
  | Refusal {
  const answer = { id: concern.id }
  if (sameAgain) return { changes: [], events: [], answer }
  const impossible = refuseDay(input, context)
  if (impossible) return impossible
  const standing = concern.standing ?? concern
  const raisedAt = toldTime(input.raisedAt, context.now)
  const danger = moreUrgent(input.danger, standing.danger)
  const urgent = input.danger === 'immediate' || danger !== standing.danger
  const clock = urgent && profile ? startTriage(profile, input.danger, new Date(raisedAt), context) : undefined
  const told = {
    danger: input.danger,
    placeCode: input.place?.code ?? null,
    placeText: input.place?.text ?? null,
    happened: input.happened ?? null,
    howKnown: input.howKnown,
    language: input.language ?? null,
    raisedAt,
    replyWanted: input.replyWanted,
    reply: input.reply ?? null,
    suspect: input.suspect ?? null,
    nearChild: input.nearChild ?? ('not-said' as const),
    safeContact: input.safeContact ?? null,
    replyShared: input.replyWanted && input.replyShared === true,
  }
  return {
    changes: [
      ...addedWords(concern, { author: null, text: input.words, told, children: input.children }, context),
      ...(urgent
        ? [{ kind: 'endangered', danger, clocks: joinedClocks(standing, clock ? [clock] : [], context) } as const]
        : []),
    ],
    events: [
      concernAddedTo.of(concern.id, { side: 'reporter' }, context),
      ...(input.danger === 'immediate'
        ? [
            immediateDangerReported.of(
              standing.id,
              {
                danger,
                placeCode: standing.placeCode,
                children: standing.persons.length,
                deskAgencyId: standing.deskAgencyId,
                ...(clock && { clockId: clock.clockId, dueAt: clock.dueAt }),
              },
              context,
              told.raisedAt,
            ),
          ]
        : []),
    ],
    answer,
  }
}
