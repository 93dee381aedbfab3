import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Node } from '#kernel/node'
import type { Role } from '#kernel/roles'
import { cleaned } from '#kernel/cleaned'
import { isRefusal, refuse } from '#kernel/refusal'
import { makeFirstAdministrator } from '#kernel/sign-in/first-administrator'
import { notKnown, signIn, signOut } from '#kernel/sign-in/sessions'
import type { Account, AnswerOf, InputOf } from '#ui/data'
import { signOut as signOutRoute, viewSession } from '../../ui/data/server-routes.ts'
import {
  makeFirstAdministrator as makeFirstRoute,
  signIn as signInRoute,
  viewDemonstrationAccounts,
} from '../own-routes.ts'
import { deviceCookie, sessionCookie } from './callers.ts'
import type { Catalogue } from './catalogue.ts'
import type { Config } from './config.ts'
import { problemOf } from './problem.ts'
import { demonstrationAccounts } from '../demonstration/accounts.ts'

const firstAdministrator: z.ZodType<InputOf<typeof makeFirstRoute>> = z.object({
  token: z.string().min(20).max(100),
  agency: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  // NIST SP 800-63B §3.1.1.2: require length, not composition rules.
  password: z.string().min(12).max(1_000),
  language: z.string().max(35),
})

const credentials: z.ZodType<InputOf<typeof signInRoute>> = z.object({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1_000),
})

/** A device without a sign-in for half a year counts as new again. */
const deviceDays = 180

/** Signing in and out, and facts about the node that the web app needs before signing in. */
export function mountSession(
  server: FastifyInstance,
  parts: { node: Node; catalogue: Catalogue; config: Pick<Config, 'mode'>; secure: boolean },
): void {
  const { node, catalogue, config, secure } = parts
  const cookie = sessionCookie(secure)
  const device = deviceCookie(secure)
  const kept = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const

  server.get(viewSession.path, async (request): Promise<AnswerOf<typeof viewSession>> => {
    const { caller } = request
    return {
      signedIn: caller.kind === 'account',
      ...(caller.kind === 'account' && { account: await describeCaller(node, caller.id) }),
      demonstration: config.mode === 'demonstration',
      languages: catalogue.languages,
      language: request.language,
      country: node.country,
      timeZone: node.timeZone,
    }
  })

  server.post(
    signInRoute.path,
    { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const parsed = credentials.safeParse(cleaned(request.body))
      const mark = request.cookies[device]
      const answer = parsed.success
        ? await signIn(node, parsed.data, { address: request.ip, ...(mark && { mark }) }, node.clock.now())
        : notKnown()
      if (isRefusal(answer))
        return reply
          .code(answer.status)
          .type('application/problem+json')
          .send(problemOf(answer, catalogue, request.language))
      // Whoever worked here before is signed out.
      const before = request.cookies[cookie]
      if (before) await signOut(node.database, before, node.clock.now())
      reply.setCookie(cookie, answer.token, kept)
      reply.setCookie(device, answer.mark, { ...kept, maxAge: deviceDays * 86_400 })
      return { signedIn: true, account: await describeCaller(node, answer.actor.id) }
    },
  )

  server.post(signOutRoute.path, async (request, reply) => {
    const token = request.cookies[cookie]
    // First, so that the browser forgets also while the database is away.
    reply.clearCookie(cookie, kept)
    if (token) await signOut(node.database, token, node.clock.now())
    return { signedIn: false }
  })

  server.post(
    makeFirstRoute.path,
    { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const parsed = firstAdministrator.safeParse(cleaned(request.body))
      const answer = parsed.success
        ? await makeFirstAdministrator(node, parsed.data)
        : refuse('answers-not-accepted', {
            status: 400,
            fields: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.code })),
          })
      if (isRefusal(answer))
        return reply
          .code(answer.status)
          .type('application/problem+json')
          .send(problemOf(answer, catalogue, request.language))
      return answer
    },
  )

  if (config.mode === 'demonstration') {
    server.get(
      viewDemonstrationAccounts.path,
      async (): Promise<AnswerOf<typeof viewDemonstrationAccounts>> => ({ accounts: demonstrationAccounts() }),
    )
  }
}

async function describeCaller(node: Node, accountId: string): Promise<Account> {
  const row = await node.database
    .selectFrom('kernel.account')
    .innerJoin('kernel.agency', 'kernel.agency.id', 'kernel.account.agency_id')
    .select([
      'kernel.account.id',
      'kernel.account.name',
      'kernel.account.roles',
      'kernel.account.language',
      'kernel.agency.id as agencyId',
      'kernel.agency.name as agency',
    ])
    .where('kernel.account.id', '=', accountId)
    .executeTakeFirstOrThrow()
  return { ...row, agency: row.agency as Record<string, string>, roles: row.roles as Role[] }
}
