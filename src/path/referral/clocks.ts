import { meetClocks, stopClocks } from '#standards'
import type { Referral } from './model.ts'

export type Duty = 'referral-sent' | 'referral-acknowledged' | 'referral-accepted'

/** The referral with all open deadlines of these duties met. Missed ones stay missed. */
export function meetDuties(referral: Referral, duties: readonly Duty[], at: string): Referral {
  return { ...referral, clocks: meetClocks(referral.clocks, ({ until }) => duties.includes(until as Duty), at) }
}

/** The referral with all open deadlines ended, because the duty no longer exists. */
export function endDuties(referral: Referral, at: string): Referral {
  return { ...referral, clocks: stopClocks(referral.clocks, at) }
}
