import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command, type Decision, look } from '#kernel/perform'
import { desks } from '#kernel/roles'
import { getDeskScope } from '#kernel/sign-in/accounts'
import type { Tx } from '#kernel/tx'
import { dueNow, findProfile } from '#standards'
import type { Risk } from '#standards/codes'
import { htcdsView } from '#standards/htcds'
import { grantsOf, htcdsFactsOf, loadStanding, type RecordGrant } from '#path/children'
import { loadConcern } from '#path/signals'
import { answerScreening } from './answer-screening.ts'
import { decideOutcome } from './decide-outcome.ts'
import { escalateScreening as decideEscalation } from './escalate-screening.ts'
import {
  type FollowState,
  handOverScreening as decideHandOver,
  nameChildOfScreening as decideNaming,
  openScreeningTo as decideOpening,
} from './follow-the-path.ts'
import { showScreeningAsHtcds } from './htcds-row.ts'
import { answersInput, contactInput, outcomeInput } from './inputs.ts'
import { passOnScreening } from './pass-on-screening.ts'
import { reportJusticeContact } from './report-justice-contact.ts'
import type { ScreeningState } from './screening-change.ts'
import { startScreening, type StartState } from './start-screening.ts'
import { isAttended } from './store/lists.ts'
import { getPacks } from './store/packs.ts'
import {
  findScreeningOf,
  loadForChange,
  loadScreening,
  loadWithSharedSight,
  saveScreening,
  saveStart,
} from './store/screening-store.ts'
import { findScreeningDesks } from './store/screening-desks.ts'
import { findSubject } from './store/subject.ts'
import { readScreening } from './store/view-store.ts'
import { packsView, screeningView } from './view.ts'

const id = z.uuid()
const screeningAnswer = z.object({ id, version: z.int() })

function screeningResource({ screening, scopes }: ScreeningState): Resource {
  return { kind: 'screening', id: screening.id, scopes, personal: true }
}

/** What is known of danger when a screening starts. */
async function riskOf(tx: Tx, concernId: string | undefined): Promise<Risk> {
  const concern = concernId === undefined ? undefined : await loadConcern(tx, concernId)
  return concern?.danger === 'immediate' ? 'immediate' : 'unknown'
}

export const start = command({
  method: 'POST',
  path: '/api/screenings',
  name: 'start-screening',
  summary: 'Start a screening, or continue the existing one',
  refuses: [404, 422],
  input: z.object({ concernId: id.optional(), childId: id.optional() }),
  action: 'screening.start',
  purpose: 'protect',
  load: async (tx, input): Promise<(StartState & { seenBy: readonly number[] }) | undefined> => {
    const subject = await findSubject(tx, input)
    return (
      subject && {
        ...subject,
        existing: await findScreeningOf(tx, subject),
        packs: getPacks(),
        profile: findProfile(tx.country),
        risk: await riskOf(tx, input.concernId),
      }
    )
  },
  resource: (state) => ({
    kind: 'screening',
    id: state.existing?.id ?? state.childId ?? state.concernId ?? '',
    scopes: state.seenBy,
    personal: true,
  }),
  decide: startScreening,
  save: saveStart,
  answer: screeningAnswer,
})

export const viewScreening = look({
  method: 'GET',
  path: '/api/screenings/:id',
  name: 'view-screening',
  summary: 'Read a screening with every answer',
  input: z.object({ id }),
  action: 'screening.read',
  purpose: 'protect',
  load: (tx, input) => loadScreening(tx, input.id),
  resource: screeningResource,
  show: (state, _input, tx) => readScreening(tx, state),
  answer: screeningView,
})

export const exportScreening = look({
  method: 'GET',
  path: '/api/screenings/:id/htcds',
  name: 'export-screening-htcds',
  summary: 'A screening with the facts of its child as an HTCDS row, with what HTCDS cannot hold',
  input: z.object({ id }),
  action: 'screening.export',
  purpose: 'protect',
  load: async (tx, input) => {
    const state = await loadScreening(tx, input.id)
    const childId = state?.screening.childId
    return state && { ...state, child: childId === undefined ? undefined : await loadStanding(tx, childId) }
  },
  resource: screeningResource,
  show: ({ screening, child }) => showScreeningAsHtcds(getPacks(), screening, child ? htcdsFactsOf(child) : []),
  alsoShows: ({ child }) => (child ? [child.id] : []),
  answer: htcdsView,
})

