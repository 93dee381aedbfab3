/** The only source of time, so that a test can set any hour. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that moves only when a test moves it. */
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
