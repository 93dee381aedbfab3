import type { Actor } from '#kernel/actor'
import type { Database } from '#kernel/db/database'

/** A person who registers children and has access to those records. */
export interface Registrar {
  readonly actor: Actor
  readonly agencyId: string
  readonly personalScope: number
  readonly supervisionScope: number
}

/** All people of the node who register children: workers and case workers. Throws if there are none. */
export async function findRegistrars(database: Database): Promise<readonly Registrar[]> {
  const accounts = await database
    .selectFrom('kernel.account')
    .select(['id', 'agency_id', 'roles'])
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  const scopes = await database.selectFrom('kernel.scope').select(['id', 'agency_id', 'desk', 'account_id']).execute()
  const registrars = accounts
    .filter(({ roles }) => roles.includes('worker') || roles.includes('caseworker'))
    .map(({ id, agency_id }): Registrar => {
      const personalScope = scopes.find(({ account_id }) => account_id === id)!.id
      const supervisionScope = scopes.find((scope) => scope.agency_id === agency_id && scope.desk === 'supervision')!.id
      return {
        actor: { kind: 'account', id, roles: ['worker'], scopes: [personalScope], personalScope, agencyId: agency_id },
        agencyId: agency_id,
        personalScope,
        supervisionScope,
      }
    })
  if (registrars.length === 0)
    throw new Error('Nobody on this node registers children: there is no worker and no case worker.')
  return registrars
}
