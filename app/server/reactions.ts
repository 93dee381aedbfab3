import { z } from 'zod'
import { defineEvent, type DomainEvent } from '#kernel/event'
import type { Node } from '#kernel/node'
import type { Reaction } from '#kernel/reaction'
import type { Duties } from '#kernel/work'
import { signalEvents } from '#signals'

const deadlineMissed = defineEvent('DeadlineMissed', 'referral', z.object({ deadlineId: z.uuid(), clockId: z.string(), level: z.int() }))
  .extend({ aggregate: z.object({ kind: z.string(), id: z.uuid() }) })

/** Every event of the node. */
export const events = { ...signalEvents, deadlineMissed }
export type NodeEvent = z.infer<(typeof events)[keyof typeof events]>

type Reactions = { readonly [Type in NodeEvent['type']]: readonly Reaction<Extract<NodeEvent, { type: Type }>>[] }

/**
 * What follows from what: every event and all its consequences on one page. An event without a line does not compile;
 * an empty list is deliberate silence.
 */
const reactions: Reactions = {
  ConcernRaised: [],
  ImmediateDangerReported: [],
  ConcernAddedTo: [],
  ConcernTaken: [],
  ConcernMerged: [],
  ConcernPassedOn: [],
  ConcernClosed: [],
  ChildLinkedToConcern: [],
  DeadlineMissed: [],
}

async function react(node: Node, event: DomainEvent): Promise<void> {
  const consequences = reactions[event.type as NodeEvent['type']] as readonly Reaction<DomainEvent>[] | undefined
  if (!consequences) throw new Error(`No line in reactions.ts for the event ${event.type}.`)
  for (const consequence of consequences) await consequence.run(node, event)
}

export const duties: Duties = { react, jobs: {} }
