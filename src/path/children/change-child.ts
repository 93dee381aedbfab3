import { dayIn } from '#lib/civil-time'
import type { Json } from '#lib/ledger'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import { childhoodOf } from './age.ts'
import { toChildRow } from './child-row.ts'
import { allChanges, type ChildState } from './child-state.ts'
import { fields, findField, isOfTheDay } from './fields.ts'
import { type Change, fold } from './fold.ts'
import { isPossible, mayWrite } from './impossible-facts.ts'
import type { ChangeInput } from './model.ts'
import type { ChildChange } from './register-child.ts'
import { childChanged } from './events.ts'

/** Ages decide which law protects the child, so replacing one needs a reason (reference 01, trap 17). */
const reasonToReplace = fields.filter((field) => 'reasonToReplace' in field).map(({ key }): string => key)
const reserved = fields.filter((field) => 'reserved' in field).map(({ key }): string => key)

function needsReason({ field, baseVersion }: ChangeInput['changes'][number]): boolean {
  return reserved.includes(field) || (reasonToReplace.includes(field) && baseVersion.length > 0)
}

/**
 * Adds changes to a child's record. If two people changed a field without seeing each other's change, both stay until a
 * person decides. To decide, send the right value with all competing versions as `baseVersion`.
 */
export function changeChild(
  state: ChildState,
  input: ChangeInput,
  context: Context,
): Decision<ChildChange, { id: string; version: number; conflicts: string[] }, EventOf<typeof childChanged>> | Refusal {
  if (state.status === 'merged') return refuse('child-merged')
  const known = new Map(allChanges(state).map((change) => [change.id, change]))
  const fresh: Change[] = []
  const today = dayIn(context.timeZone, context.now)
  for (const [index, sent] of input.changes.entries()) {
    const time = toldTime(sent.time, context.now)
    const value = withDay(sent, dayIn(context.timeZone, new Date(time))) as Json
    const change: Change = {
      ...sent,
      value,
      time,
      author: context.actor.id,
      device: input.device,
    }
    const before = known.get(change.id)
    if (before) {
      if (before.field !== change.field || before.author !== change.author) return refuse('change-id-reused')
      continue
    }
    const unseen = change.baseVersion.find((id) => known.get(id)?.field !== change.field)
    if (unseen !== undefined) return refuse('base-version-unknown', { params: { field: fieldCode(change.field) } })
    if (needsReason(sent) && !change.reason) {
      return refuse('reason-needed', { status: 422, fields: [{ path: change.field, code: 'reason-needed' }] })
    }
    const refusal = value === null ? undefined : refusedValue(change.field, value, { index, today, context })
    if (refusal) return refusal
    known.set(change.id, change)
    fresh.push(change)
  }
  const row = toChildRow(fold(known.values()))
  const conflicts = row.conflicts.map(({ field }) => field)
  const version = state.version + (fresh.length > 0 ? 1 : 0)
  if (fresh.length === 0) return { changes: [], events: [], answer: { id: state.id, version, conflicts } }
  return {
    changes: [{ kind: 'change', changes: fresh }],
    events: [
      childChanged.of(
        state.id,
        {
          fields: [...new Set(fresh.map(({ field }) => fieldCode(field)))],
          conflicts: conflicts.length,
          childhood: childhoodOf(row, today),
        },
        context,
      ),
    ],
    answer: { id: state.id, version, conflicts },
  }
}

function refusedValue(
  changed: string,
  value: Json,
  { index, today, context }: { index: number; today: string; context: Context },
): Refusal | undefined {
  const field = findField(changed)
  const path = `changes.${index}.value`
  if (field && !isPossible(field, value, today))
    return refuse('answers-not-accepted', { status: 422, fields: [{ path, code: 'day-not-possible' }] })
  if (field && !mayWrite(context.actor, field, value, today)) {
    const code = field.reserved ? 'family-risk-reserved' : 'adult-age-reserved'
    return refuse(code, { status: 403, fields: [{ path, code }] })
  }
  return undefined
}

/** An age of the day on which it was recorded gets that day, if the sender named none. */
function withDay({ field: name, value }: ChangeInput['changes'][number], on: string): unknown {
  const field = findField(name)
  return field && isOfTheDay(field) && value !== null ? { on, ...(value as object) } : value
}

/** The field name without its item id. */
export function fieldCode(field: string): string {
  return field.split(':')[0]!
}
