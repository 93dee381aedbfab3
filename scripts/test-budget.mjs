/**
 * How much time the tests of a room may take, so that the whole stays short while rooms are added (docs/architecture.md).
 * A machine that is slow or busy gets more: a fixed loop is timed all through the run beside the tests.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { roomOf } from './test-files.mjs'

/** Seconds for a room of `src/`, in each lane. Twice as much fails. */
export const BUDGET = { node: 5, screens: 20 }

/** Milliseconds the loop takes on the machine the budget was set on, with two test files running beside it. */
const LOOP_THERE = 12

/** Starts timing the loop every second or so; `ratio()` is how slow this machine is: 1 as there, 2 half as fast. */
export function startPace() {
  const timed = []
  const ended = new AbortController()
  const timing = (async () => {
    while (!ended.signal.aborted) {
      timed.push(timeLoop())
      await sleep(1_000, undefined, { signal: ended.signal }).catch(() => {})
    }
  })()
  return {
    ratio: () => Math.max(1, median(timed) / LOOP_THERE),
    async stop() {
      ended.abort()
      await timing
    },
  }
}

/** `runs`: `{ file, lane, milliseconds }` of each file. Answers `{ room, lane, seconds, allowed, failed }` of rooms over budget. */
export function overBudget(runs, ratio) {
  const spent = new Map()
  for (const { file, lane, milliseconds } of runs) {
    const kind = lane === 'unit' ? 'node' : lane
    if (!file.startsWith('src/') || !(kind in BUDGET)) continue
    const key = `${roomOf(file)} ${kind}`
    spent.set(key, (spent.get(key) ?? 0) + milliseconds / 1000)
  }
  return [...spent].flatMap(([key, seconds]) => {
    const [room, lane] = key.split(' ')
    const allowed = BUDGET[lane] * ratio
    return seconds > allowed ? [{ room, lane, seconds, allowed, failed: seconds > 2 * allowed }] : []
  })
}

function timeLoop() {
  const began = performance.now()
  let sum = 0
  for (let turn = 0; turn < 4_000_000; turn += 1) sum = (sum * 31 + turn) | 0
  // The sum is used, so that the loop is not left out by the compiler.
  return sum === 1 ? 0 : performance.now() - began
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? LOOP_THERE
}
