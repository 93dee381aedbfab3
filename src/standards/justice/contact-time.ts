import { dayFromIso, instantAt } from '#lib/civil-time'

/** When a contact happened, as somebody knows it: to the minute, or the day. Neither: nobody knows. */
export interface ContactWhen {
  readonly happenedAt?: string | undefined
  /** An ISO day in the country of the node. */
  readonly happenedOn?: string | undefined
}

export type ContactTime =
  | { readonly at: string | undefined; readonly problem?: undefined }
  | { readonly problem: 'contact-not-happened' | 'contact-too-long-ago'; readonly path: 'happenedAt' | 'happenedOn' }

const longestAgoDays = 30 * 366

/**
 * The time from which the deadlines count. Of a day it is the beginning, the earliest it can have been, so that a child
 * never waits longer. Undefined if nobody knows: then they count from the report.
 */
export function readContactTime(
  { happenedAt, happenedOn }: ContactWhen,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): ContactTime {
  const path = happenedAt === undefined ? 'happenedOn' : 'happenedAt'
  const time =
    happenedAt !== undefined
      ? new Date(happenedAt)
      : happenedOn !== undefined
        ? instantAt({ day: dayFromIso(happenedOn), millis: 0 }, timeZone)
        : undefined
  if (time === undefined) return { at: undefined }
  if (time > now) return { problem: 'contact-not-happened', path }
  if (now.getTime() - time.getTime() > longestAgoDays * 86_400_000) return { problem: 'contact-too-long-ago', path }
  return { at: time.toISOString() }
}
