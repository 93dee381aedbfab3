import type { Authority } from './model.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Whether this authority is on call at that moment, in its country's time. */
export function isOnCall(authority: Pick<Authority, 'onCall'>, at: Date, timeZone: string): boolean {
  const { weekday: today, minute } = wallClock(at, timeZone)
  const yesterday = today === 1 ? 7 : today - 1
  return authority.onCall.some(({ weekday, from, to }) => {
    const start = minutesOf(from)
    const end = minutesOf(to)
    if (start < end) return weekday === today && minute >= start && minute < end
    return (weekday === today && minute >= start) || (weekday === yesterday && minute < end)
  })
}

function wallClock(at: Date, timeZone: string): { weekday: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    weekday: weekdays.indexOf(parts['weekday'] ?? '') + 1,
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
