import { setTimeout as sleep } from 'node:timers/promises'

/** No healthy machine needs as long. Without an end, a wait for something that never comes would end nowhere. */
const PATIENCE_MS = 10 * 60_000

/** Asks until the answer fits. Fails with the last answer when that takes too long. */
export async function eventually<Answer>(
  ask: () => Answer | Promise<Answer>,
  fits: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    if (performance.now() > end) throw new Error(`This never came: ${fits}; the last answer was ${String(answer)}`)
    // Only the pause between two questions, never the wait itself.
    await sleep(20)
  }
}

/** The answer, or `otherwise` for a file or process that is not there or not ours. Every other failure stays one. */
export async function ifThere<Answer, Otherwise>(
  asked: Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  try {
    return await asked
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return otherwise
    throw error
  }
}
