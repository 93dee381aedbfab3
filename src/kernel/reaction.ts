import { createHash } from 'node:crypto'
import { nodeActor } from './actor.ts'
import type { DomainEvent } from './event.ts'
import { formatUuid } from './ids.ts'
import type { Node } from './node.ts'
import type { CommandRoute } from './perform.ts'
import { isRefusal, Refused } from './refusal.ts'

/** One consequence of one event, carried out by the node itself. */
export interface Reaction<Event> {
  name: string
  run(node: Node, event: Event): Promise<void>
}

/**
 * The consequence is a command like any other. Its id is made from the event's, so that an event delivered twice has
 * one effect. `input` may answer undefined: this event asks for nothing here.
 */
export function reactWith<Event extends DomainEvent, Input, Answer>(
  route: CommandRoute<Input, Answer>,
  input: (event: Event) => Input | undefined,
): Reaction<Event> {
  return {
    name: route.name,
    async run(node, event) {
      const wanted = input(event)
      if (wanted === undefined) return
      const answer = await route.run(node, wanted, { actor: nodeActor, commandId: commandIdFor(event, route.name) })
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
