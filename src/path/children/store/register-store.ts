import { nodeScope } from '#kernel/actor'
import { type Desk } from '#kernel/roles'
import { refuse } from '#kernel/refusal'
import { getDeskScope } from '#kernel/sign-in/accounts'
import type { Tx } from '#kernel/tx'
import type { RegisterInput } from '../model.ts'
import type { ChildChange, RegistrationState, SearchMade } from '../register-child.ts'
import { fieldsPlace, refreshChild, storeChanges } from './child-store.ts'
import { forgotten } from './forget-searches.ts'
import { findCandidates } from './search-store.ts'
import { nameTokens } from './tokens.ts'

export async function loadRegistration(tx: Tx, input: RegisterInput): Promise<RegistrationState> {
  const exists = (await tx.open('children.child', input.id)) !== undefined
  const scopes = await scopesForNew(tx)
  if (input.followed.kind === 'search') {
    return { search: await readSearch(tx, input.followed.searchId, input), exists, scopes, likelyIds: [] }
  }
  const { candidates } = await findCandidates(tx, input.facts)
  return {
    search: undefined,
    exists,
    scopes,
    likelyIds: candidates.filter(({ match }) => match.likelihood === 'likely').map(({ candidate }) => candidate.id),
  }
}

async function readSearch(tx: Tx, searchId: string, { facts }: RegisterInput): Promise<SearchMade | undefined> {
  const row = await tx.open('children.search', searchId)
  // A search counts for one registration. Then it is forgotten.
  if (!row || row.registered_id !== null) return undefined
  const asked = new Set(row.tokens.map((token) => token.toString('hex')))
  const coversNames = facts.names.every(({ text }) => {
    const tokens = nameTokens(tx.vault, text)
    // "Unknown" is no name to search for.
    return tokens.length === 0 || tokens.some((token) => asked.has(token.toString('hex')))
  })
  return {
    id: row.id,
    by: row.by_actor,
    at: row.at,
    candidates: row.candidate_ids.map((_, index) => index + 1),
    coversNames,
  }
}

/** The person who registers, the supervision desk of their agency, and the desk they work at. */
async function scopesForNew(tx: Tx): Promise<number[]> {
  const { actor } = tx
  if (!actor.agencyId) return [nodeScope, ...actor.scopes]
  const desks: Desk[] = ['supervision']
  if (actor.roles.includes('triage')) desks.push('triage')
  if (actor.roles.includes('authority')) desks.push('authority')
  const numbers = await Promise.all(desks.map((desk) => getDeskScope(tx.db, actor.agencyId!, desk)))
  return [...new Set([nodeScope, ...(actor.personalScope === undefined ? [] : [actor.personalScope]), ...numbers])]
}

export async function saveRegistration(tx: Tx, change: ChildChange, input: RegistrationInput): Promise<void> {
  if (change.kind !== 'register') throw new Error('This is no registration.')
  const { id, scopes, agencyId, changes, likelyIds } = change
  const searchId = input.search?.id ?? null
  await tx.create(id, 'child')
  tx.write(
    tx.db.insertInto('children.child').values({
      id,
      scopes: [...scopes],
      own_scopes: [...scopes],
      likely_ids: [...likelyIds],
      version: 1,
      status: 'current',
      agency_id: agencyId,
      search_id: searchId,
      sealed_fields: await tx.vault.seal(id, fieldsPlace(id), '{}'),
      created_at: tx.now,
      updated_at: tx.now,
    }),
    // The id may be of a child that this person may not see. They learn what any other taken id tells.
    refuse('id-taken'),
  )
  await storeChanges(tx, id, changes)
  await refreshChild(tx, id)
  if (searchId)
    await tx.db
      .updateTable('children.search')
      .set({ ...forgotten, registered_id: id, rejected: input.search!.candidates.slice() })
      .where('id', '=', searchId)
      .execute()
}

type RegistrationInput = Pick<RegistrationState, 'search'>
