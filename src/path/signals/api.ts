import { z } from 'zod'
import { command, type Decision, look } from '#kernel/perform'
import type { Refusal } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { keepNewFrom } from '#path/kept-from'
import { dateAnswerSchema } from '#lib/forms/model'
import {
  closeConcern as decideClosing,
  giveToCase as decideGiving,
  keepConcern as decideKeeping,
} from './close-concern.ts'
import { closeReasonToChoose, keepReason } from './codes.ts'
import { raiseInput, receiveInput, type ReceiveInput } from './model.ts'
import { raiseConcern, type RaisedConcern, type RaiseState } from './raise-concern.ts'
import { addReport, type KnownReport } from './receive-report.ts'
import type { ConcernChange, ConcernState } from './concern-state.ts'
import type { ConcernEvent } from './events.ts'
import { concernAnswer, loadWithRules, step, stepWith } from './node-api.ts'
import { claimSourceReference, loadRaise, saveRaised } from './store/raise-store.ts'
import { concernResource, newConcern, sideOf } from './concern-resource.ts'
import { loadForChange, loadConcern, loadToAddTo, saveChange } from './store/concern-store.ts'
import { followedView } from './followed-state.ts'
import { findStaffedDesks } from './store/triage-desks.ts'
import { findFollowed, readConcern } from './store/view-store.ts'
import {
  addToConcern as decideAddition,
  type ConcernToAddTo,
  linkChild,
  mergeConcerns as decideMerge,
  passOnConcern,
  seeReply as decideSight,
  takeConcern,
  writeAtDesk,
} from './triage.ts'
import { concernView } from './view.ts'

export {
  closeConcernAsKnown,
  escalateConcern,
  handOverConcern,
  noteProgressOnConcern,
  returnConcern,
} from './node-api.ts'

const idAnswer = z.object({ id: z.uuid() })
const text = z.string().trim().min(1).max(10_000)

/** The stored digest of a receipt depends on the node key, so a person who reads the table cannot use it. */
function keptDigest(tx: Tx, digest: string): string {
  return tx.vault.token('receipt', digest).toString('hex')
}

export const raise = command({
  method: 'POST',
  path: '/api/concerns',
  name: 'raise-concern',
  summary: 'Raise a concern about a child',
  refuses: [422],
  input: raiseInput,
  action: 'concern.raise',
  purpose: 'protect',
  load: (tx, input) => loadRaise(tx, input, 'worker'),
  resource: newConcern,
  decide: raiseConcern,
  save: saveRaised,
  answer: idAnswer,
})

/** For the public page: no account, no address. The receipt is made from the id (see receipt.ts). */
export const raisePublicly = command({
  method: 'POST',
  path: '/api/public/concerns',
  name: 'raise-concern-publicly',
  summary: 'Raise a concern without an account',
  open: 'public',
  input: raiseInput.extend({ receiptDigest: z.string().regex(/^[0-9a-f]{64}$/) }),
  action: 'concern.raise-publicly',
  purpose: 'protect',
  load: async (tx, input) => ({ ...(await loadRaise(tx, input, 'public')), receiptDigest: input.receiptDigest }),
  resource: newConcern,
  decide: raiseConcern,
  save: async (tx, change, state) => {
    await saveRaised(tx, change)
    tx.write(
      tx.db
        .insertInto('signals.receipt')
        .values({ digest: keptDigest(tx, state.receiptDigest), root_id: change.input.id }),
    )
  },
  answer: idAnswer,
})

/** For hotlines, platforms and other systems. Under one number of one agency there is one concern. */
export const receiveConcern = command({
  method: 'POST',
  path: '/api/concerns/hand-over',
  name: 'receive-concern',
  summary: 'Send a concern from another system',
  refuses: [422],
  open: 'agency-key',
  input: receiveInput,
  action: 'concern.hand-over',
  purpose: 'protect',
  load: async (
    tx,
    input: ReceiveInput,
  ): Promise<{ fresh: RaiseState } | { known: KnownReport; keptFrom: readonly number[] }> => {
    const fresh = { ...(await loadRaise(tx, input, 'agency-key')), sourceReference: input.sourceReference }
    const before = await claimSourceReference(tx, tx.actor.agencyId ?? '', input)
    if (!before) return { fresh }
    return {
      keptFrom: fresh.keptFrom,
      known: { ...fresh, sameAgain: before.sameAgain, concern: (await loadToAddTo(tx, before.id))! },
    }
  },
  resource: newConcern,
  decide: (state, input, context): Decision<RaisedConcern | ConcernChange, { id: string }, ConcernEvent> | Refusal =>
    'known' in state ? addReport(state.known, input, context) : raiseConcern(state.fresh, input, context),
  save: async (tx, change, state) => {
    if (!('kind' in change)) return saveRaised(tx, change)
    if (!('known' in state)) return
    await saveAddition(tx, change, state.known.concern)
    if (change.kind === 'message' && change.side !== 'joined')
      await keepNewFrom(tx, { id: state.known.concern.id, keyId: state.known.concern.id }, state.keptFrom)
  },
  answer: idAnswer,
})

