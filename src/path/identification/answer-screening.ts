import { dayIn } from '#lib/civil-time'
import type { Context, Decision } from '#kernel/perform'
import { refuse } from '#kernel/refusal'
import type { Refusal, RefusedField } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import { mayRecordAge } from '#standards/age'
import { currentAges, currentAnswers } from './current-answers.ts'
import type { AgeRecord, SignAnswer } from './model.ts'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'
import type { ScreeningAnswer } from './start-screening.ts'
import type { AnswersInput, GivenAge, GivenAnswer } from './inputs.ts'

/**
 * Adds answers to a screening. If the worker had not seen the latest answer to an indicator, it refuses
 * the new one and names the indicator. Both people's words stay, and a person decides. An age that makes somebody an adult needs a role with the duty.
 */
export function answerScreening(
  state: ScreeningState,
  input: AnswersInput,
  context: Context,
): Decision<ScreeningChange, ScreeningAnswer> | Refusal {
  const { answers = [], ages = [] } = input
  if (answers.length + ages.length === 0) return refuse('screening-answers-missing', { status: 422 })
  const unknown = answers
    .filter((each) => !isIndicator(state, each.indicatorId))
    .map((each) => field(each.indicatorId, 'indicator-unknown'))
  if (unknown.length > 0) return refuse('indicator-unknown', { status: 422, fields: unknown })
  const today = dayIn(context.timeZone, context.now)
  const on = (at: string | undefined): string => dayIn(context.timeZone, new Date(toldTime(at, context.now)))
  const reserved = ages
    .filter(
      ({ value, at, moment, ...known }) =>
        !mayRecordAge(context.actor, { age: value, ...known, ...(moment === 'now' && { on: on(at) }) }, today),
    )
    .map((each) => field(each.moment, 'adult-age-reserved'))
  if (reserved.length > 0) return refuse('adult-age-reserved', { status: 403, fields: reserved })
  const changes: ScreeningChange[] = []
  const overtaken: RefusedField[] = []
  const next = nextOf(state)
  for (const given of answers) {
    if (!next(`answer ${given.indicatorId}`, given.follows))
      overtaken.push(field(given.indicatorId, 'screening-changed'))
    changes.push({ kind: 'answered', answer: answerOf(given, context) })
  }
  for (const given of ages) {
    if (!next(`age ${given.moment}`, given.follows)) overtaken.push(field(given.moment, 'screening-changed'))
    changes.push({ kind: 'aged', record: ageOf(given, context) })
  }
  if (overtaken.length > 0) return refuse('screening-changed', { fields: overtaken })
  const { id, version } = state.screening
  return { changes, events: [], answer: { id, version: version + changes.length } }
}

/** Whether an answer is the next one to its question, counting those in the same command. */
function nextOf({ screening }: ScreeningState): (question: string, follows: number) => boolean {
  const given = new Map<string, number>()
  for (const [id, answer] of currentAnswers(screening.answers)) given.set(`answer ${id}`, answer.follows + 1)
  for (const [moment, record] of currentAges(screening.ages)) given.set(`age ${moment}`, record.follows + 1)
  return (question, follows) => {
    const before = given.get(question) ?? 0
    given.set(question, before + 1)
    return follows === before
  }
}

function answerOf({ indicatorId, value, how, note, at, follows }: GivenAnswer, context: Context): SignAnswer {
  return {
    indicatorId,
    value,
    ...(how && { how }),
    ...(note && { note }),
    by: context.actor.id,
    at: toldTime(at, context.now),
    follows,
  }
}

function ageOf({ moment, value, how, disputed, at, follows }: GivenAge, context: Context): AgeRecord {
  return {
    moment,
    value,
    ...(how && { how }),
    disputed,
    by: context.actor.id,
    at: toldTime(at, context.now),
    follows,
  }
}

function isIndicator({ packs }: ScreeningState, id: string): boolean {
  return packs.some((pack) => pack.families.some((family) => family.indicators.some((each) => each.id === id)))
}

function field(path: string, code: string): RefusedField {
  return { path, code }
}
