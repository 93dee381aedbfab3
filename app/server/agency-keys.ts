import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { type AnyRoute, command, look } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import {
  addAgencyKey,
  type AgencyKeyRow,
  findAgencyKey,
  keyFor,
  listAgencyKeys as readAgencyKeys,
  longestKeyDays,
  mostPerMinute,
  type NewAgencyKey,
  revokeAgencyKey,
} from '#kernel/sign-in/agency-keys'
import type { Tx } from '#kernel/tx'
import {
  type AgencyKeyView,
  listAgencyKeys as listRoute,
  makeAgencyKey as makeRoute,
  revokeAgencyKey as revokeRoute,
} from '../own-routes.ts'

/** A key of an agency, for the policies. It says nothing about a child. */
function keyResource(agencyId: string, id: string): Resource {
  return { kind: 'agency-key', id, attrs: { agency: agencyId } }
}

const wanted = z.object({
  agencyId: z.uuid(),
  label: z.string().trim().min(1).max(100),
  perMinute: z.int().min(1).max(mostPerMinute),
  days: z.int().min(1).max(longestKeyDays),
})

const make = command({
  ...makeRoute,
  name: 'make-agency-key',
  summary: 'Make an access key for another system of the agency; it is shown once',
  refuses: [404],
  input: wanted.extend({ id: z.string(), digest: z.string() }),
  action: 'agency-key.manage',
  purpose: 'administer',
  gate: ({ agencyId, id }) => keyResource(agencyId, id),
  load: async (tx, { agencyId }) => ((await tx.agencies([agencyId])).has(agencyId) ? { agencyId } : undefined),
  resource: ({ agencyId }, { id }) => keyResource(agencyId, id),
  decide: (_state, input) => ({ changes: [input satisfies NewAgencyKey], events: [], answer: { id: input.id } }),
  save: (tx, key) => addAgencyKey(tx.db, key, accountOf(tx), tx.now),
  answer: z.object({ id: z.string() }),
})

/** The key is in this answer and nowhere else. */
export const makeAgencyKey: AnyRoute = {
  ...make,
  input: wanted,
  answer: z.object({ id: z.string(), key: z.string() }),
  async run(node, input, call) {
    const { key, id, digest } = keyFor(node.nodeKey, call.actor.id, call.commandId ?? '')
    const made = await make.run(node, { ...(input as object), id, digest }, call)
    return isRefusal(made) ? made : { ...made, key }
  },
}

const keyView: z.ZodType<AgencyKeyView> = z.object({
  id: z.string(),
  label: z.string(),
  state: z.enum(['works', 'ended', 'revoked']),
  perMinute: z.int(),
  createdAt: z.iso.datetime(),
  /** Null if it was made by a command of the person who runs the system. */
  createdBy: z.string().nullable(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
})

/** All keys of an agency, those that work first. The keys themselves are not known here. */
export const listAgencyKeys = look({
  ...listRoute,
  name: 'list-agency-keys',
  summary: 'The access keys of an agency',
  input: z.object({ agencyId: z.uuid() }),
  action: 'agency-key.manage',
  purpose: 'administer',
  load: async (tx, { agencyId }) => ({ keys: await readAgencyKeys(tx.db, agencyId) }),
  resource: (_state, { agencyId }) => keyResource(agencyId, agencyId),
  show: async ({ keys }, _input, tx) => {
    const people = await tx.people(keys.map(({ created_by }) => created_by))
    return { keys: keys.map((row) => viewKey(row, people.get(row.created_by ?? '') ?? null, tx.now)) }
  },
  answer: z.object({ keys: z.array(keyView) }),
})

function viewKey(row: AgencyKeyRow, createdBy: string | null, now: Date): AgencyKeyView {
  return {
    id: row.id,
    label: row.label,
    state: row.revoked_at ? 'revoked' : row.expires_at <= now ? 'ended' : 'works',
    perMinute: row.per_minute,
    createdAt: row.created_at.toISOString(),
    createdBy,
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}

/** Refuses every later call with the key. Revoking it again changes nothing. */
export const revokeKey = command({
  ...revokeRoute,
  name: 'revoke-agency-key',
  summary: 'Revoke an access key: it is refused at once',
  input: z.object({ id: z.string().max(100) }),
  action: 'agency-key.manage',
  purpose: 'administer',
  load: (tx, { id }) => findAgencyKey(tx.db, id),
  resource: ({ agency_id, id }) => keyResource(agency_id, id),
  decide: ({ id }) => ({ changes: [{ id }], events: [], answer: { id } }),
  save: (tx, { id }) => revokeAgencyKey(tx.db, id, accountOf(tx), tx.now),
  answer: z.object({ id: z.string() }),
})

function accountOf({ actor }: Tx): string | undefined {
  return actor.kind === 'account' ? actor.id : undefined
}

export const agencyKeyRoutes: readonly AnyRoute[] = [makeAgencyKey, listAgencyKeys, revokeKey]
