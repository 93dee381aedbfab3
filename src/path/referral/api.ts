import { z } from 'zod'
import { oldestAge } from '#lib/forms'
import type { Resource } from '#kernel/access/access'
import { owed } from '#kernel/owed'
import { command, look, type Decision } from '#kernel/perform'
import { wholeNumberInQuery } from '#kernel/query-number'
import { missingChild, missingInput, saveMissing, sayMissing as decideMissing } from '#path/missing'
import { type Refusal, refuse } from '#kernel/refusal'
import { acceptReferral } from './accept-referral.ts'
import { acknowledgeReferral } from './acknowledge-referral.ts'
import * as aboutConsent from './consent-api.ts'
import { completeReferral as decideCompletion } from './complete-referral.ts'
import { declineReferral } from './decline-referral.ts'
import { draftReferral, routeFor, unattendedFor, type DraftState } from './draft-referral.ts'
import { escalateReferral as decideEscalation } from './escalate-referral.ts'
import { acceptInput, completeInput, declineInput, draftInput, sendInput, withdrawInput } from './inputs.ts'
import { concernKind, type ConcernKind, referralState } from './codes.ts'
import { authority, type Authority, completedAge } from './model.ts'
import { risk } from '#standards/codes'
import { handOverReferral as decideHandOver } from './hand-over-referral.ts'
import { newReferral, referralAnswer as answer } from './node-api.ts'
import { receiveReferral as decideReceipt } from './receive-referral.ts'
import { routeReferral } from './route-referral.ts'
import { seeMessages as decideSight } from './see-messages.ts'
import { sendReferral } from './send-referral.ts'
import { findAgencyCode, listAuthorities, readReachable, storeAuthority } from './store/authority-store.ts'
import { loadDraft } from './store/draft-store.ts'
import { loadWriting } from './store/prepared-store.ts'
import { loadLeft } from './store/duty.ts'
import { loadForMissing, loadToComplete } from './store/missing-store.ts'
import { loadReferral, loadWithdrawing } from './store/referral-store.ts'
import { saveReferral } from './store/save-referral.ts'
import { referralResource as resource, step, stepWith } from './store/steps.ts'
import { findUnderWay, viewRouting } from './store/routing-view.ts'
import { readReferral } from './store/view-store.ts'
import { listedAuthority, referralView, routingView } from './view.ts'
import { withdrawReferral } from './withdraw-referral.ts'
import { writeMessage as decideMessage } from './write-message.ts'

export * from './consent-api.ts'
export {
  followSearch,
  heedFamily,
  openUrgentReferral,
  prepareReferral,
  settlePrepared,
  spreadWithdrawal,
} from './node-api.ts'

const id = z.uuid()
const words = z.string().trim().max(4000)

const about = {
  childId: id.optional(),
  concernId: id.optional(),
  placeCode: z.string().max(40).optional(),
  risk: z.enum(risk.values).optional(),
}

export const draft = command({
  method: 'POST',
  path: '/api/referrals',
  name: 'draft-referral',
  summary: 'Write a referral to the authority responsible; nothing is sent yet',
  owes: owed('referral-drafted', 'referral-sent'),
  refuses: [404, 422],
  input: draftInput.extend({
    ...about,
    age: completedAge.optional(),
    /** Left out: what the decision says that asked for the referral. */
    concerns: z.array(z.enum(concernKind.values)).max(20).optional(),
  }),
  action: 'referral.draft',
  purpose: 'protect',
  load: loadWriting,
  resource: newReferral,
  decide: draftReferral,
  save: saveReferral,
  answer: answer.extend({ alongsideIds: z.array(id) }),
})

/** Comma-separated in the query, because a look has no body. */
const list = z
  .string()
  .max(400)
  .refine((text) =>
    text
      .split(',')
      .filter(Boolean)
      .every((kind) => (concernKind.values as readonly string[]).includes(kind)),
  )
  .optional()

