import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Node } from '#kernel/node'

/**
 * Health checks for operators. `/healthz`: this process answers. `/readyz`: its database answers too. They give no
 * version, count or name.
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
