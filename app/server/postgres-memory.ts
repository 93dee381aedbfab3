import { totalmem } from 'node:os'

const mebibyte = 2 ** 20

/**
 * How much memory our own PostgreSQL keeps for what was read: a sixth of the machine's, so that what a search reads of a large register (some
 * 3 GiB for a million children) stays in it; the rest is left to the system, which keeps files in memory too.
 */
export function sharedBuffers(memory: number): string {
  return `${Math.round(Math.min(8192, Math.max(128, memory / 6 / mebibyte)))}MB`
}

/** A guess for the planner, not a reservation: what the system probably keeps of the files. */
export function expectedCache(memory: number): string {
  return `${Math.round(Math.max(256, memory / 2 / mebibyte))}MB`
}

/** What this process may use: a container may be allowed less than the machine has. */
export function memoryOfMachine(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}
