import { newId } from '#kernel/ids'
import type { Actor } from '#kernel/actor'
import type { Context } from '#kernel/perform'
import { toChildRow, type ChildRow } from './child-row.ts'
import { fold } from './fold.ts'
import { childFacts } from './model.ts'
import { changesOf } from './register-child.ts'
import type { z } from 'zod'
import type { ChildFacts } from './values.ts'

export const worker: Actor = {
  kind: 'account',
  id: '0190a6c0-0000-7000-8000-000000000001',
  roles: ['worker'],
  scopes: [7],
  personalScope: 7,
  agencyId: '0190a6c0-0000-7000-8000-0000000000a1',
}

/** A context for pure decisions: a Monday morning, a worker. */
export function contextFor(actor: Actor = worker): Context {
  return { now: new Date('2026-03-02T08:00:00Z'), timeZone: 'Etc/GMT-3', newId, actor }
}

export function facts(known: z.input<typeof childFacts>): ChildFacts {
  return childFacts.parse(known)
}

/** The row of a child registered with these facts. */
export function childWith(known: z.input<typeof childFacts>): ChildRow {
  return toChildRow(
    fold(changesOf({ facts: facts(known), device: 'test', time: '2026-03-02T08:00:00Z' }, contextFor())),
  )
}

export function named(...texts: string[]): { text: string }[] {
  return texts.map((text) => ({ text }))
}
