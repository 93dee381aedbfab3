import type { FastifyRateLimitStore } from '@fastify/rate-limit'

interface Tries {
  current: number
  began: number
}

const mostCallers = 5_000

/**
 * Counts tries with a monotonic clock. The library's own store uses the wall clock: if that is set back by hours, a
 * limit lasts for hours, and a school behind one address cannot reach the public page.
 */
export class CountedTries implements FastifyRateLimitStore {
  readonly #tries = new Map<string, Tries>()

  incr(
    caller: string,
    done: (error: Error | null, result?: { current: number; ttl: number }) => void,
    windowMs: number,
  ): void {
    done(null, this.count(caller, windowMs))
  }

  /** The tries of this caller in this window, with this one, and the milliseconds until a new window begins. */
  count(caller: string, windowMs: number): { current: number; ttl: number } {
    const now = performance.now()
    const before = this.#tries.get(caller)
    const tries = before && now - before.began < windowMs ? before : { current: 0, began: now }
    tries.current += 1
    // Move the caller to the end, so that the longest absent callers are dropped first.
    this.#tries.delete(caller)
    this.#tries.set(caller, tries)
    if (this.#tries.size > mostCallers) this.#tries.delete(this.#tries.keys().next().value!)
    return { current: tries.current, ttl: Math.ceil(windowMs - (now - tries.began)) }
  }

  child(): CountedTries {
    return new CountedTries()
  }
}
