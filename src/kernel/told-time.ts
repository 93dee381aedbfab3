import { z } from 'zod'

/** A phone is rarely without a network for longer. */
const longestOfflineDays = 60

/**
 * The time at which a person did something, as their device tells it, perhaps long before it was sent. A time in the
 * future, or further back than a phone is without a network, means that the device's clock is wrong (1970 after its
 * battery was empty). Then the node's own time counts.
 */
export function toldTime(told: string | undefined, now: Date): Date {
  if (told === undefined) return now
  const time = new Date(told)
  const oldest = now.getTime() - longestOfflineDays * 86_400_000
  return time.getTime() >= oldest && time.getTime() <= now.getTime() ? time : now
}

/** When something happened in a person's life. The years before 1900 are no time that anybody means. */
export const lifeTime = z.iso
  .datetime({ error: 'not-a-date' })
  .refine((text) => Number(text.slice(0, 4)) >= 1900, { error: 'not-a-date' })
