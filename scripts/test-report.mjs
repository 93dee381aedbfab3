/** The output of a test run. */
import { LANES } from './test-files.mjs'

const colours = process.stdout.isTTY
const green = (text) => (colours ? `\x1b[32m${text}\x1b[0m` : text)
const red = (text) => (colours ? `\x1b[31m${text}\x1b[0m` : text)
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/** In milliseconds. Slower tests are shown with their time. */
const SHOWN_FROM = 5_000
/** Only the first lines of a reason are shown. */
const LINES_OF_A_REASON = 40

/** Prints a finished file: its tests, and its output if one failed or if the output has figures (`whole`). */
export function sayFile({ file, lane, tests, printed, milliseconds }, progress, { whole = false } = {}) {
  console.log(`\n${file} (${lane}, ${seconds(milliseconds)}, ${progress})`)
  for (const { names, result, milliseconds: took, why } of tests) {
    const mark = { passed: green('✓'), failed: red('✗'), skipped: '–' }[result]
    const time = took >= SHOWN_FROM ? ` (${seconds(took)})` : ''
    console.log(`  ${mark} ${names.join(' › ')}${why === '' ? '' : ` (${why})`}${time}`)
  }
  const failed = tests.some(({ result }) => result === 'failed')
  if ((failed || whole) && printed.trim() !== '') console.log(indent(printed.trimEnd()))
}

/** Prints each lane with its files, tests and process time, and whether the processors had work all the time. */
export function sayLanes(runs, pace, { busy, atOnce }) {
  console.log('')
  for (const lane of LANES) {
    const own = runs.filter((each) => each.lane === lane)
    if (own.length === 0) continue
    const sum = own.reduce((total, { milliseconds }) => total + milliseconds, 0)
    const tests = own.reduce((total, each) => total + each.tests.length, 0)
    console.log(
      `${lane.padEnd(8)} ${String(own.length).padStart(3)} files ${String(tests).padStart(5)} tests ${seconds(sum).padStart(9)}`,
    )
  }
  console.log(
    `pace     ${pace.ratio().toFixed(2)} (1: as fast as the machine that set the budget; the loop took ${Math.round(pace.milliseconds())} ms)`,
  )
  console.log(`busy     ${Math.round(100 * busy)} % of the processors' time, ${atOnce} files at a time`)
}

/** Repeats the failures at the end, because people read only the end of a long run. */
export function sayFailures(tests) {
  for (const { file, names, result, reason } of tests) {
    if (result !== 'failed') continue
    const told = reason.split('\n').slice(0, LINES_OF_A_REASON).join('\n')
    console.log(`\n${red('failed')}: ${file} › ${names.join(' › ')}\n${indent(told)}`)
  }
}

export function sayBudget(rooms) {
  for (const { room, lane, seconds: spent, allowed, failed } of rooms) {
    const what = `${room} takes ${spent.toFixed(1)} s in the lane ${lane}, at pace 1; its budget is ${allowed.toFixed(1)} s`
    console.log(failed ? red(`failed: ${what}, and twice that fails`) : what)
  }
}

function indent(text) {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}
