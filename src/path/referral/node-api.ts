/** The commands by which the node opens and ends referrals itself. Nobody calls them over HTTP. */
import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command } from '#kernel/perform'
import { referralState } from './codes.ts'
import { heedFamily as decideHeeding } from './heed-family.ts'
import { prepareInput, spreadInput } from './inputs.ts'
import { openUrgentReferral as decideUrgent } from './open-urgent-referral.ts'
import { followSearch as decideFollowing } from './follow-search.ts'
import { prepareReferral as decidePreparation, settlePrepared as decideSettling } from './prepare-referral.ts'
import { loadFollowing, saveFollowed } from './store/missing-store.ts'
import { loadPrepared, loadPreparing } from './store/prepared-store.ts'
import { loadFamily } from './store/family-store.ts'
import { saveReferral } from './store/save-referral.ts'
import { loadOthers } from './store/spread-store.ts'
import { loadUrgent } from './store/urgent-store.ts'
import { spreadWithdrawal as decideSpread } from './withdraw-consent.ts'

const id = z.uuid()
/** The answer of every command about one referral. */
export const referralAnswer = z.object({ id, version: z.int(), state: z.enum(referralState.values) })

/** A referral that does not exist yet. */
export function newReferral(
  _state: unknown,
  input: { concernId?: string | undefined; childId?: string | undefined },
): Resource {
  return { kind: 'referral', id: input.concernId ?? input.childId ?? 'new', personal: true }
}

/** The node runs it on ImmediateDangerReported: the authority on call gets a referral at once. */
export const openUrgentReferral = command({
  method: 'POST',
  path: '/api/referrals/urgent',
  name: 'open-urgent-referral',
  summary: 'Send immediate danger to the authority on call',
  /** `dangerAt`: when the danger was reported, which may be long after the concern was raised. */
  input: z.object({ concernId: id, deskAgencyId: id.optional(), dangerAt: z.iso.datetime().optional() }),
  action: 'referral.open-urgent',
  purpose: 'protect',
  load: loadUrgent,
  resource: newReferral,
  decide: (state, input, context) =>
    state.already
      ? { changes: [], events: [], answer: state.already }
      : decideUrgent(state.draft, context, { agencyId: input.deskAgencyId, id: 'node' }),
  save: saveReferral,
  answer: referralAnswer.extend({ alongsideIds: z.array(id) }),
})

/** The node runs it on OutcomeDecided: the duty to refer begins, before the person who decided and their desk. */
export const prepareReferral = command({
  method: 'POST',
  path: '/api/referrals/prepared',
  name: 'prepare-referral',
  summary: 'Open a referral for a person to write, after a decision about the child',
  input: prepareInput,
  action: 'referral.prepare',
  purpose: 'protect',
  load: loadPreparing,
  resource: newReferral,
  decide: decidePreparation,
  save: saveReferral,
  answer: z.object({ prepared: id.nullable() }),
})

/** The node runs it on ReferralSent: what another desk has not written yet is no longer its duty. */
export const settlePrepared = command({
  method: 'POST',
  path: '/api/referrals/prepared/settle',
  name: 'settle-prepared-referrals',
  summary: 'End what nobody has written, because another referral of the child was sent',
  input: z.object({ concernId: id.optional(), childId: id.optional() }),
  action: 'referral.prepare',
  purpose: 'protect',
  load: async (tx, input) => ({ waiting: await loadPrepared(tx, input) }),
  resource: newReferral,
  decide: decideSettling,
  save: saveReferral,
  answer: z.object({ settled: z.int() }),
})

/** The node runs it when a search begins or ends, and when a referral of the child is sent or accepted. */
export const followSearch = command({
  method: 'POST',
  path: '/api/referrals/follow-search',
  name: 'follow-search-from-referral',
  summary: 'Put the search for a child before the people of the child’s referrals',
  input: z.object({ concernId: id.optional(), childId: id.optional(), ended: z.boolean().optional() }),
  action: 'referral.follow-search',
  purpose: 'protect',
  load: loadFollowing,
  resource: newReferral,
  decide: decideFollowing,
  save: saveFollowed,
  answer: z.object({ referrals: z.int() }),
})

/** The node runs it on FamilyMarked: a caregiver who may be part of it is neither asked nor told. */
export const heedFamily = command({
  method: 'POST',
  path: '/api/referrals/heed-family',
  name: 'heed-family',
  summary: "Tell a child's referrals under way that somebody of the family is under concern",
  input: z.object({ childId: id }),
  action: 'referral.prepare',
  purpose: 'protect',
  load: loadFamily,
  resource: newReferral,
  decide: decideHeeding,
  save: saveReferral,
  answer: z.object({ heeded: z.int() }),
})

/** The node runs it on ConsentWithdrawn: what the child said about everybody reaches every recipient of this node. */
export const spreadWithdrawal = command({
  method: 'POST',
  path: '/api/referrals/withdrawals',
  name: 'spread-withdrawal',
  summary: 'Carry a withdrawal of consent to the other referrals of the child',
  input: spreadInput,
  action: 'referral.prepare',
  purpose: 'protect',
  load: loadOthers,
  resource: newReferral,
  decide: decideSpread,
  save: saveReferral,
  answer: z.object({ told: z.int() }),
})
