import { referenceOf } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import { loadStanding, meetingFactsOf } from '#path/children'
import { findProfile, viewClock } from '#standards'
import { maySettleAge } from '#standards/age'
import type { Screening } from '../model.ts'
import type { ScreeningState } from '../screening-change.ts'
import type { ScreeningView } from '../view.ts'
import { isAttended } from './lists.ts'
import { findScreeningDesks } from './screening-desks.ts'

const lowering = ['triage', 'authority', 'caseworker', 'supervisor']

export async function readScreening(tx: Tx, { screening, clocks }: ScreeningState): Promise<ScreeningView> {
  const profile = findProfile(tx.country)
  const coordinates = tx.actor.roles.includes('coordinator') && screening.outcomes.length === 0
  const waits = coordinates && !(await isAttended(tx, screening.id))
  return {
    ...screening,
    ...(waits && { desks: (await findScreeningDesks(tx)).map(({ agencyId, name }) => ({ agencyId, name })) }),
    clocks: clocks.filter(({ level }) => level === 0).map((clock) => viewClock(clock, profile)),
    reference: referenceOf(tx.prefix, screening.id),
    meeting: await readMeeting(tx, screening),
    people: await readNames(tx, screening),
    maySettleAge: maySettleAge(tx.actor),
    mayLower: tx.actor.roles.some((role) => lowering.includes(role)),
  }
}

async function readMeeting(tx: Tx, { childId }: Screening): Promise<ScreeningView['meeting']> {
  const child = childId ? await loadStanding(tx, childId) : undefined
  return child ? meetingFactsOf(child) : []
}

/** Names of the colleagues who wrote in a screening, never the child's. */
async function readNames(tx: Tx, screening: Screening): Promise<Record<string, string>> {
  const written = [...screening.answers, ...screening.ages, ...screening.outcomes, ...screening.justiceContacts]
  return Object.fromEntries(await tx.people([screening.startedBy, ...written.map((each) => each.by)]))
}
