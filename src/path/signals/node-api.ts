/** The steps that the node takes on a concern itself. Nobody calls them over HTTP. */
import { z } from 'zod'
import { command } from '#kernel/perform'
import { stepsOf } from '#kernel/step'
import type { Tx } from '#kernel/tx'
import { findProfile } from '#standards'
import { closeAsKnown as decideKnown, returnConcern as decideReturn } from './close-concern.ts'
import { concernResource } from './concern-resource.ts'
import { returnReasons } from './concern-state.ts'
import { loadForChange, saveChange } from './store/concern-store.ts'
import { loadLeft } from './store/triage-desks.ts'
import {
  type ConcernWithRules,
  escalateConcern as decideEscalation,
  handOverConcern as decideHandOver,
  noteProgress,
} from './triage.ts'

export const concernAnswer = z.object({ id: z.uuid(), version: z.int() })

export const { step, stepWith } = stepsOf(
  {
    path: '/api/concerns/:id',
    purpose: 'triage',
    load: loadForChange,
    resource: concernResource,
    version: (state) => state.version,
    save: saveChange,
  },
  command,
)

const id = z.uuid()

export async function loadWithRules(tx: Tx, input: { id: string }): Promise<ConcernWithRules | undefined> {
  const state = await loadForChange(tx, input)
  return state && { ...state, profile: findProfile(tx.country) }
}

/** The concern that stands for this one after merges. */
async function loadStanding(tx: Tx, input: { id: string }): Promise<ConcernWithRules | undefined> {
  const state = await loadWithRules(tx, input)
  return state?.mergedInto ? loadStanding(tx, { id: state.mergedInto }) : state
}

/** The node runs it after a referral or a screening of the concern. Not mounted. */
export const noteProgressOnConcern = step({
  path: 'progress',
  name: 'note-progress',
  summary: 'Record what happened later on the path',
  action: 'concern.note-progress',
  input: z.object({
    id,
    step: z.string(),
    subject: z.object({ kind: z.string(), id: id.optional() }),
    forDesk: z.boolean(),
    /** The step refers the child, or takes that back. */
    refers: z.boolean().optional(),
    /** The registered child whom the referral names. */
    childId: id.optional(),
    /** Somebody found high danger, or a presumed victim. */
    grave: z.boolean().optional(),
    /** It is what the desk owed after it had taken the concern. */
    answers: z.boolean().default(false),
  }),
  decide: noteProgress,
  answer: concernAnswer,
})

/** The node runs it when the open case of a child has the report, and again when somebody there has read it. Not mounted. */
export const closeConcernAsKnown = step({
  path: 'known',
  name: 'close-concern-as-known',
  summary: 'End a concern whose report the open case of the child has',
  action: 'concern.note-progress',
  input: z.object({ id, read: z.boolean() }),
  decide: decideKnown,
  answer: concernAnswer,
})

/** The node runs it when no case took the report, or the referral was withdrawn. Not mounted. */
export const returnConcern = stepWith({
  path: 'return',
  name: 'return-concern',
  summary: 'Put a concern before its desk again, because no case took the report or its referral was withdrawn',
  action: 'concern.note-progress',
  load: loadStanding,
  input: z.object({ id, because: z.enum(returnReasons), referralId: id.optional() }),
  decide: decideReturn,
  answer: concernAnswer,
})

/** The node runs it when people have left who had to do with the concern. Not mounted. */
export const handOverConcern = stepWith({
  path: 'hand-over',
  name: 'hand-over-concern',
  summary: 'Hand over a concern whose people have left',
  action: 'concern.note-progress',
  input: z.object({ id }),
  load: loadLeft,
  decide: decideHandOver,
  answer: concernAnswer,
})

/** The node runs it when a deadline of the desk was missed. Not mounted. */
export const escalateConcern = stepWith({
  path: 'escalate',
  name: 'escalate-concern',
  summary: 'Tell the supervisors of the desk, or the coordinator, that its deadline was missed',
  action: 'concern.note-progress',
  load: loadWithRules,
  input: z.object({ id, clockId: z.string(), level: z.int() }),
  decide: decideEscalation,
  answer: concernAnswer,
})
