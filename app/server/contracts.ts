import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { routes } from './modules.ts'
import { events } from './reactions.ts'
import { schemaOf } from './routes.ts'

/** Generates the contracts for other systems, the API and the events, from the declarations the node runs on. */
export async function emitContracts(): Promise<Record<string, unknown>> {
  return { 'openapi.json': await openApi(), 'events.json': eventCatalogue() }
}

async function openApi(): Promise<unknown> {
  const server = Fastify()
  server.setValidatorCompiler(() => () => true)
  server.setSerializerCompiler(() => JSON.stringify)
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tenfold',
        version: '1',
        description:
          'The API of one Tenfold system. Every command carries an Idempotency-Key; every problem is RFC 9457. Signed-in people use a session cookie, other systems an agency key.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tenfold' },
          agencyKey: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: createJsonSchemaTransform({}),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: z.globalRegistry }),
  })
  await server.register(async (api) => {
    for (const route of routes) {
      const security =
        route.open === 'public' ? [] : [route.open === 'agency-key' ? { agencyKey: [] } : { session: [] }]
      api.route({
        method: route.method,
        url: route.path,
        schema: { ...schemaOf(route), security } as object,
        handler: () => null,
      })
    }
  })
  await server.ready()
  return server.swagger()
}

function eventCatalogue(): unknown {
  const sorted = Object.values(events).sort((a, b) => a.shape.type.value.localeCompare(b.shape.type.value))
  return Object.fromEntries(sorted.map((event) => [event.shape.type.value, z.toJSONSchema(event, { io: 'output' })]))
}
