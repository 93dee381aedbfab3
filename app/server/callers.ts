import type { FastifyRequest } from 'fastify'
import { type Actor, publicActor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import { findAgencyByKey } from '#kernel/sign-in/accounts'
import { findSession } from '#kernel/sign-in/sessions'
import { UNATTENDED } from '../../ui/data/server-routes.ts'

/** Name of the session cookie. `__Host-` binds it to one secure origin (RFC 6265bis §4.1.3). */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-tenfold' : 'tenfold'
}

/** This cookie outlives the session. It shows that a person has signed in on this device before. */
export function deviceCookie(secure: boolean): string {
  return secure ? '__Host-tenfold-device' : 'tenfold-device'
}

/** Finds the caller by a session cookie or an agency key. Otherwise the caller is unknown. */
export async function findCaller(node: Node, request: FastifyRequest, cookie: string): Promise<Actor> {
  const key = /^Bearer (tfk_[\w-]+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (key) return (await findAgencyByKey(node.database, key)) ?? publicActor
  const token = request.cookies[cookie]
  if (!token) return publicActor
  const attended = request.headers[UNATTENDED] === undefined
  return (await findSession(node.database, token, node.clock.now(), attended)) ?? publicActor
}

/**
 * Guards against cross-site requests: a page of another site must not act in a signed-in person's name. Browsers send
 * the origin of a request. Programs with an agency key send no origin and no cookie. Older browsers send `Origin: null`
 * under `no-referrer`; without a session that is harmless, so the public page works for them too.
 */
export function comesFromElsewhere(request: FastifyRequest, ownOrigin: string | undefined, cookie: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin, host } = request.headers
  if (origin === undefined || (origin === 'null' && request.cookies[cookie] === undefined)) return false
  return origin !== ownOrigin && origin !== `http://${host}` && origin !== `https://${host}`
}
