import { referenceOf } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import { familyStandingOf, loadStanding, meetingFactsOf, onMeeting, searchOfChild } from '#path/children'
import { findReferralsOf } from '#path/referral'
import { viewClock } from '#standards'
import { openRequest } from '../ask-to-close.ts'
import { findAssignment } from '../assign-clock.ts'
import { contactBarsOf } from '../family-contact.ts'
import type { CareCase, Task } from '../model.ts'
import type { CaseView, WorkersView } from '../view.ts'
import * as sealed from './sealed.ts'
import type { LoadedCase } from './case-store.ts'
import { findTakenOver } from './closing-store.ts'
import { isDeskThere } from './duty.ts'

type Words = Record<string, string>

export async function readCase(tx: Tx, { careCase, keyId, profile }: LoadedCase): Promise<CaseView> {
  const { id } = careCase
  const row = await tx.db
    .selectFrom('case_management.care_case')
    .select(['sealed_name', 'sealed_facts'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const steps = await tx.db
    .selectFrom('case_management.step')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('at')
    .orderBy('number')
    .orderBy('id')
    .execute()
  const names = await tx.people([
    careCase.workerId,
    careCase.guardianId,
    ...steps.flatMap(({ author, detail }) => [author, (detail as Words)['worker']]),
    ...careCase.tasks.map(({ endedBy }) => endedBy),
    ...careCase.contacts.map(({ by }) => by),
    careCase.closing?.askedBy,
    careCase.closing?.answeredBy,
  ])
  const reports = await readReports(tx, id, keyId)
  const agencies = await tx.agencies([careCase.agencyId])
  const assign = findAssignment(careCase.clocks)
  const person = (accountId: string | undefined): { id: string; name: string } | null =>
    accountId ? { id: accountId, name: names.get(accountId) ?? '' } : null
  const open = careCase.state === 'open'
  const child = careCase.childId ? await loadStanding(tx, careCase.childId) : undefined
  const family = await familyStandingOf(tx, careCase.childId)
  const facts = (await sealed.facts.open(tx, keyId, id, row.sealed_facts)) ?? []
  const holds = (...roles: string[]): boolean => tx.actor.roles.some((role) => roles.includes(role))
  const here = tx.actor.agencyId === careCase.agencyId
  return {
    id,
    version: careCase.version,
    reference: referenceOf(tx.prefix, id),
    state: careCase.state,
    origin: careCase.origin,
    risk: careCase.risk,
    name: (await sealed.name.open(tx, keyId, id, row.sealed_name)) ?? null,
    facts: family.underConcern ? withFamilyUnderConcern(facts) : facts,
    meeting: child ? meetingFactsOf(child) : onMeeting(facts),
    contactBars: [...contactBarsOf(careCase, family, facts)],
    childId: careCase.childId ?? null,
    missing: (await searchOfChild(tx, careCase)) ?? null,
    concernId: await concernToRead(tx, careCase),
    referralIds: await referralsToRead(tx, careCase),
    agency: agencies.get(careCase.agencyId) ?? null,
    worker: person(careCase.workerId),
    guardian: person(careCase.guardianId),
    openedAt: careCase.openedAt,
    assignedAt: careCase.assignedAt ?? null,
    closedAt: careCase.closedAt ?? null,
    closeReason: careCase.closeReason ?? null,
    closeNote: careCase.closeNote ?? null,
    closing: careCase.closing
      ? {
          ...careCase.closing,
          askedByName: names.get(careCase.closing.askedBy) ?? null,
          answeredByName: names.get(careCase.closing.answeredBy ?? '') ?? null,
        }
      : null,
    takenOver: (open ? await findTakenOver(tx, careCase) : []).map((one) => ({
      id: one.id,
      name: one.authorityName,
      acceptedAt: one.acceptedAt!,
    })),
    escalatedTo: careCase.escalatedTo,
    tasks: careCase.tasks.map((task) => {
      const clock = careCase.clocks.find(({ level, about }) => level === 0 && about === task.id)
      return {
        ...task,
        report: reports.get(task.id) ?? null,
        endedByName: task.endedBy ? (names.get(task.endedBy) ?? null) : null,
        clock: clock ? viewClock(clock, profile) : null,
        mine: isMine(task.side, tx),
      }
    }),
    contacts: careCase.contacts.map((contact) => ({ ...contact, byName: names.get(contact.by) ?? null })),
    punishment: {
      lawyerAt: doneAt(careCase, 'legal-help'),
      releaseAt: doneAt(careCase, 'release'),
      toldAt: doneAt(careCase, 'non-punishment'),
    },
    assignClock: assign ? viewClock(assign, profile) : null,
    timeline: steps.map((step) => {
      const { worker, ...detail } = step.detail as Words
      return {
        kind: step.kind,
        at: step.at.toISOString(),
        person: names.get(step.author) ?? null,
        detail: { ...detail, ...(worker && { worker: names.get(worker) ?? '' }) },
      }
    }),
    may: {
      assign:
        open &&
        ((here && holds('authority', 'supervisor')) || (holds('coordinator') && !(await isDeskThere(tx, careCase)))),
      work: open && holds('caseworker', 'guardian', 'authority', 'supervisor'),
      close: open && here && holds('caseworker', 'supervisor') && openRequest(careCase) === undefined,
      agree: ((here && holds('supervisor')) || holds('coordinator')) && mayAnswer(careCase, tx),
      afterCare: !open && holds('caseworker', 'authority', 'supervisor'),
    },
  }
}

async function concernToRead(tx: Tx, { concernId }: CareCase): Promise<string | null> {
  return concernId && (await tx.sees('concern', concernId)) ? concernId : null
}

/** A case that opened for an arrest is linked with the referral that is under way. Drafts are nobody's but the sender's. */
async function referralsToRead(tx: Tx, { childId, concernId, referralIds }: CareCase): Promise<string[]> {
  const others = await findReferralsOf(tx, { childId, concernId })
  const sent = others.flatMap(({ id, sentAt, state }) => (sentAt && state !== 'withdrawn' ? [id] : []))
  return [...new Set([...referralIds, ...sent])]
}

/** When the authority did what the node asked of it, last. Undone while a newer task of the kind is open. */
function doneAt({ tasks }: LoadedCase['careCase'], kind: Task['kind']): string | null {
  const asked = tasks.filter((task) => task.kind === kind && task.side === 'authority' && task.addedBy === 'node')
  if (asked.some(({ result }) => result === undefined)) return null
  return (
    asked
      .flatMap(({ result, endedAt }) => (result === 'done' && endedAt ? [endedAt] : []))
      .sort()
      .at(-1) ?? null
  )
}

/** What is to be read, by task. */
async function readReports(tx: Tx, caseId: string, keyId: string): Promise<Map<string, CaseView['facts']>> {
  const rows = await tx.db
    .selectFrom('case_management.task')
    .select(['id', 'sealed_report'])
    .where('case_id', '=', caseId)
    .where('sealed_report', 'is not', null)
    .execute()
  const found = await Promise.all(
    rows.map(async (row) => [row.id, await sealed.taskReport.open(tx, keyId, row.id, row.sealed_report)] as const),
  )
  return new Map(found.flatMap(([task, facts]) => (facts ? [[task, facts] as const] : [])))
}

/** A request waits for an answer, and somebody else made it. */
function mayAnswer(careCase: CareCase, { actor }: Tx): boolean {
  const asked = openRequest(careCase)
  return careCase.state === 'open' && asked !== undefined && asked.askedBy !== actor.id
}

/** The record of the child says more than the referral knew when it was sent. */
function withFamilyUnderConcern(facts: CaseView['facts']): CaseView['facts'] {
  const told = { group: 'safety', item: 'caregiver', code: 'referral.caregiver-told.under-concern' }
  return [told, ...facts.filter(({ item }) => item !== 'caregiver')]
}

function isMine(side: string, { actor }: Tx): boolean {
  return side === 'guardian' ? actor.roles.includes('guardian') : actor.roles.some((role) => role === side)
}

/** People who can be assigned: case workers of this authority and guardians, with the number of their open cases. */
export async function readWorkers(tx: Tx, { careCase }: LoadedCase): Promise<WorkersView> {
  const accounts = await tx.db
    .selectFrom('kernel.account')
    .select(['id', 'name', 'roles', 'agency_id'])
    .where('active', '=', true)
    .orderBy('name')
    .execute()
  const agencies = await tx.db.selectFrom('kernel.agency').select(['id', 'name', 'country']).execute()
  const cases = await tx.db
    .selectFrom('case_management.care_case')
    .select(['worker_id', 'guardian_id'])
    .where('state', '=', 'open')
    .where('agency_id', '=', careCase.agencyId)
    .execute()
  const home = agencies.find(({ id }) => id === careCase.agencyId)?.country
  // The coordinator finds a worker elsewhere for a case where nobody is left.
  const anywhere = tx.actor.roles.includes('coordinator') && !(await isDeskThere(tx, careCase))
  const inCountry = new Set(agencies.filter(({ country }) => country === home).map(({ id }) => id))
  const barred = await Promise.all(accounts.map(({ id }) => tx.bars.isBarred(id)))
  const free = accounts.filter((_, index) => !barred[index])
  return {
    workers: free
      .filter(
        ({ agency_id, roles }) =>
          roles.includes('caseworker') && (anywhere ? inCountry.has(agency_id) : agency_id === careCase.agencyId),
      )
      .map(({ id, name }) => ({ id, name, openCases: cases.filter(({ worker_id }) => worker_id === id).length })),
    guardians: free
      .filter(({ agency_id, roles }) => roles.includes('guardian') && inCountry.has(agency_id))
      .map(({ id, name, agency_id }) => ({
        id,
        name,
        agency: (agencies.find((agency) => agency.id === agency_id)?.name ?? {}) as Words,
        openCases: cases.filter(({ guardian_id }) => guardian_id === id).length,
      })),
  }
}
