import { dayIn, endOfDay } from '#lib/civil-time'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { agreeOnClock, isOpen, type RunningClock } from '#standards'
import { duties } from './codes.ts'
import { searchReviewed } from './events.ts'
import type { ReviewInput } from './inputs.ts'
import {
  aboutMissing,
  answerOf,
  changed,
  type MissingAnswer,
  type MissingChange,
  type MissingContext,
  whenFound,
  withNote,
} from './missing-decision.ts'

/** Our own limit: a child who is missing is not put off for longer than a month. */
const mostDaysAhead = 31
/** The part of a search that a review date is about. */
const review = 'review'

/**
 * A supervisor looks at the search with the people who search, and sets the day of the next look at it. From then on
 * it is not looked every hour. The search stays open, whatever else is closed.
 */
export function reviewSearch(
  { missing, profile }: MissingContext,
  { on, words }: ReviewInput,
  context: Context,
): Decision<MissingChange, MissingAnswer, EventOf<typeof searchReviewed>> | Refusal {
  const over = whenFound(missing)
  if (over) return over
  if (words === '') return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  // Telling the police cannot be reviewed away.
  if (missing.clocks.some(({ until, level, ...clock }) => until === duties.police && level === 0 && isOpen(clock)))
    return refuse('police-not-told')
  const today = dayIn(context.timeZone, context.now)
  const far = dayIn(context.timeZone, new Date(context.now.getTime() + mostDaysAhead * 86_400_000))
  if (on < today || on > far)
    return refuse('review-date-not-possible', {
      status: 422,
      params: { days: mostDaysAhead },
      fields: [{ path: 'on', code: 'day-not-possible' }],
    })
  const at = context.now.toISOString()
  const due = endOfDay(profile.timeZone, on).toISOString()
  const ended = missing.clocks.map((clock): RunningClock => {
    if (!isOpen(clock)) return clock
    if (clock.about === review) return { ...clock, metAt: at }
    return clock.until === duties.look ? { ...clock, stoppedAt: at } : clock
  })
  const next = changed(missing, {
    reviewOn: on,
    reviewedBy: context.actor.id,
    notes: withNote(missing, { kind: 'review', at, day: on, words }, context),
    clocks: [...ended, agreeOnClock(context, { at, dueAt: due, about: review })],
  })
  return {
    changes: [{ change: 'keep-missing', missing: next }],
    events: [searchReviewed.of(next.id, { ...aboutMissing(next), on }, context)],
    answer: answerOf(next),
  }
}
