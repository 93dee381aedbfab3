import type { Work } from '#kernel/room'

export interface Step {
  /** The record on whose timeline it is. */
  readonly childId: string
  readonly kind: string
  readonly subject: { readonly kind: string; readonly id: string }
}

export interface DoubleWork {
  /** Kind of record, e.g. `case`. */
  readonly kind: string
  /** The open records of this kind, oldest first. */
  readonly ids: readonly string[]
}

/**
 * Open work of one kind that began on more than one record of what is now one child: a person decides what goes on.
 * Several authorities may act for one record, so that alone is not double. `work`: the events that begin and end each
 * kind, as its room declares them.
 */
export function findDoubleWork(steps: readonly Step[], work: ReadonlyMap<string, Work>): DoubleWork[] {
  return [...work].flatMap(([kind, { begins, ends }]) => {
    const ended = new Set(steps.filter((step) => ends.includes(step.kind)).map(({ subject }) => subject.id))
    const open = steps.filter(({ kind: step, subject }) => step === begins && !ended.has(subject.id))
    const records = new Set(open.map(({ childId }) => childId))
    return records.size > 1 ? [{ kind, ids: [...new Set(open.map(({ subject }) => subject.id))] }] : []
  })
}
