import type { Tx } from '#kernel/tx'
import { Refused, refuse } from '#kernel/refusal'
import { agesOfChild, loadStanding, needsGuardian, recordsOfChild } from '#path/children'
import { readChildrenOf, readReachable, routeReferral } from '#path/referral'
import { readConcern } from '#path/signals'
import { findPlaceLine } from '#places'
import type { JurisdictionProfile } from '#standards'
import { isCertainAdult, readBothAges } from '#standards/age'
import type { AssignState } from '../assign-worker.ts'
import type { NonPunishmentState } from '../raise-non-punishment.ts'
import type { GiveState } from '../give-report.ts'
import type { CareCase } from '../model.ts'
import type { NamelessState } from '../name-child.ts'
import type { GuardianlessState } from '../need-guardian.ts'
import type { OpenState } from '../open-case.ts'
import type { SeparateState, Strayed } from '../separate-cases.ts'
import type { JusticeContact } from '../model.ts'
import { readContacts } from './contact-store.ts'
import { findCaseByReference, findOpenCase, isOfOneChild, loadCase } from './case-store.ts'
import { getProfile } from './country-rules.ts'
import type { GiveReportInput, JusticeContactInput, OpenInput, RaiseInput, SeparateInput } from '../inputs.ts'

export async function loadOpening(tx: Tx, input: OpenInput): Promise<OpenState> {
  const named = input.caseReference ? await findCaseByReference(tx, input.caseReference, input.agencyId) : undefined
  return {
    profile: getProfile(tx, input.country),
    existing: named ?? (await findOpenCase(tx, input)),
    guardianless: await isGuardianless(tx, input.childId),
  }
}

/** The open case that a report belongs to, and the words of the desk about it. */
export async function loadGiving(tx: Tx, input: GiveReportInput): Promise<GiveState> {
  const { concernId, childId, caseReference, noteId } = input
  const existing = caseReference ? await findCaseByReference(tx, caseReference) : await findOpenCase(tx, { childId })
  const concern = await readConcern(tx, concernId, 'desk')
  return {
    profile: getProfile(tx, existing?.country),
    existing,
    words: concern?.messages.find(({ id }) => id === noteId)?.text,
  }
}

/** Whether the child's record says that no parent or relative looks after them. A person certainly grown up needs nobody. */
async function isGuardianless(tx: Tx, childId: string | undefined): Promise<boolean> {
  const child = childId ? await loadStanding(tx, childId) : undefined
  if (!child || !needsGuardian(child)) return false
  return !isCertainAdult(readBothAges(agesOfChild(child, tx.today), tx.today).now)
}

/** The open cases of a child whom nobody looks after. */
export async function loadGuardianless(tx: Tx, { childId }: { childId: string }): Promise<GuardianlessState> {
  if (!(await isGuardianless(tx, childId))) return { cases: [] }
  const rows = await tx.db
    .selectFrom('case_management.care_case')
    .select('id')
    .where('state', '=', 'open')
    .where('child_id', 'in', await recordsOfChild(tx, childId))
    .orderBy('id')
    .execute()
  const cases: { careCase: CareCase; profile: JurisdictionProfile }[] = []
  for (const { id } of rows) cases.push((await loadCase(tx, id, { lock: true }))!)
  return { cases }
}

/** The open cases of a concern about one child that name no child. For the node, which sees all. */
export async function loadNameless(tx: Tx, { concernId }: { concernId: string }): Promise<NamelessState> {
  if (!(await isOfOneChild(tx, concernId))) return { cases: [] }
  const rows = await tx.db
    .selectFrom('case_management.care_case')
    .select('id')
    .where('state', '=', 'open')
    .where('signal_id', '=', concernId)
    .where('child_id', 'is', null)
    .orderBy('id')
    .execute()
  const cases: CareCase[] = []
  for (const { id } of rows) cases.push((await loadCase(tx, id, { lock: true }))!.careCase)
  return { cases }
}

