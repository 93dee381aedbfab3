import './plain-wasm-calls.ts'
import {
  type CedarValueJson,
  type EntityJson,
  preparsePolicySet,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs'
import { type Actor, barrableBy } from '../actor.ts'
import type { Policies } from './policies.ts'

/** The record of an act, with the attributes a decision needs. `personal` means that it is about a child. */
export interface Resource {
  kind: string
  id: string
  /** Scopes of the record; absent if it does not exist yet. */
  scopes?: readonly number[]
  /** Who is barred from the record, whatever its scopes. The kernel fills it in. */
  barred?: readonly number[]
  personal?: boolean
  attrs?: Record<string, CedarValueJson>
}

export interface AccessAnswer {
  allowed: boolean
  /** Ids of the policies that decided, shown as "why can I (not) see this". Empty if no policy permits it. */
  policies: string[]
}

/** The purpose of an act. Every command and look has one. */
export const purposes = ['protect', 'triage', 'coordinate', 'account-for', 'administer', 'take-part'] as const
export type Purpose = (typeof purposes)[number]

export interface Access {
  decide(actor: Actor, action: string, resource: Resource, purpose: Purpose): AccessAnswer
  has(action: string): boolean
}

const principalType = { account: 'Account', 'agency-key': 'AgencyKey', public: 'Public', node: 'Node' } as const

/** The default is deny: without a permitting policy, or if a policy cannot be evaluated, the answer is no. */
export function openAccess(policies: Policies): Access {
  const { name, prepared } = setsOf(policies)
  const answers = new Map<string, AccessAnswer>()
  return {
    has: (action) => policies.permitted.has(action),
    decide(actor, action, resource, purpose) {
      const asked = { action, principal: principalOf(actor), resource: recordOf(resource), purpose }
      const key = JSON.stringify(asked)
      const known = answers.get(key) ?? ask(asked)
      if (answers.size >= mostRemembered) answers.clear()
      answers.set(key, known)
      return known
    },
  }

  function ask({ action, principal, resource, purpose }: Asked): AccessAnswer {
    const known = policies.permitted.has(action) ? action : ''
    // Preparing all actions would take a third of the processor time of a start.
    if (!prepared.has(known)) prepare(setFor(name, known), policies, known)
    prepared.add(known)
    const answer = statefulIsAuthorized({
      principal: principal.uid,
      action: { type: 'Action', id: action },
      resource: resource.uid,
      context: { purpose },
      preparsedPolicySetId: setFor(name, known),
      entities: [principal, resource],
    })
    if (answer.type === 'failure') throw new Error(answer.errors.map((error) => error.message).join('; '))
    const { decision, diagnostics } = answer.response
    const sound = diagnostics.errors.length === 0
    return { allowed: decision === 'allow' && sound, policies: diagnostics.reason.toSorted() }
  }
}

/** Everything a decision depends on: attributes, never a single person or record. So answers can be cached. */
interface Asked {
  action: string
  principal: EntityJson
  resource: EntityJson
  purpose: Purpose
}

const mostRemembered = 5_000

/** The names of prepared sets; nodes with the same policies share them. */
interface Sets {
  name: string
  prepared: Set<string>
}

const sets = new WeakMap<Policies, Sets>()
let named = 0

/** Cedar keeps its sets by name for the whole process, so nodes with different policies need different names. */
function setsOf(policies: Policies): Sets {
  const known = sets.get(policies) ?? { name: `tenfold-${++named}`, prepared: new Set<string>() }
  sets.set(policies, known)
  return known
}

/**
 * One set of policies for each action, because Cedar would copy and evaluate the policies of all other actions for
 * every decision.
 */
function prepare(set: string, { byId }: Policies, action: string): void {
  const about = Object.entries(byId).filter(([, { actions }]) => actions.length === 0 || actions.includes(action))
  const prepared = preparsePolicySet(set, {
    staticPolicies: Object.fromEntries(about.map(([id, { text }]) => [id, text])),
  })
  if (prepared.type === 'failure') throw new Error(prepared.errors.map((error) => error.message).join('; '))
}

function setFor(name: string, action: string): string {
  return `${name}/${action}`
}

function principalOf(actor: Actor): EntityJson {
  const works = actor.roles.some((role) => role !== 'administrator')
  return {
    uid: { type: principalType[actor.kind], id: '' },
    attrs: {
      roles: [...actor.roles],
      scopes: inOrder(actor.scopes),
      barrableBy: inOrder(barrableBy(actor)),
      agency: actor.agencyId ?? '',
      works,
    },
    parents: [],
  }
}

function recordOf({ kind, scopes = [], barred = [], personal = false, attrs = {} }: Resource): EntityJson {
  const own = { kind, scopes: inOrder(scopes), barred: inOrder(barred), personal }
  return { uid: { type: 'Record', id: '' }, attrs: { ...attrs, ...own }, parents: [] }
}

function inOrder(scopes: readonly number[]): number[] {
  return [...scopes].sort((a, b) => a - b)
}
