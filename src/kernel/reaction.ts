import { createHash } from 'node:crypto'
import { nodeActor } from './actor.ts'
import type { Compartment } from './db/database.ts'
import type { DomainEvent } from './event.ts'
import { uuidV8 } from './ids.ts'
import type { Node } from './node.ts'
import type { CommandRoute } from './perform.ts'
import { isRefusal, Refused } from './refusal.ts'
import { openScopes, type Scopes } from './sign-in/scopes.ts'
import type { Tx } from './tx.ts'

/** Where an event happened. `tx` is open if its consequences run together. */
export interface EventSource {
  readonly compartment: Compartment
  readonly tx?: Tx
  /** Which of the event's consequences by this command it is, from 0. */
  readonly turn?: number
}

/** One consequence of one event, run by the node. */
export interface Reaction<Event> {
  name: string
  /** Runs in its own transaction, or in that of the source with other consequences; then they fail together. */
  run(node: Node, event: Event, source: EventSource): Promise<void>
}

/**
 * Makes a consequence from a command. Its command id is made from the event's id, so an event delivered twice has one
 * effect. `input` may return undefined if this event has no consequence here. An event of another compartment fails: what
 * may go there is declared (`crossWith`).
 */
export function reactWith<Event extends DomainEvent, Input, Answer>(
  route: CommandRoute<Input, Answer>,
  input: (event: Event, scopes: Scopes) => Input | undefined | Promise<Input | undefined>,
): Reaction<Event> {
  return {
    name: route.name,
    async run(node, event, { compartment, tx, turn }) {
      const wanted = await input(event, tx?.scopes ?? openScopes(node.database, nodeActor, { barred: [] }))
      if (wanted === undefined) return
      if (compartment !== route.compartment)
        throw new Error(
          `The event ${event.type} may not leave ${compartment} for ${route.name} in ${route.compartment}.`,
        )
      const call = { actor: nodeActor, commandId: commandIdFor(event, route.name, turn) }
      if (tx) return void (await route.within(tx, node, wanted, call))
      const answer = await route.run(node, wanted, call)
      if (isRefusal(answer)) throw new Refused(answer)
    },
  }
}

/**
 * An event may have several consequences by one command, each with an id of its own. Add a further one after those that
 * are there: the first keeps the id it always had, and an event in delivery during an upgrade keeps its ids.
 */
export function tellApart<Event>(reactions: readonly Reaction<Event>[]): readonly Reaction<Event>[] {
  const turns = new Map<string, number>()
  return reactions.map(({ name, run }) => {
    const turn = turns.get(name) ?? 0
    turns.set(name, turn + 1)
    return { name, run: (node, event, source) => run(node, event, { ...source, turn }) }
  })
}

export function commandIdFor(event: DomainEvent, reaction: string, turn = 0): string {
  const which = turn === 0 ? reaction : `${reaction}\n${turn}`
  return uuidV8(createHash('sha256').update(`${event.id}\n${which}`).digest())
}