export const routesForNew = look({
  method: 'GET',
  path: '/api/referral-routes',
  name: 'view-referral-routes',
  summary: 'Which authority is responsible for a concern or a child, and why',
  refuses: [404, 422],
  input: z
    .object({
      ...about,
      ageFrom: wholeNumberInQuery(0, oldestAge).optional(),
      ageTo: wholeNumberInQuery(0, oldestAge).optional(),
      concerns: list,
    })
    .refine(({ ageFrom = 0, ageTo = oldestAge }) => ageFrom <= ageTo, { path: ['ageFrom'], error: 'not-an-age' }),
  action: 'referral.route',
  purpose: 'protect',
  load: (tx, { ageFrom, ageTo, concerns, ...rest }) =>
    loadDraft(tx, {
      ...rest,
      concerns: concerns?.split(',').filter(Boolean) as ConcernKind[] | undefined,
      age:
        ageFrom === undefined && ageTo === undefined ? undefined : { from: ageFrom ?? ageTo!, to: ageTo ?? ageFrom! },
    }),
  resource: newReferral,
  show: async (state: DraftState, _input, tx) =>
    viewRouting(
      routeFor(state, tx.now),
      state.profile,
      state.subject,
      unattendedFor(state, tx.now),
      await findUnderWay(tx, state),
    ),
  answer: routingView,
})

export const viewReferral = look({
  method: 'GET',
  path: '/api/referrals/:id',
  name: 'view-referral',
  summary: 'Read a referral, as far as one side may',
  input: z.object({ id }),
  action: 'referral.read',
  purpose: 'protect',
  load: (tx, input) => loadReferral(tx, input.id),
  resource,
  show: (state, _input, tx) => readReferral(tx, state),
  answer: referralView,
})

export const routesOf = look({
  method: 'GET',
  path: '/api/referrals/:id/routes',
  name: 'view-routes-of-referral',
  summary: 'Which authority is responsible for what this referral is about, and why',
  input: z.object({ id }),
  action: 'referral.read',
  purpose: 'protect',
  load: (tx, input) => loadReferral(tx, input.id),
  resource,
  show: async ({ referral, profile }, _input, tx) => {
    const { reachable, unattended } = await readReachable(tx, referral.country)
    const question = {
      ...referral,
      immediateDanger: referral.risk === 'immediate',
      at: tx.now,
      timeZone: profile.timeZone,
    }
    const routing = routeReferral(reachable, question)
    return viewRouting(routing, profile, referral, routeReferral(unattended, question).routes)
  },
  answer: routingView,
})

export const authorities = look({
  method: 'GET',
  path: '/api/authorities',
  name: 'view-authorities',
  summary: 'Which authorities there are, with their mandates and on-call hours',
  input: z.object({}),
  action: 'authority.read',
  purpose: 'protect',
  load: (tx) => listAuthorities(tx.db),
  resource: (): Resource => ({ kind: 'authority', id: 'all' }),
  show: (state) => ({ authorities: state }),
  answer: z.object({ authorities: z.array(listedAuthority) }),
})

export const keepAuthority = command({
  method: 'POST',
  path: '/api/authorities',
  name: 'keep-authority',
  summary: 'Add an authority, or change its mandates, hours and contact',
  refuses: [422],
  input: authority,
  action: 'authority.keep',
  purpose: 'administer',
  load: async (tx, input) => ({ agencyCode: await findAgencyCode(tx.db, input.agencyId) }),
  resource: (_state, input) => ({ kind: 'authority', id: input.id }),
  // The two must match, because a slip in one of them would give the mandate to another agency.
  decide: ({ agencyCode }, input): Decision<Authority, { id: string }> | Refusal =>
    agencyCode === input.agencyCode
      ? { changes: [input], events: [], answer: { id: input.id } }
      : refuse('agency-mismatched', { status: 422 }),
  save: (tx, change) => storeAuthority(tx.db, change, tx.now),
  answer: z.object({ id }),
})

