import { useCallback, useRef, useState } from 'react'
import { useText } from '../language/language.tsx'
import { isUnanswered, ProblemError } from './problem.ts'
import type { Problem } from './problem.ts'
import { request } from './request.ts'
import { sayProblem } from './say-problem.ts'
import { tellSignedOut } from './signed-out.ts'
import { useUnderWay } from '../under-way.ts'

export interface Performing<Input, Answer> {
  /** Sends the command. Resolves to the answer, or to undefined if it was refused (see `refusal`). */
  perform(input: Input, options?: { ifMatch?: number | string }): Promise<Answer | undefined>
  busy: boolean
  refusal: Problem | undefined
  answer: Answer | undefined
  clear(): void
}

interface Command {
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
}

/**
 * Sends a command to the API. Each submission has its own Idempotency-Key, which stays the same until
 * an answer comes. So pressing again after a network failure never acts twice.
 */
export function usePerform<Input = unknown, Answer = unknown>({
  method = 'POST',
  path,
}: Command): Performing<Input, Answer> {
  const t = useText()
  const [busy, setBusy] = useState(false)
  useUnderWay(busy)
  const [refusal, setRefusal] = useState<Problem>()
  const [answer, setAnswer] = useState<Answer>()
  const kept = useRef<{ submission: string; key: string } | undefined>(undefined)

  const perform = useCallback(
    async (input: Input, options: { ifMatch?: number | string } = {}) => {
      const submission = JSON.stringify([method, path, input, options.ifMatch ?? null])
      if (kept.current?.submission !== submission) kept.current = { submission, key: crypto.randomUUID() }
      const headers: Record<string, string> = { 'idempotency-key': kept.current.key }
      if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`
      setBusy(true)
      setRefusal(undefined)
      try {
        const result = await request<Answer>(path, { method, body: input ?? {}, headers })
        kept.current = undefined
        setAnswer(result)
        return result
      } catch (cause) {
        if (!(cause instanceof ProblemError)) throw cause
        if (!isUnanswered(cause.problem)) kept.current = undefined
        if (cause.problem.status === 401) tellSignedOut()
        setRefusal(sayProblem(cause.problem, t))
        return undefined
      } finally {
        setBusy(false)
      }
    },
    [method, path, t],
  )
  const clear = useCallback(() => setRefusal(undefined), [])
  return { perform, busy, refusal, answer, clear }
}
