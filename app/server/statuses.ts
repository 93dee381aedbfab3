import { z } from 'zod'
import type { AnyRoute } from '#kernel/perform'

/**
 * The statuses a route can answer, each from the fact behind it: what the route is, who may call it, what it reads, and
 * its own refusals. The contract has exactly these. 500 is never among them: it is always our mistake.
 */
export function statusesOf({ kind, method, path, open, input, refuses = [] }: AnyRoute): number[] {
  const command = kind === 'command'
  const unread = input instanceof z.ZodObject && Object.keys(input.shape).length === 0
  const found = [
    200,
    // Input that is not accepted, or a command without a readable id or version.
    ...(method === 'POST' || !unread ? [400] : []),
    ...(open === 'public' ? [] : [401, 403]),
    // The page of another site, a body that is too large, or one in another format.
    ...(method === 'POST' ? [403, 413, 415] : []),
    ...(path.includes('/:') ? [404] : []),
    // The id of a command that was used for another one, or a record that has changed since.
    ...(command ? [409] : []),
    // A key over its limit; the database is away.
    429,
    503,
    ...refuses,
  ]
  return [...new Set(found)].sort((one, other) => one - other)
}
