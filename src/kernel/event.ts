import { z } from 'zod'
import type { Owes } from './owed.ts'

/** Something that happened on a child's path, with ids and codes only, never a name or free text. */
export interface DomainEvent {
  readonly type: string
  readonly id: string
  /** When it happened in the world, RFC 3339 UTC. Deadlines count from here, not from the time it was stored. */
  readonly at: string
  readonly aggregate: { readonly kind: string; readonly id: string }
  readonly data: Record<string, unknown>
}

/** An event of one type, with its typed data. */
export interface Happened<Type extends string, Kind extends string, Data> extends DomainEvent {
  readonly type: Type
  readonly aggregate: { readonly kind: Kind; readonly id: string }
  readonly data: Data & Record<string, unknown>
}

/** The declaration of an event. Its schema goes into `contracts/events.json`; a room makes one only with `of`. */
export interface EventDeclaration<Type extends string, Kind extends string, Data extends z.ZodObject> {
  readonly type: Type
  /** `tests/architecture/owed-clocks.test.ts` compares it with every rule of every country, and with what runs. */
  readonly owes: Owes
  readonly schema: z.ZodType<Happened<Type, Kind, z.output<Data>>>
  /** `at` is when it happened in the world, RFC 3339 UTC; default: now. Leaves out data that is undefined. */
  of(
    aggregateId: string,
    data: z.output<Data>,
    context: { now: Date; newId: () => string },
    at?: string,
  ): Happened<Type, Kind, z.output<Data>>
}

/** The events of a declaration, or of all declarations of a room: `EventOf<(typeof referralEvents)[keyof …]>`. */
export type EventOf<Declaration extends { readonly schema: z.ZodType }> = z.output<Declaration['schema']>

/** Declares an event of a module, with what is owed by it. */
export function defineEvent<const Type extends string, const Kind extends string, Data extends z.ZodObject>(
  type: Type,
  kind: Kind,
  data: Data,
  owes: Owes,
): EventDeclaration<Type, Kind, Data> {
  const schema = z.object({
    type: z.literal(type),
    id: z.uuid(),
    at: z.iso.datetime(),
    aggregate: z.object({ kind: z.literal(kind), id: z.uuid() }),
    data,
  })
  return {
    type,
    owes,
    // The compiler cannot compute the output of a schema with a generic part.
    schema: schema as unknown as z.ZodType<Happened<Type, Kind, z.output<Data>>>,
    of: (aggregateId, said, { now, newId }, at = now.toISOString()) => ({
      type,
      id: newId(),
      at,
      aggregate: { kind, id: aggregateId },
      data: withoutAbsent(said),
    }),
  }
}

function withoutAbsent<Data extends object>(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Data
}
