import { z } from 'zod'

/** Something that happened on a child's path: ids and codes only, never a name or a narrative. */
export interface DomainEvent {
  readonly type: string
  readonly id: string
  /** When it happened in the world, RFC 3339 UTC; clocks start here, not at the time it was stored. */
  readonly at: string
  readonly aggregate: { readonly kind: string; readonly id: string }
  readonly data: Record<string, unknown>
}

/** Declares an event of a module; the schema is emitted to `contracts/events.json`. */
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
