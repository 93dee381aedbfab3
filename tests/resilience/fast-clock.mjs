/**
 * Loaded before the node (`node --import`). It replaces the wall clock; timers keep the machine's time.
 * TENFOLD_TEST_CLOCK names a file with `{ from, at, speed }`: at the machine's time `from` the clock shows `at` and
 * runs `speed` times as fast. At SIGUSR2 it reads the file again, to let the clock of a running node jump, and then
 * writes a file beside it as confirmation.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const Machine = globalThis.Date
const file = process.env.TENFOLD_TEST_CLOCK
let clock = read()
process.on('SIGUSR2', () => {
  clock = read()
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(clock))
})

function read() {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function now() {
  return Math.floor(clock.at + (Machine.now() - clock.from) * clock.speed)
}

globalThis.Date = class Date extends Machine {
  constructor(...words) {
    super(...(words.length === 0 ? [now()] : words))
  }
  static now() {
    return now()
  }
}