export const answer = command({
  method: 'POST',
  path: '/api/screenings/:id/answers',
  name: 'answer-screening',
  summary: 'Add answers to a screening',
  refuses: [422],
  input: answersInput.extend({ id }),
  action: 'screening.answer',
  purpose: 'protect',
  load: loadForChange,
  resource: screeningResource,
  decide: answerScreening,
  save: saveScreening,
  answer: screeningAnswer,
})

export const decide = command({
  method: 'POST',
  path: '/api/screenings/:id/outcome',
  name: 'decide-outcome',
  summary: 'Decide the outcome of a screening, with a reason',
  refuses: [422],
  input: outcomeInput.extend({ id }),
  action: 'screening.decide',
  purpose: 'protect',
  load: loadForChange,
  resource: (state, input) => ({ ...screeningResource(state), attrs: { outcome: input.outcome } }),
  decide: decideOutcome,
  save: saveScreening,
  answer: screeningAnswer,
})

/** For the coordinator, where the people who had the screening have left. */
export const passOn = command({
  method: 'POST',
  path: '/api/screenings/:id/pass-on',
  name: 'pass-on-screening',
  summary: 'Give a screening where nobody is left to a desk that goes on with it',
  refuses: [422],
  input: z.object({ id, toAgencyId: id }),
  action: 'screening.pass-on',
  purpose: 'protect',
  load: async (tx, input) => {
    const state = await loadForChange(tx, input)
    return state && { ...state, desks: await findScreeningDesks(tx) }
  },
  resource: screeningResource,
  decide: passOnScreening,
  save: saveScreening,
  answer: screeningAnswer,
})

export const reportContact = command({
  method: 'POST',
  path: '/api/screenings/:id/justice-contact',
  name: 'report-justice-contact',
  summary: 'Report that the child was arrested, charged, detained or fined',
  refuses: [422],
  input: contactInput.extend({ id }),
  action: 'screening.report-justice-contact',
  purpose: 'protect',
  load: async (tx, input) => {
    const state = await loadForChange(tx, input)
    return state && { ...state, profile: findProfile(tx.country) }
  },
  resource: screeningResource,
  decide: reportJusticeContact,
  save: saveScreening,
  answer: screeningAnswer.extend({ protects: z.boolean(), due: z.array(dueNow) }),
})

/** Packs contain nothing about a child. The phone stores them and weighs the answers itself. */
export const readPacks = look({
  method: 'GET',
  path: '/api/indicator-packs',
  name: 'view-indicator-packs',
  summary: 'Read the indicator packs, with their sources and empty places',
  input: z.object({}),
  action: 'screening.read-packs',
  purpose: 'protect',
  load: () => Promise.resolve(getPacks()),
  resource: () => ({ kind: 'indicator-packs', id: 'all' }),
  show: (packs) => ({ packs: [...packs] }),
  answer: packsView,
})

export const routes = [start, viewScreening, exportScreening, answer, decide, passOn, reportContact, readPacks]

const about = { concernId: id.optional(), childId: id.optional() }
const followed = z.object({ screenings: z.int() })

async function loadFollowed(
  tx: Tx,
  input: { concernId?: string | undefined; childId?: string | undefined },
): Promise<FollowState> {
  const found = await findScreeningOf(tx, input)
  return { state: found && (await loadForChange(tx, found)) }
}

async function saveFollowed(
  tx: Tx,
  change: Parameters<typeof saveScreening>[1],
  { state }: FollowState,
): Promise<void> {
  if (state) await saveScreening(tx, change, state)
}

function followedResource({ state }: FollowState): Resource {
  return state ? screeningResource(state) : { kind: 'screening', id: 'none' }
}

