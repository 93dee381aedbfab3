import { takeEarly } from './early-answers.ts'
import { ProblemError } from './problem.ts'
import type { Problem } from './problem.ts'

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

const JSON_TYPES = /[/+]json\b/

/** Sends a JSON request to the node's API in the page's language. Throws only ProblemError and AbortError. */
export async function request<Answer>(
  path: string,
  { method = 'GET', body, headers, signal }: RequestOptions = {},
): Promise<Answer> {
  let response: Response
  try {
    response =
      (method === 'GET' ? await takeEarly(path) : undefined) ??
      (await fetch(path, {
        method,
        credentials: 'same-origin',
        headers: {
          accept: 'application/json, application/problem+json',
          'accept-language': document.documentElement.lang || 'en',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }))
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ProblemError({ status: 0, code: 'offline', title: '' })
  }
  const isJson = JSON_TYPES.test(response.headers.get('content-type') ?? '')
  const content: unknown = isJson ? await response.json().catch(() => undefined) : undefined
  if (!response.ok) throw new ProblemError(problemFrom(response.status, content))
  return content as Answer
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
