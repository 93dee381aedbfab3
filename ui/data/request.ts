import { isUnattended } from './attended.ts'
import { UNATTENDED } from './server-routes.ts'
import { takeEarly } from './early-answers.ts'
import { hearNodeTime } from './node-time.ts'
import { ProblemError } from './problem.ts'
import type { Problem } from './problem.ts'
import { addressOf } from './route.ts'
import type { Route } from './route.ts'

interface RequestOptions {
  headers?: Record<string, string>
  signal?: AbortSignal
}

const JSON_TYPES = /[/+]json\b/

/** Calls a route of the node in the page's language. Throws only ProblemError and AbortError. */
export async function request<Input extends object, Answer>(
  route: Route<'GET' | 'POST', Input, Answer>,
  input: NoInfer<Input>,
  options?: RequestOptions,
): Promise<Answer> {
  const { address, body } = addressOf(route, input)
  return (await send(route.method, address, body, options)) as Answer
}

/** As `request`, for a call that is already an address and a body. */
export async function send(
  method: 'GET' | 'POST',
  address: string,
  body: object,
  { headers, signal }: RequestOptions = {},
): Promise<unknown> {
  const written = method === 'POST'
  let response: Response
  try {
    response =
      (written ? undefined : await takeEarly(address)) ??
      (await fetch(address, {
        method,
        credentials: 'same-origin',
        headers: {
          accept: 'application/json, application/problem+json',
          'accept-language': document.documentElement.lang || 'en',
          ...(written && { 'content-type': 'application/json' }),
          ...(isUnattended() && { [UNATTENDED]: '1' }),
          ...headers,
        },
        ...(written && { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }))
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ProblemError({ status: 0, code: 'offline', title: '' })
  }
  hearNodeTime(response)
  const isJson = JSON_TYPES.test(response.headers.get('content-type') ?? '')
  const content: unknown = isJson ? await response.json().catch(() => undefined) : undefined
  if (!response.ok) throw new ProblemError(problemFrom(response.status, content))
  return content
}

function problemFrom(status: number, content: unknown): Problem {
  const sent = (typeof content === 'object' && content !== null ? content : {}) as Partial<Problem>
  return {
    status,
    code: typeof sent.code === 'string' ? sent.code : `http-${status}`,
    title: typeof sent.title === 'string' ? sent.title : '',
    ...(typeof sent.detail === 'string' ? { detail: sent.detail } : {}),
    ...(typeof sent.next === 'string' ? { next: sent.next } : {}),
    ...(Array.isArray(sent.fields) ? { fields: sent.fields } : {}),
  }
}
