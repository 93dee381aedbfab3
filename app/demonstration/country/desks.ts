import type { Database } from '#kernel/db/database'
import { agencies } from '../agencies.ts'
import { authorityIdOf } from '../authorities.ts'
import { idFor } from '../ids.ts'

interface Person {
  readonly id: string
  readonly agencyId: string
  readonly scope: number
}

/** The desks of Meridia that a path uses. */
export interface Desks {
  readonly workers: readonly Person[]
  readonly triage: { readonly agencyId: string; readonly desk: number; readonly worker: string }
  readonly authorities: readonly {
    readonly id: string
    readonly agencyId: string
    readonly desk: number
    readonly casework: number
    readonly supervision: number
    readonly caseworkers: readonly Person[]
  }[]
  readonly coordination: readonly number[]
  supervisionOf(agencyId: string): number
}

export async function findDesks(database: Database): Promise<Desks> {
  const accounts = await database
    .selectFrom('kernel.account')
    .select(['id', 'agency_id', 'roles'])
    .orderBy('id')
    .execute()
  const scopes = await database.selectFrom('kernel.scope').select(['id', 'agency_id', 'desk', 'account_id']).execute()
  const deskOf = (agencyId: string, desk: string): number =>
    scopes.find((scope) => scope.agency_id === agencyId && scope.desk === desk)!.id
  const people = (role: string, agencyId?: string): Person[] =>
    accounts
      .filter(({ agency_id, roles }) => roles.includes(role) && (agencyId === undefined || agency_id === agencyId))
      .map(({ id, agency_id }) => ({
        id,
        agencyId: agency_id,
        scope: scopes.find(({ account_id }) => account_id === id)!.id,
      }))
  const line = idFor('MER-LINE')
  return {
    workers: people('worker'),
    triage: { agencyId: line, desk: deskOf(line, 'triage'), worker: people('triage', line)[0]!.id },
    authorities: agencies
      .filter(({ kind }) => kind === 'child-protection')
      .map(({ code }) => {
        const agencyId = idFor(code)
        return {
          id: authorityIdOf(code),
          agencyId,
          desk: deskOf(agencyId, 'authority'),
          casework: deskOf(agencyId, 'casework'),
          supervision: deskOf(agencyId, 'supervision'),
          caseworkers: people('caseworker', agencyId),
        }
      }),
    coordination: [...new Set(people('coordinator').map(({ agencyId }) => deskOf(agencyId, 'coordination')))],
    supervisionOf: (agencyId) => deskOf(agencyId, 'supervision'),
  }
}
