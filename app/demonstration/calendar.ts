/** Office hours of Meridia, as in its jurisdiction profile: Sunday to Thursday, 8 to 16, three hours ahead of UTC. */
const aheadMs = 3 * 3_600_000
const [opens, closes] = [8, 16]
const lastWorkday = 4

export interface Span {
  days?: number
  hours?: number
  minutes?: number
}

function msOf({ days = 0, hours = 0, minutes = 0 }: Span): number {
  return ((days * 24 + hours) * 60 + minutes) * 60_000
}

export function later(at: Date, span: Span): Date {
  return new Date(at.getTime() + msOf(span))
}

export function earlier(at: Date, span: Span): Date {
  return new Date(at.getTime() - msOf(span))
}

/**
 * The same time if offices are open, else soon after they open. Keeps the minutes, so that not everything happens at
 * once.
 */
export function whenOpen(at: Date): Date {
  const local = new Date(at.getTime() + aheadMs)
  const open = (): boolean => local.getUTCDay() <= lastWorkday
  if (open() && local.getUTCHours() >= opens && local.getUTCHours() < closes) return at
  if (local.getUTCHours() >= closes || !open()) local.setUTCDate(local.getUTCDate() + 1)
  while (!open()) local.setUTCDate(local.getUTCDate() + 1)
  local.setUTCHours(opens)
  return new Date(local.getTime() - aheadMs)
}
