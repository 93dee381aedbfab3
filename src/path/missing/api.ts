import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command, look } from '#kernel/perform'
import { stepsOf } from '#kernel/step'
import { findChild, holdTalk, notePrint as decidePrint } from './find-child.ts'
import { fearInput, foundInput, lookInput, reviewInput, talkInput, tellFoundInput, tellInput } from './inputs.ts'
import { escalateMissing as decideEscalation, handOverMissing as decideHandOver } from './keep-search.ts'
import { missingChild } from './model.ts'
import { reviewSearch as decideReview } from './review-search.ts'
import { lookFor, sayWhomToFear, tellOf } from './search-child.ts'
import { loadForChange, loadMissing, type LoadedMissing } from './store/missing-store.ts'
import { saveMissing } from './store/save-missing.ts'
import { readMissing } from './store/view-store.ts'
import { tellFound } from './tell-found.ts'
import { missingView } from './view.ts'

const id = z.uuid()
const answer = z.object({ id, version: z.int(), state: missingChild.shape.state })

function resource({ missing: { id: missingId, state }, scopes }: LoadedMissing): Resource {
  return { kind: 'missing-child', id: missingId, scopes, personal: true, attrs: { state } }
}

export const viewMissing = look({
  method: 'GET',
  path: '/api/missing/:id',
  name: 'view-missing-child',
  summary: 'Read the search for a child who is missing',
  input: z.object({ id }),
  action: 'missing.read',
  purpose: 'protect',
  load: (tx, input) => loadMissing(tx, input),
  resource,
  show: (state, _input, tx) => readMissing(tx, state),
  answer: missingView,
})

const { step } = stepsOf(
  {
    path: '/api/missing/:id',
    purpose: 'protect',
    load: loadForChange,
    resource,
    version: ({ missing: { version } }) => version,
    save: saveMissing,
  },
  command,
)

export const noteLook = step({
  path: 'looks',
  name: 'note-look',
  summary: 'Record who looked for the child, and where',
  refuses: [422],
  action: 'missing.search',
  input: lookInput.extend({ id }),
  answer,
  decide: lookFor,
})
export const tellAbout = step({
  path: 'told',
  name: 'tell-of-missing',
  summary: 'Record who was told that the child is missing',
  refuses: [403, 422],
  action: 'missing.search',
  input: tellInput.extend({ id }),
  answer,
  decide: tellOf,
})
export const notePrint = step({
  path: 'printed',
  name: 'note-print',
  summary: 'Record that the sheet for another country was printed',
  action: 'missing.search',
  input: z.object({ id }),
  answer,
  decide: decidePrint,
})
export const reviewSearch = step({
  path: 'reviews',
  name: 'review-search',
  summary: 'Set the day on which a supervisor looks at the search again',
  refuses: [422],
  action: 'missing.review',
  input: reviewInput.extend({ id }),
  answer,
  decide: decideReview,
})
export const markFound = step({
  path: 'found',
  name: 'mark-found',
  summary: 'Say that the child is found: when, by whom, how, and where',
  refuses: [422],
  action: 'missing.search',
  input: foundInput.extend({ id }),
  answer,
  decide: findChild,
})
export const tellAboutFound = step({
  path: 'found-told',
  name: 'tell-of-found',
  summary: 'Record who was told that the child is found',
  refuses: [403, 422],
  action: 'missing.search',
  input: tellFoundInput.extend({ id }),
  answer,
  decide: tellFound,
})
export const noteFear = step({
  path: 'fear',
  name: 'note-fear',
  summary: 'Add whom there is reason to fear, and why',
  refuses: [422],
  action: 'missing.search',
  input: fearInput.extend({ id }),
  answer,
  decide: sayWhomToFear,
})
export const noteTalk = step({
  path: 'talk',
  name: 'note-return-talk',
  summary: 'Record the talk after the return',
  refuses: [422],
  action: 'missing.search',
  input: talkInput.extend({ id }),
  answer,
  decide: holdTalk,
})

/** The node runs it when people have left who had to do with the search. */
export const handOverMissing = step({
  path: 'hand-over',
  name: 'hand-over-missing',
  summary: 'Put a search before those who are there',
  action: 'missing.escalate',
  input: z.object({ id }),
  answer,
  decide: decideHandOver,
})

/** The node runs it on DeadlineMissed of a search. */
export const escalateMissing = step({
  path: 'escalate',
  name: 'escalate-missing',
  summary: 'Tell supervisors or the coordinator that a deadline of a search was missed',
  action: 'missing.escalate',
  input: z.object({ id, clockId: z.string(), level: z.int() }),
  answer,
  decide: decideEscalation,
})

export const routes = [
  viewMissing,
  noteLook,
  tellAbout,
  notePrint,
  reviewSearch,
  markFound,
  tellAboutFound,
  noteFear,
  noteTalk,
]
