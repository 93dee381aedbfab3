import type { FastifyInstance } from 'fastify'
import type { Node } from '#kernel/node'
import type { Catalogue } from './catalogue.ts'
import type { Config } from './config.ts'

export interface PublicParts {
  node: Node
  catalogue: Catalogue
  config: Pick<Config, 'mode'>
}

/** The pages for people without an account, at /tell; they work without JavaScript and keep no address. */
export async function mountPublicPages(server: FastifyInstance, { catalogue }: PublicParts): Promise<void> {
  server.get('/tell', async (_request, reply) => reply.type('text/html').send(`<!doctype html><title>${catalogue.say('en', 'app.name')}</title>`))
}
