import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cleaned } from '#kernel/cleaned'
import type { Database } from '#kernel/db/database'
import type { Node } from '#kernel/node'
import { refuse } from '#kernel/refusal'
import { readAuthorities } from '#path/referral'
import { readTriageDesks } from '#path/signals'
import { findPlaces, namePlaces, placesForDevice } from '#places'
import type { AnswerOf, InputOf } from '#ui/data'
import {
  findPlaces as findPlacesRoute,
  namePlaces as namePlacesRoute,
  viewPlaces,
} from '../../ui/data/server-routes.ts'
import { callerRefusal } from './callers.ts'
import type { Catalogue } from './catalogue.ts'
import { problemOf } from './problem.ts'

const MOST_NEAR = 8
const code = z.string().min(1).max(40)
const find: z.ZodType<InputOf<typeof findPlacesRoute>, Partial<InputOf<typeof findPlacesRoute>>> = z.object({
  typed: z.string().max(120),
  near: z.array(code).max(MOST_NEAR).default([]),
})
const names: z.ZodType<InputOf<typeof namePlacesRoute>> = z.object({
  codes: z.array(code).max(200),
  at: z.iso.datetime({ offset: true }).optional(),
})

/**
 * The register of places, for every signed-in person. It says nothing about a child, so a search in it is not a look
 * and adds no line to the ledger; a line for every typed letter would bury the real ones. But the typed text can show
 * where a child may be in danger, so it is sent in the body, never in an address.
 */
export function mountPlaces(server: FastifyInstance, { node, catalogue }: { node: Node; catalogue: Catalogue }): void {
  const { database } = node
  const refuseWith = (request: FastifyRequest, reply: FastifyReply, refusal: ReturnType<typeof refuse>) =>
    reply
      .code(refusal.status)
      .type('application/problem+json')
      .send(problemOf(refusal, catalogue, request.language))
  const unreadable = refuse('answers-not-accepted', { status: 400 })

  /** Places a device stores to work without a network; the starting point is the person's agency. */
  server.get(viewPlaces.path, async (request, reply) => {
    const { caller } = request
    if (caller.kind !== 'account') return refuseWith(request, reply, callerRefusal(request))
    const near = caller.agencyId ? await placesOfAgency(database, caller.agencyId) : []
    const { have } = request.query as InputOf<typeof viewPlaces>
    return (await placesForDevice(database, { near, country: node.country, have })) satisfies AnswerOf<
      typeof viewPlaces
    >
  })

  server.post(findPlacesRoute.path, async (request, reply) => {
    if (request.caller.kind !== 'account') return refuseWith(request, reply, callerRefusal(request))
    const asked = find.safeParse(cleaned(request.body))
    if (!asked.success) return refuseWith(request, reply, unreadable)
    const near = asked.data.near.length > 0 ? asked.data.near : [node.country]
    const places = await findPlaces(database, { typed: asked.data.typed, near })
    return { places } satisfies AnswerOf<typeof findPlacesRoute>
  })

  server.post(namePlacesRoute.path, async (request, reply) => {
    if (request.caller.kind !== 'account') return refuseWith(request, reply, callerRefusal(request))
    const asked = names.safeParse(cleaned(request.body))
    if (!asked.success) return refuseWith(request, reply, unreadable)
    const places = await namePlaces(database, asked.data.codes, asked.data.at ? new Date(asked.data.at) : undefined)
    return { places } satisfies AnswerOf<typeof namePlacesRoute>
  })
}

/** The places an agency is responsible for: those of its triage desk and of its mandates. */
async function placesOfAgency(db: Database, agencyId: string): Promise<string[]> {
  const desks = (await readTriageDesks(db)).filter((desk) => desk.agencyId === agencyId && desk.placeCode !== '')
  const authorities = (await readAuthorities(db)).filter(
    (authority) => authority.agencyId === agencyId && authority.active,
  )
  const mandated = authorities.flatMap(({ mandates }) => mandates.flatMap(({ places }) => places))
  return [...new Set([...desks.map((desk) => desk.placeCode), ...mandated])].slice(0, MOST_NEAR)
}
