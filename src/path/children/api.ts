import { sql } from 'kysely'
import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command, look } from '#kernel/perform'
import type { Tx } from '#kernel/tx'
import { Refused, refuse } from '#kernel/refusal'
import { missingChild, missingInput, saveMissing, sayMissing as decideMissing } from '#path/missing'
import { changeChild } from './change-child.ts'
import { type ChildState, recordsOf } from './child-state.ts'
import { impossibleFacts } from './impossible-facts.ts'
import { keepApart } from './keep-apart.ts'
import { markFamily as decideMark } from './family-standing.ts'
import { linkFamily as decideLink } from './link-family.ts'
import { mergeChildren as decideMerge } from './merge-children.ts'
import {
  changeInput,
  linkInput,
  markInput,
  mergeInput,
  registerInput,
  searchInput,
  undoMergeInput,
  unlinkInput,
} from './model.ts'
import { type ChildChange, registerChild } from './register-child.ts'
import { shareChild, shareInput } from './share-child.ts'
import { loadChild, loadWithStanding, refreshChild, storeChanges } from './store/child-store.ts'
import { loadMark, saveMark } from './store/family-marks.ts'
import { loadFamily, loadUnlink, saveLink, saveUnlink } from './store/family-store.ts'
import { loadMerge, loadUndo, saveMerge, saveUndo } from './store/merge-store.ts'
import { loadForMissing } from './store/missing-subject.ts'
import { recordOnPathIgnoringScopes } from './store/path-store.ts'
import { loadRegistration, saveRegistration } from './store/register-store.ts'
import { findCandidates, storeSearch } from './store/search-store.ts'
import { readChild, viewFound, readTimeline } from './store/view-store.ts'
import { undoMerge } from './undo-merge.ts'
import { unlinkFamily as decideUnlink } from './unlink-family.ts'
import { childView, searchView, timelineView } from './view.ts'

const versionAnswer = z.object({ id: z.uuid(), version: z.int() })
const byId = z.object({ id: z.uuid() })

function childResource(child: Pick<ChildState, 'id' | 'scopes' | 'status'>): Resource {
  return { kind: 'child', id: child.id, scopes: child.scopes, personal: true, attrs: { status: child.status } }
}

/** It is a POST, so that no address contains data about a child, and a look, so that the ledger records it. */
export const search = look({
  method: 'POST',
  path: '/api/children/search',
  name: 'search-children',
  summary: 'Search for a child before registering one',
  refuses: [409, 422],
  input: searchInput,
  action: 'child.search',
  purpose: 'protect',
  // While one compares, the database works for two. With six at once the slowest waited a third longer
  // (docs/figures.md).
  concurrency: 3,
  load: async () => ({}),
  resource: (_, { searchId }) => ({ kind: 'child-search', id: searchId, personal: true }),
  async show(_, { searchId, facts }, tx) {
    const wrong = impossibleFacts(facts, tx.today)
    if (wrong.length > 0) throw new Refused(refuse('answers-not-accepted', { status: 422, fields: wrong }))
    const found = await findCandidates(tx, facts)
    await storeSearch(tx, searchId, facts, found)
    return viewFound(tx, searchId, found)
  },
  answer: searchView,
})

export const register = command({
  method: 'POST',
  path: '/api/children',
  name: 'register-child',
  summary: 'Register a child after a search',
  refuses: [422],
  input: registerInput,
  action: 'child.register',
  purpose: 'protect',
  load: loadRegistration,
  resource: (_, { id }) => ({ kind: 'child', id, personal: true }),
  decide: registerChild,
  save: saveRegistration,
  answer: versionAnswer,
})

export const viewChild = look({
  method: 'GET',
  path: '/api/children/:id',
  name: 'view-child',
  summary: "The child's page",
  input: byId,
  action: 'child.read',
  purpose: 'protect',
  load: (tx, { id }) => loadChild(tx, id),
  resource: childResource,
  show: (child, _, tx) => readChild(tx, child),
  answer: childView,
})

export const timeline = look({
  method: 'GET',
  path: '/api/children/:id/timeline',
  name: 'view-child-timeline',
  summary: 'The timeline of the child with its deadlines',
  input: byId,
  action: 'child.read',
  purpose: 'protect',
  load: (tx, { id }) => loadChild(tx, id),
  resource: childResource,
  show: (child, _, tx) => readTimeline(tx, child),
  answer: timelineView,
})

export const change = command({
  method: 'POST',
  path: '/api/children/:id/changes',
  name: 'change-child',
  summary: 'Add to or correct the child’s record',
  refuses: [422],
  input: changeInput,
  action: 'child.change',
  purpose: 'protect',
  load: (tx, { id }) => loadChild(tx, id, { lock: true }),
  resource: childResource,
  decide: changeChild,
  save: saveChanges,
  answer: versionAnswer.extend({ conflicts: z.array(z.string()) }),
})

async function saveChanges(tx: Tx, { changes }: ChildChange, { id }: ChildState): Promise<void> {
  await storeChanges(tx, id, changes)
  await tx.db.updateTable('children.child').set({ version: sql<number>`version + 1` }).where('id', '=', id).execute()
  await refreshChild(tx, id)
}

export const mergeChildren = command({
  method: 'POST',
  path: '/api/children/merges',
  name: 'merge-children',
  summary: 'Merge two records of one child',
  refuses: [404, 422],
  input: mergeInput,
  action: 'child.merge',
  purpose: 'protect',
  load: loadMerge,
  // The person needs access to both records.
  resource: ({ kept, merged }) => ({
    ...childResource(kept),
    attrs: { status: kept.status, otherScopes: [...merged.scopes] },
  }),
  decide: decideMerge,
  save: saveMerge,
  answer: z.object({ id: z.uuid(), keptId: z.uuid(), conflicts: z.array(z.string()) }),
})

