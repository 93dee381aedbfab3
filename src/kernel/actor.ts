import type { Role } from './roles.ts'

/** Who acts: a signed-in person, another system with an agency key, someone without account, or the node itself. */
export interface Actor {
  readonly kind: 'account' | 'agency-key' | 'public' | 'node'
  readonly id: string
  readonly agencyId?: string
  readonly roles: readonly Role[]
  /** What this actor may see: numbers of `kernel.scope`; row-level security compares records with them. */
  readonly scopes: readonly number[]
  /** The personal scope of an account: put it on a record to keep it in that person's sight. */
  readonly personalScope?: number
  readonly language?: string
  readonly name?: string
}

/** Scope 0 is the node's own: reactions, jobs and deadlines act with it. Every record carries it. */
export const nodeScope = 0

export const nodeActor: Actor = { kind: 'node', id: 'node', roles: [], scopes: [nodeScope] }

export const publicActor: Actor = { kind: 'public', id: 'anyone', roles: [], scopes: [] }
