import { totalmem } from 'node:os'

const mebibyte = 2 ** 20

/**
 * shared_buffers of our own PostgreSQL: a sixth of the memory, so that the pages a search reads in a large register
 * (about 3 GiB for a million children) stay in it. The rest is for the system, which caches files too.
 */
export function sharedBuffers(memory: number): string {
  return `${Math.round(Math.min(8192, Math.max(128, memory / 6 / mebibyte)))}MB`
}

/** effective_cache_size: an estimate of the system's file cache for the planner. It reserves nothing. */
export function expectedCache(memory: number): string {
  return `${Math.round(Math.max(256, memory / 2 / mebibyte))}MB`
}

/** Memory this process may use. A container may be limited to less than the machine has. */
export function memoryOfMachine(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}
