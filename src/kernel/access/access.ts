import './plain-wasm-calls.ts'
import { type CedarValueJson, type EntityJson, preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import type { Actor } from '../actor.ts'
import type { Policies } from './policies.ts'

/** What is acted on, as far as a decision needs it. `personal` says that it is about a child. */
export interface Resource {
  kind: string
  id: string
  /** Scopes of the record; absent for something that does not exist yet. */
  scopes?: readonly number[]
  personal?: boolean
  attrs?: Record<string, CedarValueJson>
}

export interface AccessAnswer {
  allowed: boolean
  /** Ids of the policies that decided, shown as "why can I (not) see this". Empty when nothing permits it. */
  policies: string[]
}

/** What an act is for. A purpose is stated with every command and every look. */
export const purposes = ['protect', 'triage', 'coordinate', 'account-for', 'administer', 'take-part'] as const
export type Purpose = (typeof purposes)[number]

export interface Access {
  decide(actor: Actor, action: string, resource: Resource, purpose: Purpose): AccessAnswer
  has(action: string): boolean
}

const principalType = { account: 'Account', 'agency-key': 'AgencyKey', public: 'Public', node: 'Node' } as const

/** Default deny: no policy that permits means no; a policy that cannot be evaluated means no. */
export function openAccess(policies: Policies, name = 'tenfold'): Access {
  // A policy that names other actions never applies to this one; leaving it out changes no answer and halves the time of one.
  const setFor = (action: string): string => (policies.permitted.has(action) ? `${name} ${action}` : name)
  prepare(name, policies.byId)
  for (const action of policies.permitted) prepare(setFor(action), policiesFor(policies, action))
  return {
    has: (action) => policies.permitted.has(action),
    decide(actor, action, resource, purpose) {
      const principal = { type: principalType[actor.kind], id: actor.id }
      const record = { type: 'Record', id: resource.id }
      const answer = statefulIsAuthorized({
        principal,
        action: { type: 'Action', id: action },
        resource: record,
        context: { purpose },
        preparsedPolicySetId: setFor(action),
        entities: [principalEntity(principal, actor), recordEntity(record, resource)],
      })
      if (answer.type === 'failure') throw new Error(answer.errors.map((error) => error.message).join('; '))
      const { decision, diagnostics } = answer.response
      const sound = diagnostics.errors.length === 0
      return { allowed: decision === 'allow' && sound, policies: diagnostics.reason }
    },
  }
}

function prepare(name: string, staticPolicies: Record<string, string>): void {
  const prepared = preparsePolicySet(name, { staticPolicies })
  if (prepared.type === 'failure') throw new Error(prepared.errors.map((error) => error.message).join('; '))
}

function policiesFor({ byId, actionsOf }: Policies, action: string): Record<string, string> {
  return Object.fromEntries(Object.entries(byId).filter(([id]) => actionsOf[id]!.length === 0 || actionsOf[id]!.includes(action)))
}

function principalEntity(uid: { type: string; id: string }, actor: Actor): EntityJson {
  const works = actor.roles.some((role) => role !== 'administrator')
  return { uid, attrs: { roles: [...actor.roles], scopes: [...actor.scopes], agency: actor.agencyId ?? '', works }, parents: [] }
}

function recordEntity(uid: { type: string; id: string }, resource: Resource): EntityJson {
  const { kind, scopes = [], personal = false, attrs = {} } = resource
  return { uid, attrs: { ...attrs, kind, scopes: [...scopes], personal }, parents: [] }
}