/** For the system that sent a concern and wants a reply: how far it is, in the words of the receipt page. */
export const followConcern = look({
  method: 'GET',
  path: '/api/concerns/:id/state',
  name: 'follow-concern',
  summary: 'Read how far a concern is that this system sent and wanted a reply to',
  open: 'agency-key',
  input: z.object({ id: z.uuid() }),
  action: 'concern.follow',
  purpose: 'take-part',
  load: (tx, { id }) => findFollowed(tx, id),
  resource: ({ id, scopes, replyWanted }) => ({ kind: 'concern', id, scopes, personal: true, attrs: { replyWanted } }),
  show: ({ id, reference, receivedAt, state }) => ({
    id,
    reference,
    receivedAt: receivedAt.toISOString(),
    state,
    title: `public.state.${state}.title`,
    text: `public.state.${state}.text`,
  }),
  answer: followedView,
  inWords: (answer, say) => ({ ...answer, title: say(answer.title), text: say(answer.text) }),
})

/** The copy for the desk, and what follows from it, belong to the concern that stands. */
function saveAddition(tx: Tx, change: ConcernChange, { standing, ...concern }: ConcernToAddTo): Promise<void> {
  const own = change.kind === 'message' && change.side !== 'joined'
  return saveChange(tx, change, own ? concern : (standing ?? concern))
}

export const viewConcern = look({
  method: 'GET',
  path: '/api/concerns/:id',
  name: 'view-concern',
  summary: 'Read a concern',
  input: z.object({ id: z.uuid() }),
  action: 'concern.read',
  purpose: 'triage',
  load: (tx, { id }) => loadConcern(tx, id),
  resource: concernResource,
  show: async (state, _input, tx) => {
    return (await readConcern(tx, state.id, sideOf(tx.actor, state)))!
  },
  answer: concernView,
})

export const viewByReceipt = look({
  method: 'GET',
  path: '/api/public/receipt',
  name: 'view-concern-by-receipt',
  summary: 'Read the replies to a concern with its receipt',
  open: 'public',
  input: z.object({ digest: z.string() }),
  action: 'concern.read-by-receipt',
  purpose: 'take-part',
  load: async (tx, { digest }) => {
    const id = await tx.openBySecret('signals.receipt', keptDigest(tx, digest))
    return id ? loadConcern(tx, id) : undefined
  },
  resource: concernResource,
  show: async (state, _input, tx) => (await readConcern(tx, state.id, 'reporter'))!,
  answer: concernView,
})

export const addByReceipt = command({
  method: 'POST',
  path: '/api/public/receipt/messages',
  name: 'add-to-concern-by-receipt',
  summary: 'Add to a concern with its receipt',
  open: 'public',
  input: z.object({ digest: z.string(), text }),
  action: 'concern.add-by-receipt',
  purpose: 'take-part',
  load: async (tx, { digest }) => {
    const id = await tx.openBySecret('signals.receipt', keptDigest(tx, digest))
    return id ? loadToAddTo(tx, id) : undefined
  },
  resource: concernResource,
  decide: decideAddition,
  save: saveAddition,
  answer: concernAnswer,
})

const id = z.uuid()
/** As read out on the phone, e.g. `MER-7K4Q-2F9T-C`. */
const caseReference = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{1,8}(-[0-9A-Z]{1,4}){3}$/)

