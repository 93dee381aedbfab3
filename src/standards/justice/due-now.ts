import { z } from 'zod'
import { clockView } from '../clocks/model.ts'
import { viewClock } from '../clocks/view-clock.ts'
import type { JurisdictionProfile } from '../jurisdiction/model.ts'
import { clockOfDuty, dutiesAfter } from './duties.ts'
import type { JusticeKind, Nexus } from './justice-kind.ts'

/** What is due after a contact that somebody reported, by when, and on whose side: for the person who reported it. */
export const dueNow = z.object({
  kind: z.enum(['legal-help', 'release', 'non-punishment', 'clear-record']),
  side: z.enum(['authority', 'guardian']),
  clock: clockView.nullable(),
})
export type DueNow = z.infer<typeof dueNow>

/** Nobody may know yet which case it is, so the risk is the one with which the node opens a case. */
export function dueAfter(
  profile: JurisdictionProfile,
  contact: { readonly kind: JusticeKind; readonly nexus: Nexus; readonly at: string },
  context: { newId: () => string },
): DueNow[] {
  return dutiesAfter(contact).map((duty) => {
    const clock = clockOfDuty(profile, { ...contact, risk: 'high' }, duty, context.newId(), context)
    return { kind: duty.kind, side: duty.side, clock: clock ? viewClock(clock, profile) : null }
  })
}
