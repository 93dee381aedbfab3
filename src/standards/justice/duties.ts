import { startClock } from '../clocks/running-clocks.ts'
import type { RunningClock } from '../clocks/model.ts'
import type { Risk } from '../codes/risk.ts'
import type { JurisdictionProfile } from '../jurisdiction/model.ts'
import { isCustody, type JusticeKind, leavesRecord, type Nexus } from './justice-kind.ts'

/**
 * First the lawyer: nobody is told anything before. Then the authority tells the body that acts against the child the
 * status only, and nothing that the child said. The guardian stands by the child.
 */
const duties = [
  { kind: 'legal-help', side: 'authority', until: 'lawyer-asked' },
  { kind: 'release', side: 'authority', until: 'release-sought', inCustodyOnly: true },
  { kind: 'non-punishment', side: 'authority', until: 'prosecutor-told' },
  { kind: 'non-punishment', side: 'guardian', until: 'prosecutor-told' },
  { kind: 'clear-record', side: 'authority', until: 'clearing-asked', ofRecordOnly: true },
] as const

type Duty = (typeof duties)[number]

/** What a contact asks of whom. Without a guardian the desk of the authority has the duty of the guardian. */
export type ContactDuty = Pick<Duty, 'kind' | 'side'>

interface Contact {
  readonly kind: JusticeKind
  readonly nexus: Nexus
}

/** The duties that follow from a contact, the most urgent first. A link that nobody sees has none. */
export function dutiesAfter(contact: Contact): readonly Duty[] {
  return duties.filter((duty) => applies(duty, contact))
}

function applies(duty: Duty, { kind, nexus }: Contact): boolean {
  if (nexus === 'none-seen') return false
  if ('inCustodyOnly' in duty) return isCustody(kind)
  return !('ofRecordOnly' in duty) || leavesRecord(kind)
}

/**
 * The deadline of such a duty by the country's rules. In custody it has the rule for custody and the rule for every
 * contact; the earlier date holds. `at`: when it happened, or was reported if nobody knows.
 */
export function clockOfDuty(
  profile: JurisdictionProfile,
  { risk, at, kind }: { readonly risk: Risk; readonly at: string; readonly kind: JusticeKind },
  { until }: Pick<Duty, 'until'>,
  about: string,
  context: { newId: () => string },
): RunningClock | undefined {
  const events = [
    'justice-contact',
    ...(isCustody(kind) ? ['custody'] : []),
    ...(leavesRecord(kind) ? ['record-left'] : []),
  ]
  return events
    .map((event) => startClock(profile, context, { event, until, risk, at, about }))
    .filter((clock) => clock !== undefined)
    .sort((one, other) => one.dueAt.localeCompare(other.dueAt))[0]
}
