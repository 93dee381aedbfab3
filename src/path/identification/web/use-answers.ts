import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { dropUnfinished, findUnfinished, isUnanswered, keepUnfinished, nodeNow, ProblemError, request } from '#ui/data'
import type { Problem } from '#ui/data'
import { currentAges, currentAnswers } from '../current-answers.ts'
import type { AnswerValue, HowAgeKnown, HowSignKnown, ScreenedAge } from '../codes.ts'
import type { AgeRecord, AgeValue, SignAnswer } from '../model.ts'
import type { ScreeningView } from '../view.ts'
import { answerScreening } from './routes.ts'

export type Saved = 'saved' | 'saving' | 'waiting' | 'refused'

export interface Answering {
  /** The screening with all answers given here, sent or not. */
  screening: ScreeningView
  saved: Saved
  problem: Problem | undefined
  /** This worker's answers to signs that a colleague answered at the same time. A person decides. */
  overtaken: readonly SignAnswer[]
  answer(
    indicatorId: string,
    said: { value: AnswerValue; how?: HowSignKnown | undefined; note?: string | undefined },
  ): void
  age(moment: ScreenedAge, said: { value: AgeValue; how?: HowAgeKnown | undefined; disputed: boolean }): void
  keepMine(mine: SignAnswer): void
  keepTheirs(mine: SignAnswer): void
  retry(): void
}

interface Waiting {
  answers: SignAnswer[]
  ages: AgeRecord[]
}

const nothing: Waiting = { answers: [], ages: [] }
const retryAfterMs = 8000

/** Unsent answers of a screening. They outlive the screen and the page (`#ui/data` keeps them). */
interface Unsent {
  queue: Waiting
  batch: { content: Waiting; key: string } | undefined
  overtaken: readonly SignAnswer[]
}

const what = 'identification.kept.answers'

function unsentOf(screeningId: string): Unsent {
  return (
    findUnfinished<Unsent>({ what, about: screeningId })?.data ?? { queue: nothing, batch: undefined, overtaken: [] }
  )
}

function keepUnsent(screeningId: string, unsent: Unsent): void {
  const where = { what, about: screeningId, page: `/screenings/${screeningId}` }
  if (sizeOf(allOf(unsent)) + unsent.overtaken.length === 0) dropUnfinished(where)
  else keepUnfinished(where, { ...unsent })
}

function allOf({ queue, batch }: Unsent): Waiting {
  return batch ? joined(batch.content, queue) : queue
}

function sizeOf({ answers, ages }: Waiting): number {
  return answers.length + ages.length
}

/**
 * Saves every tap at once: shows it, sends it in order, and repeats it with the same command id until it
 * is answered. Without a network answers wait on this device, and the screen says so.
 */
