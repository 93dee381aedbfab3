import { z } from 'zod'
import type { Decision } from '#kernel/perform'
import type { ChildState } from './child-state.ts'

export const shareInput = z.object({ id: z.uuid(), scopes: z.array(z.int().min(0)).min(1).max(50) })

export interface ChildShared {
  readonly kind: 'share'
  readonly id: string
  readonly scopes: readonly number[]
}

/** Brings a child into the sight of further desks and people, as a referral or a case asks. Nobody loses sight. */
export function shareChild(state: ChildState, { scopes }: z.infer<typeof shareInput>): Decision<ChildShared, { id: string; version: number }> {
  const more = scopes.filter((scope) => !state.scopes.includes(scope))
  if (more.length === 0) return { changes: [], events: [], answer: { id: state.id, version: state.version } }
  return { changes: [{ kind: 'share', id: state.id, scopes: [...state.scopes, ...more] }], events: [], answer: { id: state.id, version: state.version + 1 } }
}
