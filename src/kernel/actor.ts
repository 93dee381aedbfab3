import type { Role } from './roles.ts'

/** Who acts: a signed-in person, another system with an agency key, someone without account, or the node itself. */
export interface Actor {
  readonly kind: 'account' | 'agency-key' | 'public' | 'node'
  readonly id: string
  readonly agencyId?: string
  readonly roles: readonly Role[]
  /** The actor's access: numbers of `kernel.scope`. Row-level security compares them with those of a record. */
  readonly scopes: readonly number[]
  /**
   * Numbers of `kernel.scope` for everybody at the actor's agency and at every agency of its kind. They give access to
   * nothing. A record bars an actor by one of these or by one of the scopes.
   */
  readonly circles?: readonly number[]
  /** The personal scope of an account. A record with it stays visible to that person. */
  readonly personalScope?: number
  readonly language?: string
  readonly name?: string
}

/** All numbers by which a record can bar this actor. */
export function barrableBy({ scopes, circles = [] }: Pick<Actor, 'scopes' | 'circles'>): number[] {
  return [...scopes, ...circles]
}

/** Scope 0 belongs to the node: reactions, jobs and deadlines act with it. Every record has it. */
export const nodeScope = 0

export const nodeActor: Actor = { kind: 'node', id: 'node', roles: [], scopes: [nodeScope] }

export const publicActor: Actor = { kind: 'public', id: 'anyone', roles: [], scopes: [] }
