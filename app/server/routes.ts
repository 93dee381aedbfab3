import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Actor } from '#kernel/actor'
import { cleaned } from '#kernel/cleaned'
import type { Node } from '#kernel/node'
import type { AnyRoute } from '#kernel/perform'
import { isRefusal, refuse } from '#kernel/refusal'
import { isUuid, withPlainIds } from '#kernel/ids'
import { callerRefusal, isProgram } from './callers.ts'
import type { Catalogue } from './catalogue.ts'
import { problemOf } from './problem.ts'
import { statusesOf } from './statuses.ts'

/**
 * Mounts commands and looks. A route whose action has no policy stops the start, so that nothing is open by accident.
 */
export function mountRoutes(
  server: FastifyInstance,
  node: Node,
  catalogue: Catalogue,
  routes: readonly AnyRoute[],
): void {
  const lawless = routes.filter((route) => !node.access.has(route.action))
  if (lawless.length > 0) {
    throw new Error(
      `No policy permits what these routes do: ${lawless.map((route) => `${route.method} ${route.path} (${route.action})`).join(', ')}`,
    )
  }
  for (const route of routes) {
    server.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(route),
      handler: async (request, reply) => {
        const { caller, language } = request
        const forProgram = isProgram(request) || route.open === 'agency-key'
        const refuseWith = (refusal: ReturnType<typeof refuse>) =>
          reply
            .code(refusal.status)
            .type('application/problem+json')
            .send(problemOf(refusal, catalogue, language, { forProgram }))
        if (!mayCall(route, caller)) {
          // RFC 9110 §11.6.1
          if (forProgram) reply.header('www-authenticate', 'Bearer')
          return refuseWith(callerRefusal(request, route.open))
        }
        const commandId = withPlainIds(request.headers['idempotency-key'])
        if (route.kind === 'command' && !(typeof commandId === 'string' && isUuid(commandId)))
          return refuseWith(refuse('command-id-missing', { status: 400 }))
        const version = route.kind === 'command' ? versionOf(request.headers['if-match']) : undefined
        if (version === 'unreadable') return refuseWith(refuse('version-unreadable', { status: 400 }))
        // What is written never stands in an address: a proxy would keep it in its log.
        const said = (route.method === 'GET' ? request.query : request.body) as object | undefined
        const input = cleaned({ ...said, ...(request.params as object) })
        const answer = await route.run(node, input, {
          actor: caller,
          commandId: typeof commandId === 'string' ? commandId : undefined,
          expectedVersion: version,
        })
        if (isRefusal(answer)) return refuseWith(answer)
        const worded = route.inWords ? route.inWords(answer as never, (id) => catalogue.say(language, id)) : answer
        return reply.send(route.answer.parse(worded))
      },
    })
  }
}

function mayCall(route: AnyRoute, caller: Actor): boolean {
  if (route.open === 'public') return true
  if (route.open === 'agency-key') return caller.kind === 'agency-key'
  return caller.kind === 'account'
}

/** Passing over a version that cannot be read would write over what somebody else wrote. */
function versionOf(header: string | undefined): number | 'unreadable' | undefined {
  if (header === undefined) return undefined
  const version = /^("?)(\d{1,9})\1$/.exec(header.trim())?.[2]
  return version === undefined ? 'unreadable' : Number(version)
}

/** The API description of a route: path ids, the other input in body or query, problems as RFC 9457. */
export function schemaOf(route: AnyRoute): Record<string, unknown> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const shape = route.input instanceof z.ZodObject ? (route.input.shape as Record<string, z.ZodType>) : undefined
  const rest = shape && Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)))
  const whole = rest ? z.object(rest) : route.input
  const empty = rest !== undefined && Object.keys(rest).length === 0
  return {
    operationId: route.name,
    summary: route.summary,
    ...(names.length > 0 && {
      params: z.object(Object.fromEntries(names.map((name) => [name, shape?.[name] ?? z.string()]))),
    }),
    ...(!empty && (route.method === 'GET' ? { querystring: whole } : { body: whole })),
    ...(route.kind === 'command' && {
      headers: z.object({ 'idempotency-key': z.uuid(), 'if-match': z.string().optional() }),
    }),
    response: Object.fromEntries(
      statusesOf(route).map((status) => [status, status === 200 ? route.answer : problemSchema]),
    ),
  }
}

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    next: z.string(),
    fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    why: z.array(z.string()).optional(),
  })
  .meta({ id: 'Problem' })
