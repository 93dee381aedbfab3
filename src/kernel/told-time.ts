import { z } from 'zod'

/** A device is rarely longer without a network. An older time means that its clock is wrong. */
const longestOfflineDays = 60
const dayMillis = 86_400_000

/**
 * When something happened, as a device tells it. A device's clock may be wrong, so the node's own time replaces a time
 * that cannot be true: one in the future, one from more than 60 days ago, or one before `notBefore`. Deadlines may start
 * at a told time. What expires, what ends a deadline, and whose word came last is decided by the node's time alone.
 */
export function toldTime(told: string | undefined, now: Date, notBefore?: string): string {
  if (told === undefined) return now.toISOString()
  const time = new Date(told).getTime()
  const earliest = Math.max(
    now.getTime() - longestOfflineDays * dayMillis,
    notBefore === undefined ? -Infinity : new Date(notBefore).getTime(),
  )
  return (time >= earliest && time <= now.getTime() ? new Date(time) : now).toISOString()
}

/** When something happened in a person's life. The years before 1900 are no time that anybody means. */
export const lifeTime = z.iso
  .datetime({ error: 'not-a-date' })
  .refine((text) => Number(text.slice(0, 4)) >= 1900, { error: 'not-a-date' })
