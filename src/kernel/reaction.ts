import { createHash } from 'node:crypto'
import { nodeActor } from './actor.ts'
import type { DomainEvent } from './event.ts'
import { formatUuid } from './ids.ts'
import type { Node } from './node.ts'
import type { CommandRoute } from './perform.ts'
import { isRefusal, Refused } from './refusal.ts'
import { openScopes, type Scopes } from './sign-in/scopes.ts'
import type { Tx } from './tx.ts'

/** One consequence of one event, run by the node. */
export interface Reaction<Event> {
  name: string
  /** Runs in its own transaction, or in `tx` with other consequences; then they fail together. */
  run(node: Node, event: Event, tx?: Tx): Promise<void>
}

/**
 * Makes a consequence from a command. Its command id is made from the event's id, so an event delivered twice has one
 * effect. `input` may return undefined if this event has no consequence here.
 */
export function reactWith<Event extends DomainEvent, Input, Answer>(
  route: CommandRoute<Input, Answer>,
  input: (event: Event, scopes: Scopes) => Input | undefined | Promise<Input | undefined>,
): Reaction<Event> {
  return {
    name: route.name,
    async run(node, event, tx) {
      const wanted = await input(event, tx?.scopes ?? openScopes(node.database, nodeActor))
      if (wanted === undefined) return
      const call = { actor: nodeActor, commandId: commandIdFor(event, route.name) }
      if (tx) return void (await route.within(tx, node, wanted, call))
      const answer = await route.run(node, wanted, call)
      if (isRefusal(answer)) throw new Refused(answer)
    },
  }
}

export function commandIdFor(event: DomainEvent, reaction: string): string {
  const bytes = createHash('sha256').update(`${event.id}\n${reaction}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return formatUuid(bytes)
}
