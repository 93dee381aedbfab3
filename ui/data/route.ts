import type { z } from 'zod'

/**
 * A route of the API: method and path to send, and the types of its input and answer. `types` is never set; it exists
 * only for the compiler.
 */
export interface Route<Method extends 'GET' | 'POST', Input, Answer> {
  readonly method: Method
  readonly path: string
  readonly types?: { input: Input; answer: Answer }
}

interface Declared {
  input: z.ZodType
  answer: z.ZodType
}

/** The types of a route in a room's `api.ts`, for `web/routes.ts`. */
export type Gets<Api extends Declared> = Route<'GET', z.input<Api['input']>, z.output<Api['answer']>>
export type Posts<Api extends Declared> = Route<'POST', z.input<Api['input']>, z.output<Api['answer']>>

type KeysOf<Union> = Union extends unknown ? keyof Union : never

/** `Given` without any field that the route does not take. The compiler finds such a field by itself only in a literal. */
export type Exactly<Input, Given> = Given & { [Key in Exclude<keyof Given, KeysOf<Input>>]: never }

/** What a route takes and answers. */
export type InputOf<R extends { types?: { input: unknown } }> = NonNullable<R['types']>['input']
export type AnswerOf<R extends { types?: { answer: unknown } }> = NonNullable<R['types']>['answer']

/** The address of a call, and the fields of the input that are not part of it: the body of a POST. */
export function addressOf(
  { method, path }: Pick<Route<'GET' | 'POST', unknown, unknown>, 'method' | 'path'>,
  input: object,
): { address: string; body: Record<string, unknown> } {
  const body: Record<string, unknown> = { ...input }
  const address = path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = body[name]
    delete body[name]
    return encodeURIComponent(String(value ?? ''))
  })
  if (method === 'POST') return { address, body }
  const query = new URLSearchParams(
    Object.entries(body).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return { address: query.size > 0 ? `${address}?${query}` : address, body: {} }
}
