/**
 * Limits the time of each module's tests, so that the whole run stays short while modules are added (docs/tests.md).
 * A slow or busy machine gets more time: a fixed loop measures its speed during the whole run, and each file is judged
 * by the speed while it ran, because other work comes and goes.
 */
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { roomOf } from './test-files.mjs'

/** Seconds for a module of `src/` in each lane. Twice as much fails. */
export const BUDGET = { node: 5, screens: 20 }

/** Modules from before there was a budget, with their own. The list only shrinks. */
const BEFORE = {
  'src/path/children node': 8,
  'src/path/case-management node': 8,
  'src/path/referral node': 12,
  'src/path/intake-forms screens': 60,
  'src/path/referral screens': 30,
  'src/path/signals screens': 30,
}

/** The kernel and the standards belong to all modules. */
const FOUNDATION = /^src\/(kernel|standards)\//

/**
 * Milliseconds of the loop on the machine that set the budget, while two test files ran. It is long enough to be
 * interrupted when other work waits for the processor, and seldom enough to cost little.
 */
const LOOP_THERE = 110
const EVERY_MS = 10_000

/**
 * Times the loop every few seconds. `ratio()` is the slowness of this machine: 1 is the same, 2 is half as fast.
 * `ratio(from, until)` is that of a part of the run, between two values of `performance.now()`.
 */
export function startPace() {
  // The engine makes the loop fast only at its third turn.
  for (let warm = 0; warm < 2; warm += 1) timeLoop()
  const timed = []
  const ended = new AbortController()
  const timing = (async () => {
    while (!ended.signal.aborted) {
      timed.push({ at: performance.now(), took: timeLoop() })
      await sleep(EVERY_MS, undefined, { signal: ended.signal }).catch(() => {})
    }
  })()
  return {
    ratio: (from, until) => Math.max(1, median(during(timed, from, until)) / LOOP_THERE),
    milliseconds: () => median(during(timed)),
    async stop() {
      ended.abort()
      await timing
    },
  }
}

/**
 * `runs`: `{ file, lane, span, pace }` of each file, `span` being the milliseconds of its tests and `pace` the slowness
 * of the machine meanwhile. Returns `{ room, lane, seconds, allowed, failed }` of modules over budget, in seconds of the
 * machine that set the budget.
 */
export function overBudget(runs) {
  const spent = new Map()
  for (const { file, lane, span, pace } of runs) {
    const kind = lane === 'unit' ? 'node' : lane
    if (!file.startsWith('src/') || FOUNDATION.test(file) || !(kind in BUDGET)) continue
    const key = `${roomOf(file)} ${kind}`
    spent.set(key, (spent.get(key) ?? 0) + span / 1000 / pace)
  }
  return [...spent].flatMap(([key, seconds]) => {
    const [room, lane] = key.split(' ')
    const allowed = BEFORE[key] ?? BUDGET[lane]
    return seconds > allowed ? [{ room, lane, seconds, allowed, failed: seconds > 2 * allowed }] : []
  })
}

/** Returns a function that says which part of the time of all processors was used since, by this run or by others. */
export function startBusy() {
  const before = processorTime()
  return () => {
    const { all, idle } = processorTime()
    return all === before.all ? 1 : 1 - (idle - before.idle) / (all - before.all)
  }
}

function processorTime() {
  const times = cpus().map((one) => one.times)
  const sum = (kinds) => times.reduce((total, each) => kinds.reduce((part, kind) => part + each[kind], total), 0)
  return { all: sum(['user', 'nice', 'sys', 'idle', 'irq']), idle: sum(['idle']) }
}

function timeLoop() {
  const began = performance.now()
  let sum = 0
  for (let turn = 0; turn < 60_000_000; turn += 1) sum = (sum * 31 + turn) | 0
  // Use the sum, so that the compiler does not remove the loop.
  return sum === 1 ? 0 : performance.now() - began
}

/** The times within a part of the run, with the last one before it and the first one after it. */
function during(timed, from = 0, until = Infinity) {
  const first = timed.findLastIndex(({ at }) => at <= from)
  const last = timed.findIndex(({ at }) => at >= until)
  return timed.slice(Math.max(0, first), last < 0 ? undefined : last + 1).map(({ took }) => took)
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? LOOP_THERE
}