export const undo = command({
  method: 'POST',
  path: '/api/children/merges/:id/undo',
  name: 'undo-merge',
  summary: 'Undo a merge',
  input: undoMergeInput,
  action: 'child.undo-merge',
  purpose: 'protect',
  load: loadUndo,
  resource: ({ kept }) => childResource(kept),
  decide: undoMerge,
  save: saveUndo,
  answer: z.object({ id: z.uuid(), keptId: z.uuid(), restoredId: z.uuid(), conflicts: z.array(z.string()) }),
})

export const apart = command({
  method: 'POST',
  path: '/api/children/:id/apart',
  name: 'keep-children-apart',
  summary: 'Say that possible duplicates are different children',
  input: byId,
  action: 'child.change',
  purpose: 'protect',
  load: (tx, { id }) => loadChild(tx, id, { lock: true }),
  resource: childResource,
  decide: keepApart,
  async save(tx, { id }, child) {
    await tx.db.updateTable('children.child').set({ likely_ids: [] }).where('id', 'in', recordsOf(child)).execute()
    await refreshChild(tx, id)
  },
  answer: byId,
})

export const linkFamily = command({
  method: 'POST',
  path: '/api/children/:id/family',
  name: 'link-family',
  summary: 'Add a relative of the child',
  refuses: [422],
  input: linkInput,
  action: 'child.link-family',
  purpose: 'protect',
  load: loadFamily,
  resource: ({ child }) => childResource(child),
  decide: decideLink,
  save: saveLink,
  answer: z.object({ id: z.uuid(), linkId: z.uuid() }),
})

export const unlinkFamily = command({
  method: 'POST',
  path: '/api/children/:id/family/:linkId/remove',
  name: 'unlink-family',
  summary: 'Remove a wrong relative of the child, with a reason',
  input: unlinkInput,
  action: 'child.unlink-family',
  purpose: 'protect',
  load: loadUnlink,
  resource: ({ child }) => childResource(child),
  decide: decideUnlink,
  save: saveUnlink,
  answer: z.object({ id: z.uuid(), linkId: z.uuid() }),
})

export const markFamily = command({
  method: 'POST',
  path: '/api/children/:id/family/:linkId/marks',
  name: 'mark-family',
  summary: 'Say what is known of a person close to the child: proven or not, under concern or not, contact or not',
  refuses: [422],
  input: markInput,
  action: 'child.mark-family',
  purpose: 'protect',
  load: loadMark,
  resource: ({ child }) => childResource(child),
  decide: decideMark,
  save: saveMark,
  answer: z.object({ id: z.uuid(), linkId: z.uuid() }),
})

/** For the node's reactions: a referral or a case gives further desks access to the child. Not mounted. */
export const share = command({
  method: 'POST',
  path: '/api/children/:id/scopes',
  name: 'share-child',
  summary: 'Give more desks access to a child’s record',
  input: shareInput,
  action: 'child.share',
  purpose: 'protect',
  load: (tx, { id }) => loadWithStanding(tx, id),
  resource: ([child]) => childResource(child),
  decide: shareChild,
  async save(tx, { id, ownScopes, scopes }) {
    await tx.db
      .updateTable('children.child')
      .set({ own_scopes: [...ownScopes], scopes: [...scopes], version: sql<number>`version + 1` })
      .where('id', '=', id)
      .execute()
    await refreshChild(tx, id)
  },
  answer: versionAnswer,
})

export const sayMissing = command({
  method: 'POST',
  path: '/api/children/:id/missing',
  name: 'say-child-missing',
  summary: 'Say that this child is missing: the search begins',
  refuses: [422],
  input: missingInput.extend({ id: z.uuid() }),
  action: 'child.say-missing',
  purpose: 'protect',
  load: loadForMissing,
  resource: ({ child }) => childResource(child),
  decide: (state, { id: _, ...said }, context) => decideMissing(state, said, context),
  save: saveMissing,
  answer: versionAnswer.extend({ state: missingChild.shape.state }),
})

/** For the node's reactions: adds an event of any module to the child's timeline. Not mounted. */
export const notePath = command({
  method: 'POST',
  path: '/api/children/:childId/path',
  name: 'note-on-path',
  summary: "Note an event on the child's timeline",
  input: z.object({
    childId: z.uuid(),
    eventId: z.uuid(),
    at: z.iso.datetime(),
    kind: z.string().max(60),
    subject: z.object({ kind: z.string().max(40), id: z.uuid() }),
    data: z.record(z.string(), z.union([z.string().max(100), z.number(), z.boolean(), z.null()])).default({}),
  }),
  action: 'child.note-path',
  purpose: 'protect',
  load: (tx, { childId }) => loadChild(tx, childId),
  resource: childResource,
  decide: (_, input) => ({ changes: [input], events: [], answer: { id: input.childId } }),
  save: (tx, { childId, eventId, at, kind, subject, data }) =>
    recordOnPathIgnoringScopes(tx, { childId, id: eventId, at: new Date(at), kind, subject, data }),
  answer: byId,
})

export const routes = [
  search,
  register,
  viewChild,
  timeline,
  change,
  mergeChildren,
  undo,
  apart,
  linkFamily,
  unlinkFamily,
  sayMissing,
  markFamily,
]