export function useAnswers(base: ScreeningView, me: { id: string; name: string }, reload: () => void): Answering {
  const [kept] = useState(() => unsentOf(base.id))
  const [waiting, setWaiting] = useState<Waiting>(() => allOf(kept))
  const [saved, setSaved] = useState<Saved>(sizeOf(waiting) > 0 ? 'waiting' : 'saved')
  const [problem, setProblem] = useState<Problem>()
  const [overtaken, setOvertaken] = useState<readonly SignAnswer[]>(kept.overtaken)
  const [sent, setSent] = useState<Waiting>(nothing)
  const sending = useRef(false)
  const screening = useMemo(() => merged(base, sent, waiting, me), [base, sent, waiting, me])
  const latest = useRef(screening)
  latest.current = screening
  /** The version on this screen. Answers of others count only after they are shown here. */
  const shown = useRef(base.version)
  shown.current = screening.version

  const flush = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      while (kept.batch || sizeOf(kept.queue) > 0) {
        if (!kept.batch) {
          kept.batch = { content: kept.queue, key: crypto.randomUUID() }
          kept.queue = nothing
          keepUnsent(base.id, kept)
        }
        setSaved('saving')
        const { content, key } = kept.batch
        const answer = await request(
          answerScreening,
          { id: base.id, ...bodyOf(content) },
          { headers: { 'idempotency-key': key } },
        )
        kept.batch = undefined
        keepUnsent(base.id, kept)
        shown.current += sizeOf(content)
        if (answer.version !== shown.current) reload()
        setSent((before) => joined(before, content))
        setWaiting(kept.queue)
      }
      setProblem(undefined)
      setSaved('saved')
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause
      refused(cause.problem)
    } finally {
      sending.current = false
    }

    function refused(found: Problem): void {
      if (isUnanswered(found)) {
        setSaved('waiting')
        return
      }
      const content = kept.batch?.content ?? nothing
      kept.batch = undefined
      if (found.code === 'screening-changed') {
        const mine = new Set(found.fields?.map((field) => field.path))
        kept.overtaken = [...kept.overtaken, ...content.answers.filter((each) => mine.has(each.indicatorId))]
        setOvertaken(kept.overtaken)
        kept.queue = joined(
          {
            answers: content.answers.filter((each) => !mine.has(each.indicatorId)),
            ages: content.ages.filter((each) => !mine.has(each.moment)),
          },
          kept.queue,
        )
        keepUnsent(base.id, kept)
        setWaiting(kept.queue)
        setSaved(sizeOf(kept.queue) > 0 ? 'waiting' : 'saved')
        reload()
        return
      }
      kept.queue = joined(content, kept.queue)
      keepUnsent(base.id, kept)
      setProblem(found)
      setSaved('refused')
      if (found.status === 401) reload() // reloading leads to the sign-in; unsent answers are sent after it
    }
  }, [base.id, kept, reload])

  const add = useCallback(
    (more: Waiting) => {
      kept.queue = joined(kept.queue, more)
      keepUnsent(base.id, kept)
      setWaiting(allOf(kept))
      void flush()
    },
    [base.id, flush, kept],
  )

  const answer = useCallback<Answering['answer']>(
    (indicatorId, { value, how, note }) => {
      const follows = (currentAnswers(latest.current.answers).get(indicatorId)?.follows ?? -1) + 1
      add({
        ages: [],
        answers: [
          {
            indicatorId,
            value,
            ...(how && { how }),
            ...(note && { note }),
            by: me.id,
            at: nodeNow().toISOString(),
            follows,
          },
        ],
      })
    },
    [add, me.id],
  )

  const age = useCallback<Answering['age']>(
    (moment, { value, how, disputed }) => {
      const follows = (currentAges(latest.current.ages).get(moment)?.follows ?? -1) + 1
      add({
        answers: [],
        ages: [{ moment, value, ...(how && { how }), disputed, by: me.id, at: nodeNow().toISOString(), follows }],
      })
    },
    [add, me.id],
  )

  const keepTheirs = useCallback(
    (mine: SignAnswer) => {
      kept.overtaken = kept.overtaken.filter((each) => each !== mine)
      keepUnsent(base.id, kept)
      setOvertaken(kept.overtaken)
    },
    [base.id, kept],
  )
  const keepMine = useCallback(
    (mine: SignAnswer) => {
      keepTheirs(mine)
      answer(mine.indicatorId, mine)
    },
    [answer, keepTheirs],
  )

  // First send what was left from before, for example before signing in again.
  useEffect(() => void flush(), [flush])

  useEffect(() => {
    if (saved !== 'waiting') return
    const again = (): void => void flush()
    const timer = setInterval(again, retryAfterMs)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [saved, flush])

  return { screening, saved, problem, overtaken, answer, age, keepMine, keepTheirs, retry: () => void flush() }
}

function joined(first: Waiting, second: Waiting): Waiting {
  return { answers: [...first.answers, ...second.answers], ages: [...first.ages, ...second.ages] }
}

function bodyOf({ answers, ages }: Waiting): object {
  const mine = <Kept extends { by: string }>({ by: _by, ...rest }: Kept) => rest
  return { ...(answers.length > 0 && { answers: answers.map(mine) }), ...(ages.length > 0 && { ages: ages.map(mine) }) }
}

/** The node's answers, with the unsent ones on top. */
function merged(base: ScreeningView, sent: Waiting, waiting: Waiting, me: { id: string; name: string }): ScreeningView {
  const arrived = notIn(base, sent)
  const here = joined(arrived, notIn(base, waiting))
  return {
    ...base,
    version: base.version + arrived.answers.length + arrived.ages.length,
    answers: [...base.answers, ...here.answers],
    ages: [...base.ages, ...here.ages],
    people: { ...base.people, [me.id]: me.name },
  }
}

function notIn(base: ScreeningView, { answers, ages }: Waiting): Waiting {
  return {
    answers: answers.filter(
      (each) => !base.answers.some((known) => known.indicatorId === each.indicatorId && known.follows >= each.follows),
    ),
    ages: ages.filter(
      (each) => !base.ages.some((known) => known.moment === each.moment && known.follows >= each.follows),
    ),
  }
}
