import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import staticFiles from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { type Actor, publicActor } from '#kernel/actor'
import { packageRoot } from '#kernel/db/package-root'
import type { Node } from '#kernel/node'
import { nameOfError, type Refusal, refuse } from '#kernel/refusal'
import { outageOf } from '#lib/local-postgres'
import { mountPublicPages } from '../../src/path/signals/public/index.ts'
import { signOut } from '../../ui/data/server-routes.ts'
import { comesFromElsewhere, findCaller, isProgram, limitKeys, sessionCookie } from './callers.ts'
import { CountedTries } from './counted-tries.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import type { Config } from './config.ts'
import { mountHealth } from './health.ts'
import { mountOpenData } from './open-data.ts'
import { publicPageKey } from './public-callers.ts'
import { logFailure } from './log-failure.ts'
import { problemOf } from './problem.ts'
import { mountRoutes } from './routes.ts'
import { routes } from './modules.ts'
import { mountSession } from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Actor
    language: string
  }
}

export interface ServerParts {
  node: Node
  config: Pick<Config, 'mode' | 'publicUrl' | 'logLevel'> & Partial<Pick<Config, 'trustProxy'>>
  catalogue?: Catalogue
  /** Target of the log. Default: standard output. */
  logTo?: Writable
}

/** The HTTP server of a node: the API, the public pages and the web app. */
export async function buildServer({
  node,
  config,
  catalogue = readCatalogue(),
  logTo,
}: ServerParts): Promise<FastifyInstance> {
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const server = Fastify({
    bodyLimit: 1_000_000,
    // Whoever sends a byte now and then would hold a connection for ever. A slow phone has a minute for its words.
    requestTimeout: 60_000,
    http: { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 },
    // Trust one proxy. The caller could have written the entries before the proxy's.
    trustProxy: config.trustProxy ? (_address, hop) => hop === 0 : false,
    logController: new LogController({ disableRequestLogging: true }),
    // An address that no route can read. Fastify's own answer repeats it, in English.
    frameworkErrors: (error, request, reply) =>
      void sendRefusal(reply, refusalOf(error), catalogue.choose(request.headers['accept-language'])),
    // The log contains the route, never data about a child: no URL, no body, no address (tests/privacy).
    logger: {
      level: config.logLevel,
      ...(logTo && { stream: logTo }),
      serializers: {
        req: ({ method, routeOptions }) => ({ method, route: routeOptions?.url }),
        err: (error: Error) => ({ type: nameOfError(error), message: '', stack: frames(error) }),
      },
    },
  })
  server.decorateRequest('caller')
  server.decorateRequest('language', 'en')
  server.setValidatorCompiler(() => (value) => ({ value }))
  server.setSerializerCompiler(() => (value) => JSON.stringify(value))
  // Every body is JSON or a form of the public page. Fastify would also take any text.
  server.removeContentTypeParser('text/plain')
  await server.register(cookie)
  await server.register(formbody)
  await server.register(helmet, {
    contentSecurityPolicy: { directives: contentPolicy(secure) },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure,
    frameguard: { action: 'deny' },
  })
  await server.register(rateLimit, { global: false, keyGenerator: publicPageKey(), store: CountedTries })
  const overLimit = limitKeys()
  server.addHook('onRequest', async (request, reply) => {
    // Without this header a browser may store answers on disk, where the next user of a shared computer could read
    // them.
    // With the date a page says times and deadlines by the node's clock (ui/data/node-time.ts).
    if (request.url.startsWith('/api/'))
      reply.headers({ 'cache-control': 'no-store', date: node.clock.now().toUTCString() })
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    // Only the API looks up the caller, so the app's files and the public page work even without the database.
    // Set the language first, so that every failure is in the person's language.
    request.language = catalogue.choose(request.cookies['language'], request.headers['accept-language'])
    // Whoever signs out need not be known: the cookie is cleared even without the database.
    request.caller =
      request.url.startsWith('/api/') && request.routeOptions.url !== signOut.path
        ? await findCaller(node, request, sessionCookie(secure))
        : publicActor
    request.language = catalogue.choose(
      request.cookies['language'],
      request.caller.language,
      request.headers['accept-language'],
    )
    const wait = overLimit(request.caller)
    if (wait !== undefined) {
      reply.header('retry-after', String(wait))
      return sendRefusal(reply, refuse('calls-limited', { status: 429, params: { seconds: wait } }), request.language)
    }
    if (
      request.method !== 'GET' &&
      request.method !== 'HEAD' &&
      comesFromElsewhere(request, config.publicUrl, sessionCookie(secure))
    ) {
      return sendRefusal(reply, refuse('request-cross-site', { status: 403 }), request.language)
    }
    return undefined
  })
  const sendRefusal = (reply: FastifyReply, refusal: ReturnType<typeof refuse>, language: string) =>
    reply
      .code(refusal.status)
      .type('application/problem+json')
      .send(problemOf(refusal, catalogue, language, { forProgram: isProgram(reply.request) }))
  server.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error.statusCode && error.statusCode < 500) return sendRefusal(reply, refusalOf(error), request.language)
    logFailure(request, error)
    const outage = outageOf(error)
    return sendRefusal(
      reply,
      outage ? refuse(outage, { status: 503 }) : refuse('server-failed', { status: 500 }),
      request.language,
    )
  })
  mountHealth(server, node)
  mountSession(server, { node, catalogue, config, secure })
  mountRoutes(server, node, catalogue, routes)
  mountOpenData(server, { node, catalogue })
  await mountPublicPages(server, {
    node,
    catalogue,
    demonstration: config.mode === 'demonstration',
    logFailure,
  })
  await mountWeb(server, catalogue)
  return server
}

/** A request that was not taken, before any command read it. */
function refusalOf({ statusCode, code = '' }: { statusCode?: number; code?: string }): Refusal {
  if (statusCode === 429) return refuse('attempts-limited', { status: 429 })
  // The id in an address is longer than any id.
  if (statusCode === 414) return refuse('record-not-found', { status: 404 })
  if (statusCode === 413) return refuse('request-oversized', { status: 413 })
  if (statusCode === 415) return refuse('request-type-unsupported', { status: 415 })
  // Only a program writes a body that Fastify cannot read.
  return refuse(code.startsWith('FST_ERR_CTP_') ? 'request-unreadable' : 'answers-not-accepted', { status: 400 })
}

function contentPolicy(secure: boolean): Record<string, string[] | null> {
  return {
    'default-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'style-src': ["'self'", "'unsafe-inline'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
    'upgrade-insecure-requests': secure ? [] : null,
  }
}

/** The stack without its first line, because the message of an error may quote what a person typed. */
function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n')
}

/** Serves the built web app. Every other path is a screen, so that links can be opened directly. */
async function mountWeb(server: FastifyInstance, catalogue: Catalogue): Promise<void> {
  const folder = join(packageRoot(), 'dist/web')
  const built = existsSync(join(folder, 'index.html'))
  if (built)
    await server.register(staticFiles, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      setHeaders: (reply, path) =>
        void reply.setHeader(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  server.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/') || !built) {
      return reply
        .code(404)
        .type('application/problem+json')
        .send(problemOf(refuse('record-not-found', { status: 404 }), catalogue, request.language))
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
