import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Node } from '#kernel/node'
import type { Role } from '#kernel/roles'
import { cleaned } from '#kernel/cleaned'
import { isRefusal, refuse, type Refusal } from '#kernel/refusal'
import { changePassword } from '#kernel/sign-in/change-password'
import { makeFirstAdministrator } from '#kernel/sign-in/first-administrator'
import { notKnown, signIn, signOut } from '#kernel/sign-in/sessions'
import { deviceStoreKey } from '#kernel/vault/device-store-key'
import { fictionalCountriesOf } from '#standards'
import type { Account, AnswerOf, InputOf } from '#ui/data'
import { signOut as signOutRoute, viewDeviceKey, viewSession } from '../../ui/data/server-routes.ts'
import {
  changePassword as changePasswordRoute,
  makeFirstAdministrator as makeFirstRoute,
  signIn as signInRoute,
  viewDemonstrationAccounts,
} from '../own-routes.ts'
import { deviceCookie, sessionCookie } from './callers.ts'
import type { Catalogue } from './catalogue.ts'
import type { Config } from './config.ts'
import { problemOf } from './problem.ts'
import { demonstrationAccounts } from '../demonstration/accounts.ts'

// NIST SP 800-63B §3.1.1.2: require length, not composition rules.
const password = z.string().min(12).max(1_000)

const firstAdministrator: z.ZodType<InputOf<typeof makeFirstRoute>> = z.object({
  token: z.string().min(20).max(100),
  agency: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  password,
  language: z.string().max(35),
})

const credentials: z.ZodType<InputOf<typeof signInRoute>> = z.object({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1_000),
})

const newPassword: z.ZodType<InputOf<typeof changePasswordRoute>> = z.object({
  current: z.string().min(1).max(1_000),
  next: password,
})

/** A device without a sign-in for half a year counts as new again. */
const deviceDays = 180

/** Signing in and out, the own password, and facts about the node that the web app needs before signing in. */
export function mountSession(
  server: FastifyInstance,
  parts: { node: Node; catalogue: Catalogue; config: Pick<Config, 'mode'>; secure: boolean },
): void {
  const { node, catalogue, config, secure } = parts
  const cookie = sessionCookie(secure)
  const device = deviceCookie(secure)
  const kept = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  const sendRefusal = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    reply
      .code(refusal.status)
      .type('application/problem+json')
      .send(problemOf(refusal, catalogue, request.language))

  server.get(viewSession.path, async (request): Promise<AnswerOf<typeof viewSession>> => {
    const { caller } = request
    return {
      signedIn: caller.kind === 'account',
      ...(caller.kind === 'account' && { account: await describeCaller(node, caller.id) }),
      demonstration: config.mode === 'demonstration',
      languages: catalogue.languages,
      language: request.language,
      country: node.country,
      fictionalCountries: fictionalCountriesOf(node.country),
      timeZone: node.timeZone,
    }
  })

  server.get(viewDeviceKey.path, async (request, reply) => {
    const { caller } = request
    if (caller.kind !== 'account') return sendRefusal(request, reply, refuse('sign-in-needed', { status: 401 }))
    return { key: { ...deviceStoreKey(node.nodeKey, caller.id) } } satisfies AnswerOf<typeof viewDeviceKey>
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
      if (isRefusal(answer)) return sendRefusal(request, reply, answer)
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
    // With the cache go the pages that the back button would show. Storage stays: it has the app itself, for work
    // without a network, and nothing about a child.
    reply.header('clear-site-data', '"cache"')
    return { signedIn: false }
  })

  server.post(
    changePasswordRoute.path,
    { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { caller } = request
      if (caller.kind !== 'account') return sendRefusal(request, reply, refuse('sign-in-needed', { status: 401 }))
      const parsed = newPassword.safeParse(cleaned(request.body))
      const mark = request.cookies[device]
      const answer = parsed.success
        ? await changePassword(node, caller, parsed.data, { address: request.ip, ...(mark && { mark }) })
        : unreadable(parsed.error)
      if (isRefusal(answer)) return sendRefusal(request, reply, answer)
      reply.setCookie(cookie, answer.token, kept)
      return { changed: true } satisfies AnswerOf<typeof changePasswordRoute>
    },
  )

  server.post(
    makeFirstRoute.path,
    { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const parsed = firstAdministrator.safeParse(cleaned(request.body))
      const answer = parsed.success ? await makeFirstAdministrator(node, parsed.data) : unreadable(parsed.error)
      if (isRefusal(answer)) return sendRefusal(request, reply, answer)
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

function unreadable({ issues }: z.ZodError): Refusal {
  return refuse('answers-not-accepted', {
    status: 400,
    fields: issues.map(({ path, code }) => ({ path: path.join('.'), code })),
  })
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
