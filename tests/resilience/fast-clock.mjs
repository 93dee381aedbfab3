/**
 * Loaded before the node (`node --import`): its wall clock goes as the test says, while timers keep the machine's time.
 * TENFOLD_TEST_CLOCK names a file with `{ from, at, speed }`: at the machine's time `from` the clock shows `at` and goes
 * `speed` times as fast. It is read again at SIGUSR2, which is how a test lets a running node's clock jump; a file beside it
 * then says that it was read.
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
