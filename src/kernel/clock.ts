/** Time comes from here and nowhere else, so that a test can be at any hour. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is told to move. */
export function handClock(
  start: string,
): Clock & { moveTo(time: string | Date): void; advance(milliseconds: number): void } {
  let current = new Date(start)
  return {
    now: () => new Date(current),
    moveTo: (time) => {
      current = new Date(time)
    },
    advance: (milliseconds) => {
      current = new Date(current.getTime() + milliseconds)
    },
  }
}
