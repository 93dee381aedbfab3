export type ClockState = 'running' | 'due-soon' | 'missed' | 'met' | 'met-late' | 'paused'

export interface ClockTimes {
  dueAt: string
  /** Start of the time limit. With it, "due soon" is the last quarter of the time; without it, the last 24 hours. */
  startedAt?: string | undefined
  /** When the duty was done. Done late stays late. */
  metAt?: string | undefined
  pausedAt?: string | undefined
}

const DAY = 86_400_000

/** The state of a deadline. It is missed from its due time on, and a duty done late stays late. */
export function clockStateOf(times: ClockTimes, now: Date): ClockState {
  const due = Date.parse(times.dueAt)
  if (times.metAt) return Date.parse(times.metAt) > due ? 'met-late' : 'met'
  if (times.pausedAt) return 'paused'
  const left = due - now.getTime()
  if (left < 0) return 'missed'
  const whole = times.startedAt ? due - Date.parse(times.startedAt) : undefined
  return left <= (whole ? whole / 4 : DAY) ? 'due-soon' : 'running'
}

/** Milliseconds left, overdue, or by which the duty was late. */
export function clockSpanOf(times: ClockTimes, state: ClockState, now: Date): number {
  const due = Date.parse(times.dueAt)
  if (state === 'met' || state === 'met-late') return Math.abs(due - Date.parse(times.metAt ?? times.dueAt))
  if (state === 'paused') return Math.abs(due - Date.parse(times.pausedAt ?? times.dueAt))
  return Math.abs(due - now.getTime())
}

/** The remaining share of the time, 1 to 0; undefined if the start is not known. */
export function shareLeftOf(times: ClockTimes, now: Date): number | undefined {
  if (!times.startedAt) return undefined
  const whole = Date.parse(times.dueAt) - Date.parse(times.startedAt)
  if (whole <= 0) return 0
  return Math.min(1, Math.max(0, (Date.parse(times.dueAt) - now.getTime()) / whole))
}