/** The child's open case, or else the authority with the mandate, or the coordinator's agency. */
export async function loadNonPunishment(
  tx: Tx,
  input: JusticeContactInput,
): Promise<NonPunishmentState & { open: RaiseInput }> {
  const childId = input.childId ?? undefined
  const concernId = input.concernId ?? undefined
  const existing = await findOpenCase(tx, { childId, concernId })
  const concern = concernId ? await readConcern(tx, concernId, 'desk') : undefined
  if (childId) await loadStanding(tx, childId)
  const places = await findPlaceLine(tx.db, concern?.placeCode ?? undefined)
  const profile = getProfile(tx, places.at(-1))
  const { reachable } = await readReachable(tx, profile.country)
  const routing = routeReferral(reachable, {
    country: profile.country,
    places,
    concerns: [],
    immediateDanger: false,
    at: tx.now,
    timeZone: profile.timeZone,
  })
  const lead = routing.routes.find(({ part }) => part === 'lead')
  const agencyId = existing?.agencyId ?? lead?.authority.agencyId ?? (await coordinatorsAgency(tx))
  if (!agencyId) throw new Refused(refuse('case-authority-missing', { status: 503 }))
  return {
    profile,
    existing,
    open: {
      childId,
      concernId,
      agencyId,
      country: profile.country,
      risk: existing?.risk ?? 'high',
      at: input.at,
      contact: await readReported(tx, input),
    },
  }
}

/** The contact as somebody reported it at a concern or a child, or what a screening tells of it: no words. */
async function readReported(tx: Tx, input: JusticeContactInput): Promise<JusticeContact> {
  const { contactId, kind, nexus, at, reportedBy, childId, concernId } = input
  for (const root of [childId, concernId]) {
    if (!root) continue
    const found = (await readContacts(tx, root, root)).find(({ id }) => id === contactId)
    if (found) return found
  }
  return { id: contactId, kind, nexus, happenedAt: at, at: tx.now.toISOString(), by: reportedBy ?? 'node' }
}

async function coordinatorsAgency(tx: Tx): Promise<string | undefined> {
  const accounts = await tx.db
    .selectFrom('kernel.account')
    .select(['agency_id', 'roles'])
    .where('active', '=', true)
    .execute()
  return accounts.find(({ roles }) => roles.includes('coordinator'))?.agency_id
}

/** Who works for a child, as they are now. */
export async function loadPeople(
  tx: Tx,
  { workerId, guardianId }: { workerId?: string | undefined; guardianId?: string | undefined },
): Promise<Pick<AssignState, 'worker' | 'guardian'>> {
  const worker = workerId ? await tx.personThere(workerId) : undefined
  const guardian = guardianId ? await tx.personThere(guardianId) : undefined
  return {
    worker: worker?.agencyId ? { id: worker.id, agencyId: worker.agencyId, roles: worker.roles } : undefined,
    guardian: guardian && { id: guardian.id, roles: guardian.roles },
  }
}

/** Open cases of either record that have a referral about the other. */
export async function loadSeparation(tx: Tx, { keptId, restoredId }: SeparateInput): Promise<SeparateState> {
  const sides = [await recordsOfChild(tx, keptId), await recordsOfChild(tx, restoredId)] as const
  // They were merged again before this ran.
  if (sides[0].includes(restoredId)) return { strayed: [] }
  const strayed: Strayed[] = []
  for (const [own, other] of [sides, [sides[1], sides[0]] as const]) {
    const rows = await tx.db
      .selectFrom('case_management.care_case')
      .select('id')
      .where('state', '=', 'open')
      .where('child_id', 'in', own)
      .orderBy('id')
      .execute()
    for (const { id } of rows) {
      const { careCase, profile } = (await loadCase(tx, id, { lock: true }))!
      const children = await readChildrenOf(tx, careCase.referralIds)
      const referralIds = careCase.referralIds.filter((referral) => other.includes(children.get(referral) ?? ''))
      const childId = children.get(referralIds[0] ?? '')
      if (childId === undefined) continue
      const existing = await findOpenCase(tx, { childId, agencyId: careCase.agencyId })
      strayed.push({ careCase, profile, ...(await loadPeople(tx, careCase)), referralIds, childId, existing })
    }
  }
  return { strayed }
}
