import { refuse, type Refusal } from '#kernel/refusal'
import { authorityKind, type AuthorityKind } from '#standards/codes'
import type { ConsentBasis, DeclineReason } from './codes.ts'
import type { Authority, Consent, Referral } from './model.ts'
import type { ReferralContext } from './referral-context.ts'
import { routeReferral } from './route-referral.ts'

/**
 * These act against people as well as for them. What a child says for protection is not used to detain, remove or
 * prosecute the child (firewall: Joint General Comment 3/22, as quoted in A/73/178/Rev.1, paragraph 35; CRC Art. 16).
 */
const actAgainst: readonly AuthorityKind[] = ['immigration', 'police', 'prosecution']

/**
 * Whether "every authority with the mandate" leaves this kind out, so that the yes must name it. Somebody who goes ahead
 * without consent may call the police, but names immigration, too.
 */
export function mustBeNamed(kind: AuthorityKind, basis: ConsentBasis): boolean {
  return basis === 'override' ? kind === 'immigration' : actAgainst.includes(kind)
}

/** The kinds that a yes can mean without naming one authority. */
export function kindsWithoutName(basis: ConsentBasis): AuthorityKind[] {
  return authorityKind.values.filter((kind) => !mustBeNamed(kind, basis))
}

/** Whether this word is about this authority. A no and a withdrawal reach everybody they mean; a yes only who is named. */
export function isAbout({ basis, kinds, recipients }: Consent, { id, kind }: Pick<Authority, 'id' | 'kind'>): boolean {
  if (basis === 'refusal' || recipients.includes(id)) return true
  return kinds.includes(kind) && (basis === 'withdrawal' || !mustBeNamed(kind, basis))
}

/**
 * Why a declined referral cannot go on to this authority. It needs the mandate for this child in this country. Child
 * protection leads until the coordinator decides, and adult services for somebody who is certainly an adult now (reference
 * 02, R4); what went beside it stays with the same kind of
 * authority, or goes to one that only helps.
 */
export function whenNotNext(
  { referral, profile, authority }: ReferralContext,
  next: Authority,
  { reason, at }: { reason: DeclineReason; at: Date },
): Refusal | undefined {
  const leads = referral.leadId === undefined
  const question = { ...referral, ...inDispute(reason, next), immediateDanger: false, at, timeZone: profile.timeZone }
  const [route] = routeReferral([next], question).routes
  const fits = leads ? route?.part === 'lead' : next.kind === authority?.kind || !actAgainst.includes(next.kind)
  if (route && fits) return undefined
  return refuse('next-authority-not-mandated', {
    status: 422,
    params: { leads: leads ? 'yes' : 'no' },
    fields: [{ path: 'nextAuthorityId', code: 'not-possible' }],
  })
}

/** What the authority that declines says is not so on the record. The mandate of the next is not judged by it. */
function inDispute(reason: DeclineReason, { mandates }: Authority): Partial<Referral> {
  if (reason === 'no-mandate-place') return { places: mandates.flatMap(({ places }) => places) }
  if (reason === 'no-mandate-kind') return { concerns: mandates.flatMap(({ concerns }) => concerns) }
  return {}
}

/** The coordinator chooses for a lead whom nobody has the mandate for, but never one that may act against the child. */
export function whenNotLead({ leadId }: Referral, { kind }: Authority): Refusal | undefined {
  return leadId === undefined && actAgainst.includes(kind) ? refuse('lead-acts-against', { status: 422 }) : undefined
}
