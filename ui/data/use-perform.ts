import { useCallback, useRef, useState } from 'react'
import { useText } from '../language/language.tsx'
import { tellChanged } from './changed.ts'
import { isUnanswered, ProblemError } from './problem.ts'
import type { Problem } from './problem.ts'
import { send } from './request.ts'
import { addressOf } from './route.ts'
import type { Exactly, Route } from './route.ts'
import { rememberOwnVersion, versionToStandOn } from './own-versions.ts'
import { sayProblem } from './say-problem.ts'
import { tellSignedOut } from './signed-out.ts'
import { useUnderWay } from '../under-way.ts'

export interface Performing<Input, Answer> {
  /** Sends the command. Resolves to the answer, or to undefined if it was refused (see `refusal`). */
  perform<Given extends Input>(
    input: Exactly<Input, Given>,
    options?: { ifMatch?: number },
  ): Promise<Answer | undefined>
  busy: boolean
  refusal: Problem | undefined
  answer: Answer | undefined
  clear(): void
}

/** The fields of the input that a screen has not bound yet. */
type Rest<Input, Bound> = Input extends unknown ? Omit<Input, keyof Bound> : never

/**
 * Sends a command to the API. `bound` is the part of its input that this screen knows from the start, such as the id of
 * the record. Each submission has its own Idempotency-Key, which stays the same until an answer comes. So pressing again
 * after a network failure never acts twice.
 */
export function usePerform<Input extends object, Answer, Bound extends Partial<Input> = Record<never, never>>(
  route: Route<'POST', Input, Answer>,
  bound?: Bound,
): Performing<Rest<Input, Bound>, Answer> {
  const t = useText()
  const [busy, setBusy] = useState(false)
  useUnderWay(busy)
  const [refusal, setRefusal] = useState<Problem>()
  const [answer, setAnswer] = useState<Answer>()
  const given = JSON.stringify(bound ?? {})
  const kept = useRef<{ submission: string; key: string } | undefined>(undefined)

  const perform = useCallback(
    async (input: Rest<Input, Bound>, options: { ifMatch?: number } = {}) => {
      const whole: object = { ...(JSON.parse(given) as object), ...input }
      const { address, body } = addressOf(route, whole)
      const standsOn = options.ifMatch === undefined ? undefined : standingOn(whole, options.ifMatch)
      const submission = JSON.stringify([address, body, standsOn?.version ?? null])
      if (kept.current?.submission !== submission) kept.current = { submission, key: crypto.randomUUID() }
      const headers: Record<string, string> = { 'idempotency-key': kept.current.key }
      if (standsOn) headers['if-match'] = `"${standsOn.version}"`
      setBusy(true)
      setRefusal(undefined)
      try {
        const result = (await send('POST', address, body, { headers })) as Answer
        kept.current = undefined
        if (standsOn) rememberMade(standsOn, result)
        setAnswer(result)
        return result
      } catch (cause) {
        if (!(cause instanceof ProblemError)) throw cause
        if (!isUnanswered(cause.problem)) kept.current = undefined
        if (cause.problem.status === 401) tellSignedOut()
        if (cause.problem.code === 'record-changed') tellChanged()
        setRefusal(sayProblem(cause.problem, t))
        return undefined
      } finally {
        setBusy(false)
      }
    },
    [route, given, t],
  )
  const clear = useCallback(() => setRefusal(undefined), [])
  return { perform, busy, refusal, answer, clear }
}

interface StandsOn {
  id: unknown
  version: number
}

function standingOn(input: { id?: unknown }, shown: number): StandsOn {
  const { id } = input
  return { id, version: typeof id === 'string' ? versionToStandOn(id, shown) : shown }
}

/** An act answers with the record it changed and its new version. */
function rememberMade({ id, version }: StandsOn, answer: unknown): void {
  const made = answer as { id?: unknown; version?: unknown } | null
  if (typeof id === 'string' && made?.id === id && typeof made.version === 'number')
    rememberOwnVersion(id, version, made.version)
}
