import { useCallback, useEffect, useState } from 'react'
import { useText } from '../language/language.tsx'
import { onChanged } from './changed.ts'
import { ProblemError } from './problem.ts'
import type { Problem } from './problem.ts'
import { send } from './request.ts'
import { addressOf } from './route.ts'
import type { Exactly, Route } from './route.ts'
import { sayProblem } from './say-problem.ts'
import { tellSignedOut } from './signed-out.ts'
import { useUnderWay } from '../under-way.ts'

export type Look<Data> = LookParts<Data> & { retry: () => void; refreshing: boolean }

type LookParts<Data> =
  | { state: 'loading'; data: undefined; problem: undefined }
  | { state: 'ready'; data: Data; problem: Problem | undefined }
  | { state: 'empty'; data: Data; problem: undefined }
  | { state: 'error'; data: undefined; problem: Problem }
  | { state: 'offline'; data: undefined; problem: Problem }

interface Asked {
  path: string
  subject: string | undefined
}

interface Held<Data> extends Asked {
  data?: Data
  problem?: Problem
}

/**
 * Loads a route with its input; `undefined` loads nothing. Shown data stays while it is loaded again, even without a network (then
 * `problem` is set). Data of another input of the same `subject` stay until those of this one are there.
 */
export function useLook<Input extends object, Data, Given extends Input>(
  route: Route<'GET', Input, Data>,
  input: Exactly<Input, Given> | undefined,
  subject?: string,
): Look<Data> {
  const t = useText()
  const path = input && addressOf(route, input).address
  const [held, setHeld] = useState<Held<Data>>()
  const [round, setRound] = useState(0)
  const [answered, setAnswered] = useState<string>()
  const retry = useCallback(() => setRound((before) => before + 1), [])
  useEffect(() => onChanged(retry), [retry])
  const asked = path === undefined ? undefined : `${round} ${path}`
  const refreshing = asked !== undefined && asked !== answered
  useUnderWay(refreshing)
  useEffect(() => {
    if (path === undefined) return setHeld(undefined)
    const stop = new AbortController()
    send('GET', path, {}, { signal: stop.signal })
      .then((data) => setHeld({ path, subject, data: data as Data }))
      .catch((cause: unknown) => {
        if (stop.signal.aborted) return
        if (!(cause instanceof ProblemError)) throw cause
        if (cause.problem.status === 401) tellSignedOut()
        setHeld((before) => keepShown(shownAt({ path, subject }, before), { path, subject }, cause.problem))
      })
      .finally(() => {
        if (!stop.signal.aborted) setAnswered(asked)
      })
    return () => stop.abort()
  }, [path, asked, subject])
  const now = path === undefined ? undefined : shownAt({ path, subject }, held)
  return { ...partsOf(now, now?.problem && sayProblem(now.problem, t)), retry, refreshing }
}

function shownAt<Data>({ path, subject }: Asked, held: Held<Data> | undefined): Held<Data> | undefined {
  return held?.path === path || (subject !== undefined && held?.subject === subject) ? held : undefined
}

/** A failed refresh keeps the data on the screen, unless the person may no longer see it. */
function keepShown<Data>(before: Held<Data> | undefined, asked: Asked, problem: Problem): Held<Data> {
  const forbidden = problem.status >= 400 && problem.status < 500 && problem.status !== 429
  const keeps = before?.data !== undefined && !forbidden
  return keeps ? { ...before, ...asked, problem } : { ...asked, problem }
}

function partsOf<Data>(held: Held<Data> | undefined, problem: Problem | undefined): LookParts<Data> {
  if (held?.data !== undefined) {
    if (!problem && isEmpty(held.data)) return { state: 'empty', data: held.data, problem: undefined }
    return { state: 'ready', data: held.data, problem }
  }
  if (!problem) return { state: 'loading', data: undefined, problem: undefined }
  return { state: problem.status === 0 ? 'offline' : 'error', data: undefined, problem }
}

/** A list without entries: `[]` or `{ rows: [] }`. */
function isEmpty(data: unknown): boolean {
  if (Array.isArray(data)) return data.length === 0
  const rows = (data as { rows?: unknown } | null)?.rows
  return data === null || (Array.isArray(rows) && rows.length === 0)
}
