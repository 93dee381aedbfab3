import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import type { JurisdictionProfile } from '#standards'
import { concernKind } from '../codes.ts'
import { needsOf } from '../consent.ts'
import type { DraftState } from '../draft-referral.ts'
import { dutyToTell } from '../duty-to-report.ts'
import type { Referral } from '../model.ts'
import type { Routing } from '../route-referral.ts'
import type { RoutingView } from '../view.ts'

type Words = Record<string, string>

/** The authorities with the mandate, and the consent needed before sharing. */
export function viewRouting(
  routing: Routing,
  profile: JurisdictionProfile,
  { age, concerns }: Pick<Referral, 'age' | 'concerns'>,
  unattended: Routing['routes'],
  underWay: RoutingView['underWay'] = [],
): RoutingView {
  const { consent, nationalFocalPoint } = profile
  const lead = routing.routes.find(({ part }) => part === 'lead')?.authority.kind
  return {
    routes: routing.routes.map(({ authority, mandate, part, onCall, why }) => ({
      authorityId: authority.id,
      name: authority.name,
      kind: authority.kind,
      part,
      onCall,
      contact: authority.contact,
      why: why as RoutingView['routes'][number]['why'],
      mandate: mandate.source,
    })),
    unattended: unattended.map(({ authority: { id, name, kind } }) => ({ authorityId: id, name, kind })),
    concerns: concernKind.values.filter((kind) => concerns.includes(kind)),
    forCoordinator: routing.forCoordinator ?? null,
    coordinator: nationalFocalPoint.name as Words,
    underWay: [...underWay],
    consent: {
      ...needsOf(age, profile, lead),
      duty: dutyToTell(profile, lead)?.source ?? null,
      overrides: consent.overrides.map(({ ground, label, source, furtherSources = [] }) => ({
        ground,
        label: label as Words,
        sources: [source, ...furtherSources],
      })),
      expiresAfterDays: consent.expiresAfterDays,
      source: consent.source,
    },
  }
}

/** Existing referrals that a person should open before writing a second one; never that of another child of the concern. */
export async function findUnderWay(
  tx: Tx,
  { subject: { concernId, childId }, authorities }: DraftState,
): Promise<RoutingView['underWay']> {
  const records = childId ? await recordsOfChild(tx, childId) : []
  const rows = await tx.db
    .selectFrom('referral.referral')
    .select(['id', 'state', 'authority_id', 'prepared'])
    .where((row) =>
      row.or([
        ...(concernId
          ? [row.and([row('signal_id', '=', concernId), ...(childId ? [row('child_id', 'is', null)] : [])])]
          : []),
        ...(childId ? [row('child_id', 'in', records)] : []),
      ]),
    )
    .where('state', 'in', ['draft', 'sent', 'received', 'acknowledged', 'accepted'])
    .orderBy('id')
    .limit(10)
    .execute()
  return rows.map(({ id, state, authority_id, prepared }) => ({
    id,
    state: state as Referral['state'],
    prepared: state === 'draft' && prepared !== null,
    to: authorities.find((one) => one.id === authority_id)?.name ?? null,
  }))
}
