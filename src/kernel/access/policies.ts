import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs'
import { packageRoot } from '../db/package-root.ts'
import { type RoomFolder, roomFolders } from '../room-folders.ts'

/** The policies of all modules. The id of a policy is the reason shown to a person (`why.<id>`). */
export interface Policies {
  /** Cedar text by id, with the actions of the policy; an empty list means all actions. */
  byId: Record<string, { text: string; actions: readonly string[] }>
  /** Actions with a permitting policy. A route with another action stops the start. */
  permitted: Set<string>
}

export function readPolicies(root = packageRoot(), folders: readonly RoomFolder[] = roomFolders(root)): Policies {
  const files = ['src/kernel/access/policies.cedar', ...folders.map(({ folder }) => `${folder}/policies.cedar`)]
  const byId: Policies['byId'] = {}
  const permitted = new Set<string>()
  for (const file of files.filter((name) => existsSync(join(root, name)))) {
    const parts = policySetTextToParts(readFileSync(join(root, file), 'utf8'))
    if (parts.type === 'failure') throw new Error(`${file}: ${parts.errors.map((error) => error.message).join('; ')}`)
    if (parts.policy_templates.length > 0)
      throw new Error(`${file}: a policy with ?principal or ?resource would be left out. Write it without.`)
    for (const text of parts.policies) {
      const { id, actions, effect } = describe(file, text)
      if (id in byId) throw new Error(`${file}: two policies are called ${id}.`)
      byId[id] = { text, actions }
      if (effect === 'permit') for (const action of actions) permitted.add(action)
    }
  }
  return { byId, permitted }
}

function describe(file: string, text: string): { id: string; actions: string[]; effect: string } {
  const parsed = policyToJson(text)
  if (parsed.type === 'failure') throw new Error(`${file}: ${parsed.errors.map((error) => error.message).join('; ')}`)
  const id = parsed.json.annotations?.id
  if (!id) throw new Error(`${file}: a policy has no @id("…"): ${text.slice(0, 80)}`)
  // Decisions are cached by attributes, so a policy about one person or record would not work.
  if (/\b(?:Account|AgencyKey|Public|Node|Record)::"/.test(text))
    throw new Error(`${file}: ${id} names a single person or record.`)
  return { id, actions: actionsOf(parsed.json.action), effect: parsed.json.effect }
}

function actionsOf(constraint: unknown): string[] {
  const { op, entity, entities } = constraint as { op: string; entity?: unknown; entities?: unknown[] }
  if (op === 'All') return []
  return [...(entity ? [entity] : []), ...(entities ?? [])].map((uid) => {
    const named = uid as { id?: string; __entity?: { id: string } }
    return named.id ?? named.__entity!.id
  })
}
