import { isOpen, meetClocks, type RunningClock } from '#standards'
import type { Referral } from './model.ts'

const waysTo = ['referral-sent', 'referral-acknowledged', 'referral-accepted'] as const
/** What is owed for the way of a referral to an authority that acts. */
export type Duty = (typeof waysTo)[number]

/** Whether the clock is one of the way. What is owed to the child's word goes on after the way has ended. */
export function isOfTheWay({ until }: Pick<RunningClock, 'until'>): boolean {
  return (waysTo as readonly string[]).includes(until)
}

/** The referral with all open deadlines of these duties met. Missed ones stay missed. */
export function meetDuties(referral: Referral, duties: readonly Duty[], at: string): Referral {
  return { ...referral, clocks: meetClocks(referral.clocks, ({ until }) => duties.includes(until as Duty), at) }
}

/** The referral with the open deadlines of its way ended, because those duties no longer exist. */
export function endDuties(referral: Referral, at: string): Referral {
  const clocks = referral.clocks.map((clock) =>
    isOfTheWay(clock) && isOpen(clock) ? { ...clock, stoppedAt: at } : clock,
  )
  return { ...referral, clocks }
}

/** The referral with an open deadline met that is not one of its way: of one word, or of telling the child. */
export function meetAfter(
  referral: Referral,
  until: 'override-confirmed' | 'withdrawal-confirmed' | 'child-told',
  at: string,
  about?: string,
): RunningClock[] {
  return meetClocks(referral.clocks, (clock) => clock.until === until && clock.about === about, at)
}