/** The node runs it when a referral is sent: the receiving desk gets access to the screening. Not mounted. */
export const openScreeningTo = command({
  method: 'POST',
  path: '/api/screenings/open-to',
  name: 'open-screening-to',
  summary: 'Give the desk responsible for the child access to the screening',
  input: z.object({ ...about, agencyId: id, desk: z.enum(desks) }),
  action: 'screening.open-to',
  purpose: 'protect',
  load: async (tx, input) => ({
    ...(await loadFollowed(tx, input)),
    deskScope: await getDeskScope(tx.db, input.agencyId, input.desk),
  }),
  resource: followedResource,
  decide: decideOpening,
  save: saveFollowed,
  answer: followed,
})

/** The node runs it when people have left who had the screening. Not mounted. */
export const handOverScreening = command({
  method: 'POST',
  path: '/api/screenings/:id/hand-over',
  name: 'hand-over-screening',
  summary: 'Hand over a screening whose people have left',
  input: z.object({ id }),
  action: 'screening.open-to',
  purpose: 'protect',
  load: async (tx, input) => {
    const state = await loadForChange(tx, input)
    return { state, attended: state && (await isAttended(tx, input.id)) }
  },
  resource: followedResource,
  decide: decideHandOver,
  save: saveFollowed,
  answer: followed,
})

/** The node runs it on DeadlineMissed of a screening. Not mounted. */
export const escalateScreening = command({
  method: 'POST',
  path: '/api/screenings/:id/escalate',
  name: 'escalate-screening',
  summary: 'Tell supervisors or the coordinator that nobody decided in time',
  input: z.object({ id, clockId: z.string(), level: z.int() }),
  action: 'screening.escalate',
  purpose: 'protect',
  load: async (tx, input) => {
    const state = await loadForChange(tx, input)
    return state && { ...state, profile: findProfile(tx.country) }
  },
  resource: screeningResource,
  decide: decideEscalation,
  save: saveScreening,
  answer: screeningAnswer,
})

/** With several children in a concern it is unclear which was screened. A person then starts from the child. */
async function hasOneChild(tx: Tx, concernId: string): Promise<boolean> {
  const concern = await loadConcern(tx, concernId)
  return concern?.persons.length === 1
}

async function findGrants(tx: Tx, childId: string): Promise<RecordGrant[]> {
  const child = await loadStanding(tx, childId)
  return child ? grantsOf(child) : []
}

/** The node runs it when the child of a concern is registered. Not mounted. */
export const nameChildOfScreening = command({
  method: 'POST',
  path: '/api/screenings/name-child',
  name: 'name-child-of-screening',
  summary: 'Link the screening of a concern to the child it is about',
  input: z.object({ concernId: id, childId: id }),
  action: 'screening.name-child',
  purpose: 'protect',
  load: async (tx, input) =>
    (await hasOneChild(tx, input.concernId))
      ? {
          ...(await loadFollowed(tx, { concernId: input.concernId })),
          childGrants: await findGrants(tx, input.childId),
        }
      : { state: undefined },
  resource: followedResource,
  decide: decideNaming,
  save: saveFollowed,
  answer: followed,
})

/** The node runs it after records of a child were merged or a merge was undone: who sees their screenings. Not mounted. */
export const workOutSight = command({
  method: 'POST',
  path: '/api/screenings/sight',
  name: 'work-out-screening-sight',
  summary: 'Work out again who may see the screenings of these records of a child',
  input: z.object({ childIds: z.array(id).max(10) }),
  action: 'screening.open-to',
  purpose: 'protect',
  load: async (tx, input) => ({ states: await loadWithSharedSight(tx, input.childIds) }),
  resource: () => ({ kind: 'screening', id: 'none' }),
  decide: ({ states }): Decision<ScreeningState, z.infer<typeof followed>> => ({
    changes: [...states],
    events: [],
    answer: { screenings: states.length },
  }),
  save: (tx, state) => saveScreening(tx, { kind: 'sight-changed' }, state),
  answer: followed,
})
