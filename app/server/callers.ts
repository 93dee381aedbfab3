import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { type Actor, publicActor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import { findAgencyByKey, type KeyActor } from '#kernel/sign-in/agency-keys'
import { refuse, type Refusal } from '#kernel/refusal'
import { findSession } from '#kernel/sign-in/sessions'
import { UNATTENDED } from '../../ui/data/server-routes.ts'
import { CountedTries } from './counted-tries.ts'

/** Name of the session cookie. `__Host-` binds it to one secure origin (RFC 6265bis §4.1.3). */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-tenfold' : 'tenfold'
}

/** This cookie outlives the session. It shows that a person has signed in on this device before. */
export function deviceCookie(secure: boolean): string {
  return secure ? '__Host-tenfold-device' : 'tenfold-device'
}

/** Finds the caller by a session cookie or an agency key. Otherwise the caller is unknown. */
export async function findCaller(node: Node, request: FastifyRequest, cookie: string): Promise<Actor | KeyActor> {
  // The name of a scheme may be written in any letters (RFC 9110 §11.1).
  const key = /^bearer +(tfk_[\w-]+) *$/i.exec(request.headers.authorization ?? '')?.[1]
  if (key) return (await findAgencyByKey(node.database, key, node.clock.now())) ?? publicActor
  const token = request.cookies[cookie]
  if (!token) return publicActor
  const attended = request.headers[UNATTENDED] === undefined
  return (await findSession(node.database, token, node.clock.now(), attended)) ?? publicActor
}

/** Counts the calls of each key. Returns the seconds to wait if the key is over its limit. */
export function limitKeys(): (caller: Actor | KeyActor) => number | undefined {
  const tries = new CountedTries()
  return (caller) => {
    if (!('perMinute' in caller)) return undefined
    const { current, ttl } = tries.count(caller.id, 60_000)
    return current > caller.perMinute ? Math.ceil(ttl / 1_000) : undefined
  }
}

/** A program sends its key in this header. A browser never does; behind some proxies it sends another scheme. */
export function isProgram(request: FastifyRequest): boolean {
  return /^bearer\b/i.test(request.headers.authorization ?? '')
}

/** What a caller is told who may not call this: a person signs in, a program needs a key. */
export function callerRefusal(request: FastifyRequest, open?: 'public' | 'agency-key'): Refusal {
  if (request.caller.kind === 'agency-key') return refuse('agency-key-insufficient', { status: 403 })
  if (isProgram(request)) return refuse('agency-key-rejected', { status: 401 })
  return refuse(open === 'agency-key' ? 'agency-key-missing' : 'sign-in-needed', { status: 401 })
}

/**
 * Guards against cross-site requests: a page of another site must not act in a signed-in person's name. Browsers send
 * the origin of a request. Programs with an agency key send no origin and no cookie. Older browsers send `Origin: null`
 * under `no-referrer`; without a session that is harmless, so the public page works for them too.
 */
export function comesFromElsewhere(request: FastifyRequest, ownOrigin: string | undefined, cookie: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const { origin, host } = request.headers
  if (origin === undefined || origin === ownOrigin) return false
  if (origin === 'null') return site === undefined && request.cookies[cookie] !== undefined
  return !(URL.canParse(origin) && new URL(origin).host === host && isOwnName(new URL(origin).hostname, ownOrigin))
}

/**
 * Where the node has a public address, only that is its name, besides this machine and plain addresses. Any other name
 * may be somebody's who lets it lead here (DNS rebinding).
 */
function isOwnName(name: string, ownOrigin: string | undefined): boolean {
  return ownOrigin === undefined || name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}