export const take = stepWith({
  path: 'take',
  name: 'take-concern',
  summary: 'Take a concern',
  input: z.object({ id }),
  load: loadWithRules,
  decide: takeConcern,
  action: 'concern.triage',
  answer: concernAnswer,
})
export const writeOnConcern = step({
  path: 'messages',
  name: 'write-about-concern',
  summary: 'Write to the person who raised the concern, or save a note',
  input: z.object({ id, text, side: z.enum(['desk', 'note']) }),
  decide: writeAtDesk,
  action: 'concern.triage',
  answer: concernAnswer,
})
export const addToConcern = command({
  method: 'POST',
  path: '/api/concerns/:id/additions',
  name: 'add-to-concern',
  summary: 'Add to a concern',
  input: z.object({ id, text }),
  action: 'concern.add',
  purpose: 'triage',
  load: (tx, input) => loadToAddTo(tx, input.id),
  resource: concernResource,
  version: (state) => state.version,
  decide: decideAddition,
  save: saveAddition,
  answer: concernAnswer,
})
export const seeReply = step({
  path: 'replies/seen',
  name: 'see-reply',
  summary: 'Record that the person who raised a concern has the desk’s reply on the screen',
  action: 'concern.add',
  input: z.object({ id }),
  decide: decideSight,
  answer: concernAnswer,
})
export const passOn = stepWith({
  path: 'pass-on',
  name: 'pass-on-concern',
  summary: 'Pass a concern to another desk',
  refuses: [422],
  input: z.object({ id, toAgencyId: z.uuid(), reason: text.max(500) }),
  load: async (tx, input) => {
    const state = await loadForChange(tx, input)
    return state && { ...state, desks: await findStaffedDesks(tx) }
  },
  decide: passOnConcern,
  action: 'concern.pass-on',
  answer: concernAnswer,
})
export const closeConcern = step({
  path: 'close',
  name: 'close-concern',
  summary: 'Close a concern with a reason',
  refuses: [422],
  input: z.object({
    id,
    reason: z.enum(closeReasonToChoose.values),
    note: text.optional(),
    /** Who has the person now, where the reason asks for it. */
    receiver: text.max(500).optional(),
  }),
  decide: decideClosing,
  action: 'concern.triage',
  answer: concernAnswer,
})
export const keepConcern = step({
  path: 'keep',
  name: 'keep-concern',
  summary: 'Keep a concern open until a day, because the child was not found or somebody was asked for more',
  refuses: [422],
  input: z.object({
    id,
    reason: z.enum(keepReason.values),
    note: text,
    /** Who was asked, for what. */
    asked: text.max(500).optional(),
    /** The day of the next look. */
    until: dateAnswerSchema,
  }),
  decide: decideKeeping,
  action: 'concern.triage',
  answer: concernAnswer,
})
export const giveToCase = step({
  path: 'give-to-case',
  name: 'give-concern-to-case',
  summary: 'Give a report about a child whom somebody already works with to their open case',
  refuses: [422],
  input: z.object({
    id,
    /** A child linked to the concern; or the reference of the case. */
    childId: id.optional(),
    caseReference: caseReference.optional(),
    /** How it is known that this child has help, and what is new. */
    note: text.max(2_000),
  }),
  decide: decideGiving,
  action: 'concern.triage',
  answer: concernAnswer,
})
export const linkConcern = stepWith({
  path: 'children',
  name: 'link-child',
  summary: 'Link a concern to a registered child',
  refuses: [422],
  input: z.object({ id, person: z.int().min(1).max(32_767), childId: z.uuid() }),
  // Only a child this person has access to: a guessed or overheard id must not become a link. After a merge it is the
  // record that stands.
  load: async (tx, input) => {
    const childId = await tx.standing('child', input.childId)
    const state = childId === undefined ? undefined : await loadForChange(tx, input)
    return state && { ...state, childId: childId! }
  },
  decide: (state, { person }, context) => linkChild(state, { person, childId: state.childId }, context),
  action: 'concern.triage',
  answer: concernAnswer,
})

export const mergeConcerns = command({
  method: 'POST',
  path: '/api/concerns/:id/merge',
  name: 'merge-concerns',
  summary: 'Merge two concerns about the same worry',
  /** `intoVersion`: the version of the other concern that the person compared, as `If-Match` is that of this one. */
  input: z.object({ id, into: z.uuid(), intoVersion: z.int().optional() }),
  action: 'concern.triage',
  purpose: 'triage',
  load: async (tx, input) => {
    const [first, second] = [input.id, input.into].sort()
    const loaded = new Map<string, ConcernState | undefined>([[first!, await loadConcern(tx, first!, { lock: true })]])
    loaded.set(second!, await loadConcern(tx, second!, { lock: true }))
    const [from, into] = [loaded.get(input.id), loaded.get(input.into)]
    return from && into ? { from, into } : undefined
  },
  resource: ({ from, into }) => ({
    ...concernResource(from),
    scopes: from.scopes.filter((scope) => into.scopes.includes(scope)),
  }),
  version: ({ from }) => from.version,
  decide: decideMerge,
  save: (tx, change, { from, into }) => saveChange(tx, change, change.kind === 'absorbed' ? into : from),
  answer: concernAnswer,
})

/** The API routes. The commands of the public pages are not among them. */
export const routes = [
  raise,
  receiveConcern,
  followConcern,
  viewConcern,
  take,
  writeOnConcern,
  addToConcern,
  seeReply,
  passOn,
  closeConcern,
  keepConcern,
  giveToCase,
  linkConcern,
  mergeConcerns,
]
