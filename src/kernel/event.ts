import { z } from 'zod'

/** Something that happened on a child's path, with ids and codes only, never a name or free text. */
export interface DomainEvent {
  readonly type: string
  readonly id: string
  /** When it happened in the world, RFC 3339 UTC. Deadlines count from here, not from the time it was stored. */
  readonly at: string
  readonly aggregate: { readonly kind: string; readonly id: string }
  readonly data: Record<string, unknown>
}

/** Declares an event of a module. Its schema goes into `contracts/events.json`. */
export function defineEvent<const Type extends string, const Kind extends string, Data extends z.ZodObject>(
  type: Type,
  kind: Kind,
  data: Data,
) {
  return z.object({
    type: z.literal(type),
    id: z.uuid(),
    at: z.iso.datetime(),
    aggregate: z.object({ kind: z.literal(kind), id: z.uuid() }),
    data,
  })
}
