import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Node } from '#kernel/node'

/**
 * For whoever keeps the node running. `/healthz`: this process answers. `/readyz`: its database answers too.
 * Neither says anything else: no version, no count, no name.
 */
export function mountHealth(server: FastifyInstance, { database }: Node): void {
  server.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain').send('ok\n'),
  )
  server.get('/readyz', async (_request, reply) => {
    const answers = await sql`select 1`.execute(database).then(
      () => true,
      () => false,
    )
    return reply
      .code(answers ? 200 : 503)
      .header('cache-control', 'no-store')
      .type('text/plain')
      .send(answers ? 'ready\n' : 'database away\n')
  })
}
