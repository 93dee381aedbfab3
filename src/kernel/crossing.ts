import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { dayIn } from '#lib/civil-time'
import { nodeActor } from './actor.ts'
import type { DomainEvent } from './event.ts'
import { uuidV8 } from './ids.ts'
import type { Node } from './node.ts'
import type { CommandRoute } from './perform.ts'
import type { Reaction } from './reaction.ts'
import { isRefusal, Refused } from './refusal.ts'

/** What a crossing may have, besides lists of these: no id, no time of day and no words that a person wrote. */
const codes = new Set(['enum', 'literal', 'boolean', 'number', 'int'])

/**
 * Declares what of an event may go to another compartment: codes, numbers and days. Everything else stays behind. The
 * day of the event is always there, as `on`.
 */
export function defineCrossing<Shape extends z.ZodRawShape>(shape: Shape) {
  for (const [name, type] of Object.entries(shape)) {
    if (!isCode(type)) throw new Error(`${name} may not cross: only codes, numbers and days leave a compartment.`)
  }
  return z.object({ ...shape, on: z.iso.date() })
}

function isCode(type: unknown): boolean {
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable) return isCode(type.unwrap())
  if (type instanceof z.ZodArray) return isCode(type.element)
  if (type instanceof z.ZodISODate) return true
  return type instanceof z.ZodType && codes.has(type.type)
}

/**
 * Makes a consequence in another compartment. It sees only what the crossing declares, and runs in its own transaction
 * as the role of that compartment. Nobody without the node key can tell from its command id which event it was.
 */
export function crossWith<Event extends DomainEvent, Crossing extends z.ZodType, Input, Answer>(
  route: CommandRoute<Input, Answer>,
  crossing: Crossing,
  input: (crossed: z.infer<Crossing>) => Input | undefined,
): Reaction<Event> {
  return {
    name: route.name,
    async run(node, event, { compartment }) {
      if (compartment === route.compartment)
        throw new Error(`The event ${event.type} does not leave ${compartment} for ${route.name}.`)
      const wanted = input(crossing.parse({ ...event.data, on: dayIn(node.timeZone, event.at) }))
      if (wanted === undefined) return
      const answer = await route.run(node, wanted, { actor: nodeActor, commandId: crossingId(node, event, route.name) })
      if (isRefusal(answer)) throw new Refused(answer)
    },
  }
}

function crossingId(node: Node, event: DomainEvent, name: string): string {
  return uuidV8(createHmac('sha256', node.vaultKeys.index).update(`crossing\n${event.id}\n${name}`).digest())
}
