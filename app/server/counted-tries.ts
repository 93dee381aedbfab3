import type { FastifyRateLimitStore } from '@fastify/rate-limit'

interface Tries {
  current: number
  began: number
}

const mostCallers = 5_000

/**
 * Counts tries by a clock that only goes forward. The library's own store goes by the wall clock: set back by hours, it would
 * go on counting for hours, and a school behind one address could not reach the public page.
 */
export class CountedTries implements FastifyRateLimitStore {
  readonly #tries = new Map<string, Tries>()

  incr(
    caller: string,
    done: (error: Error | null, result?: { current: number; ttl: number }) => void,
    windowMs: number,
  ): void {
    const now = performance.now()
    const before = this.#tries.get(caller)
    const tries = before && now - before.began < windowMs ? before : { current: 0, began: now }
    tries.current += 1
    // Put at the end, so that the ones who were not there for longest are forgotten first.
    this.#tries.delete(caller)
    this.#tries.set(caller, tries)
    if (this.#tries.size > mostCallers) this.#tries.delete(this.#tries.keys().next().value!)
    done(null, { current: tries.current, ttl: Math.ceil(windowMs - (now - tries.began)) })
  }

  child(): CountedTries {
    return new CountedTries()
  }
}