export const send = stepWith({
  path: 'send',
  name: 'send-referral',
  summary: 'Send a referral; the authority’s deadlines start',
  refuses: [422],
  action: 'referral.send',
  input: sendInput.extend({ id }),
  answer,
  decide: sendReferral,
  load: (tx, input) => loadReferral(tx, input.id, { lock: true, authorityId: input.authorityId, chooses: true }),
})
export const receiveReferral = step({
  path: 'receive',
  name: 'receive-referral',
  summary: 'Record that the desk has opened a referral',
  action: 'referral.receive',
  input: z.object({ id }),
  answer,
  decide: decideReceipt,
})
export const acknowledge = step({
  path: 'acknowledge',
  name: 'acknowledge-referral',
  summary: 'Acknowledge a referral',
  action: 'referral.answer',
  input: z.object({ id }),
  answer,
  decide: acknowledgeReferral,
})
export const accept = step({
  path: 'accept',
  name: 'accept-referral',
  summary: 'Accept a referral; a case opens, or it joins the open case of the child',
  refuses: [422],
  action: 'referral.answer',
  input: acceptInput.extend({ id }),
  answer,
  decide: acceptReferral,
})
export const decline = stepWith({
  path: 'decline',
  name: 'decline-referral',
  summary: 'Decline a referral: why the authority cannot take it, and who can',
  refuses: [422],
  action: 'referral.answer',
  input: declineInput.extend({ id }),
  answer: answer.extend({ nextId: id, nextState: z.enum(referralState.values) }),
  decide: declineReferral,
  load: (tx, input) =>
    loadReferral(tx, input.id, { lock: true, nextAuthorityId: input.nextAuthorityId, chooses: true }),
})
export const withdraw = stepWith({
  path: 'withdraw',
  name: 'withdraw-referral',
  summary: 'Withdraw a referral before it is accepted',
  refuses: [422],
  action: 'referral.withdraw',
  input: withdrawInput.extend({ id }),
  answer,
  decide: withdrawReferral,
  load: (tx, input) => loadWithdrawing(tx, input),
})
export const completeReferral = stepWith({
  path: 'complete',
  name: 'complete-referral',
  summary: 'Tell the sender the outcome, as far as they may know',
  refuses: [422],
  action: 'referral.complete',
  input: completeInput.extend({ id }),
  answer,
  decide: decideCompletion,
  load: loadToComplete,
})
export const sayMissing = command({
  method: 'POST',
  path: '/api/referrals/:id/missing',
  name: 'say-missing-from-referral',
  summary: 'Say that the child of this referral is missing: the search begins',
  refuses: [422],
  input: missingInput.extend({ id }),
  action: 'referral.say-missing',
  purpose: 'protect',
  load: loadForMissing,
  resource,
  decide: (state, { id: _, ...said }, context) => decideMissing(state, said, context),
  save: saveMissing,
  answer: z.object({ id, version: z.int(), state: missingChild.shape.state }),
})
export const writeMessage = step({
  path: 'messages',
  name: 'write-message',
  summary: 'Write to the other side',
  refuses: [422],
  action: 'referral.write-message',
  input: z.object({ id, text: words }),
  answer,
  decide: decideMessage,
})

export const seeMessages = step({
  path: 'messages/seen',
  name: 'see-messages',
  summary: 'Record that messages were on somebody’s screen; they no longer wait before that side',
  action: 'referral.see-messages',
  input: z.object({ id, messageIds: z.array(id).min(1).max(1_000) }),
  answer,
  decide: decideSight,
})

/** The node runs it when people have left who had to do with the referral. */
export const handOverReferral = stepWith({
  path: 'hand-over',
  name: 'hand-over-referral',
  summary: 'Hand over a referral whose people have left',
  action: 'referral.escalate',
  input: z.object({ id }),
  answer,
  load: loadLeft,
  decide: decideHandOver,
})

/** The node runs it on DeadlineMissed of a referral. */
export const escalateReferral = step({
  path: 'escalate',
  name: 'escalate-referral',
  summary: 'Tell supervisors or the coordinator that a deadline was missed',
  action: 'referral.escalate',
  input: z.object({ id, clockId: z.string(), level: z.int() }),
  answer,
  decide: decideEscalation,
})

export const routes = [
  draft,
  routesForNew,
  viewReferral,
  routesOf,
  authorities,
  keepAuthority,
  ...Object.values(aboutConsent),
  send,
  receiveReferral,
  acknowledge,
  accept,
  decline,
  withdraw,
  completeReferral,
  sayMissing,
  writeMessage,
  seeMessages,
]
