import { referenceOf } from '#kernel/ids'
import type { Role } from '#kernel/roles'
import type { Tx } from '#kernel/tx'
import { type RunningClock, viewClock } from '#standards'
import { duties } from '../codes.ts'
import { mayAct, mayReview } from '../roles.ts'
import { owesTalk, stillToTell } from '../tell-found.ts'
import type { MissingView } from '../view.ts'
import type { LoadedMissing } from './missing-store.ts'

export async function readMissing(tx: Tx, { missing, profile }: LoadedMissing): Promise<MissingView> {
  const { id, notes } = missing
  const found = missing.state === 'found'
  const authors = notes.map(({ author }) => author)
  const [people, homes] = await Promise.all([
    tx.people([missing.saidBy, missing.foundRecordedBy, missing.reviewedBy, tx.actor.id, ...authors]),
    agencyOf(tx, authors),
  ])
  const agencies = await tx.agencies([missing.agencyId, tx.actor.agencyId, ...homes.values()])
  const holds = (roles: readonly Role[]): boolean => tx.actor.roles.some((role) => roles.includes(role))
  const person = (account: string | undefined): string | null => (account && people.get(account)) || null
  const sees = missing.childId !== undefined && (await tx.sees('child', missing.childId))
  return {
    id,
    version: missing.version,
    reference: referenceOf(tx.prefix, id),
    state: missing.state,
    childId: sees ? missing.childId! : null,
    report: missing.report,
    facts: missing.facts,
    saidAt: missing.saidAt,
    saidBy: person(missing.saidBy),
    agency: agencies.get(missing.agencyId ?? '') ?? null,
    found: missing.found ?? null,
    foundAt: missing.foundAt ?? null,
    foundRecordedBy: person(missing.foundRecordedBy),
    reviewOn: missing.reviewOn ?? null,
    reviewedBy: person(missing.reviewedBy),
    escalatedTo: missing.escalatedTo,
    notes: notes.map(({ author, ...note }) => ({
      ...note,
      person: person(author),
      agency: agencies.get(homes.get(author) ?? '') ?? null,
    })),
    clocks: newest(missing.clocks).map((clock) => viewClock(clock, profile)),
    focalPoint: profile.nationalFocalPoint.name as MissingView['focalPoint'],
    focalContact: profile.nationalFocalPoint.contact ?? null,
    owed: { talk: found && owesTalk(missing), tellFound: found ? stillToTell(missing) : [] },
    fearUnsaid:
      missing.report.fear === 'yes' && !missing.report.fearWords && !notes.some(({ kind }) => kind === 'fear'),
    reader: { name: person(tx.actor.id) ?? '', agency: agencies.get(tx.actor.agencyId ?? '') ?? null },
    may: {
      act: missing.state !== 'over' && holds(mayAct),
      tellNeighbours: missing.state !== 'over' && holds(['coordinator']),
      review: missing.state === 'missing' && holds(mayReview),
    },
  }
}

/** In the order in which people meet them; a date that a supervisor set comes first. */
const order: readonly string[] = Object.values(duties)

/** Of each duty the last deadline: of a look every hour that is the next one. */
function newest(clocks: readonly RunningClock[]): RunningClock[] {
  const owed = clocks.filter(({ level }) => level === 0).sort((a, b) => a.startedAt.localeCompare(b.startedAt))
  const last = [...new Map(owed.map((clock) => [clock.until, clock])).values()]
  return last.sort((a, b) => order.indexOf(a.until) - order.indexOf(b.until))
}

async function agencyOf(tx: Tx, accounts: readonly string[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('kernel.account')
    .select(['id', 'agency_id'])
    .where('id', 'in', [...new Set(accounts)])
    .execute()
  return new Map(rows.map(({ id, agency_id }) => [id, agency_id]))
}
