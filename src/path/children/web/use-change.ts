import { nodeNow, usePerform } from '#ui/data'
import type { ChildView } from '../view.ts'
import { changeChild } from './routes.ts'

export interface NewChange {
  field: string
  value: unknown
  baseVersion?: readonly string[]
  reason?: string
}

/** Sends one change of a child's record with the version on the screen, so that nobody's value is lost. */
export function useChange(child: ChildView, again: () => void) {
  const { perform, busy, refusal } = usePerform(changeChild, { id: child.id })
  async function send({
    field,
    value,
    reason,
    baseVersion = child.row.versions[field] ?? [],
  }: NewChange): Promise<boolean> {
    const change = {
      id: crypto.randomUUID(),
      field,
      baseVersion: [...baseVersion],
      value,
      time: nodeNow().toISOString(),
      ...(reason?.trim() && { reason: reason.trim() }),
    }
    const done = await perform({ device: 'web', changes: [change] })
    if (done) again()
    return done !== undefined
  }
  return { send, busy, refusal }
}
