import type { FastifyInstance } from 'fastify'
import type { Node } from '#kernel/node'
import { findStaffed } from '#kernel/sign-in/attendance'
import { listAgencies, type ListedAgency, readTriageDesks, viewRaiseForm } from '#path/signals'
import type { AnswerOf } from '#ui/data'
import { raiseForm } from '../../src/path/signals/model.ts'
import { mission } from '../../src/mission.ts'
import { callerRefusal } from './callers.ts'
import type { Catalogue } from './catalogue.ts'
import { viewMission } from '../own-routes.ts'
import { mountPlaces } from './open-places.ts'
import { problemOf } from './problem.ts'

/** Data that says nothing about a child: forms, places, agencies, and facts about the node. */
export function mountOpenData(
  server: FastifyInstance,
  { node, catalogue }: { node: Node; catalogue: Catalogue },
): void {
  const form = raiseForm(catalogue.languages)

  server.get(viewRaiseForm.path, async (): Promise<AnswerOf<typeof viewRaiseForm>> => form)
  server.get(viewMission.path, async (): Promise<AnswerOf<typeof viewMission>> => ({ actions: mission }))

  mountPlaces(server, { node, catalogue })

  server.get(listAgencies.path, async (request, reply) => {
    if (request.caller.kind !== 'account') {
      const refusal = callerRefusal(request)
      return reply
        .code(refusal.status)
        .type('application/problem+json')
        .send(problemOf(refusal, catalogue, request.language))
    }
    const rows = await node.database
      .selectFrom('kernel.agency')
      .select(['id', 'code', 'name', 'kind', 'country'])
      .orderBy('code')
      .execute()
    const desks = await readTriageDesks(node.database)
    const staffed = await findStaffed(
      node.database,
      'triage',
      desks.map(({ agencyId }) => agencyId),
    )
    const agencies = rows.map((row) => ({
      ...row,
      name: row.name as ListedAgency['name'],
      triages: staffed.has(row.id),
    }))
    return { agencies } satisfies AnswerOf<typeof listAgencies>
  })
}
