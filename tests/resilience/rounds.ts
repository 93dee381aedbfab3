/** Rounds of `kill -9` at random points under load. The tests run a few, `node bench/run.mjs faults` many. */
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { diceOf } from '#lib/dice'
import { openCallers } from './acknowledged.ts'
import { eventually } from '../eventually.ts'
import { checkSite, type Findings } from './checks.ts'
import { startLoad } from './load.ts'
import { meridiaFolder } from './meridia-folder.ts'
import { openSite, type Site } from './site.ts'

export const kinds = ['server', 'worker', 'database', 'connection', 'server-and-database', 'all'] as const
export type Kind = (typeof kinds)[number]

export interface RoundsResult extends Findings {
  rounds: Record<Kind, number>
  /** Requests that were sent again, because the answer was "not now" or did not come. */
  notNow: number
  longestWaitMs: number
  /** Wrong answers, failed journeys and crashes that no fault excuses. */
  wrong: string[]
  /** The messages of starts after a `kill -9` of the server, each once, without numbers. */
  said: string[]
}

/** The wall clock runs this many times as fast, so that deadlines of minutes and hours pass during the faults. */
const speed = 300

export async function runRounds({
  rounds,
  seed,
  longestMs = 2_500,
}: {
  rounds: number
  seed: number
  longestMs?: number
}): Promise<RoundsResult> {
  const folder = await meridiaFolder()
  const site = await openSite(folder, { speed })
  const dice = diceOf(seed)
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>
  try {
    await site.start('first')
    await site.start('second')
    const callers = openCallers(site.addresses, join(folder.path, '..', 'acknowledged.jsonl'))
    const load = startLoad(callers, diceOf(seed + 1))
    for (let round = 0; round < rounds; round += 1) {
      const kind = round < kinds.length ? kinds[round]! : kinds[Math.floor(dice() * kinds.length)]!
      counts[kind] += 1
      // The fault comes at any moment: the wait is the test.
      await sleep(300 + dice() * longestMs)
      await strike(site, kind, dice)
      const before = callers.acknowledged.length
      // Wait until some requests have succeeded before the next fault.
      await eventually(
        () => callers.acknowledged.length,
        (count) => count >= before + 5 || load.failures.length > 0,
      )
    }
    await load.finish()
    const findings = await checkSite(site, callers, load)
    return {
      rounds: counts,
      ...findings,
      notNow: callers.notNow(),
      longestWaitMs: callers.longestWait(),
      wrong: [
        ...load.failures,
        ...callers.wrong.map(({ status, path, code }) => `${status} ${path} ${code}`),
        ...ownMistakes(site.printed()),
      ],
      said: sentences(site.printed()),
    }
  } finally {
    await site.stop()
    await folder.remove()
  }
}

async function strike(site: Site, kind: Kind, dice: () => number): Promise<void> {
  if (kind === 'connection') return site.killConnection(dice)
  if (kind === 'worker' || kind === 'all') await site.kill('second')
  if (kind === 'database' || kind === 'server-and-database' || kind === 'all') await site.killDatabase()
  if (kind === 'server' || kind === 'server-and-database' || kind === 'all') {
    await site.kill('first')
    // For a moment nobody is there, longer or shorter: the wait is the test.
    await sleep(dice() * 300)
    await site.start('first')
  }
  if (kind === 'worker' || kind === 'all') await site.start('second')
}

/** Errors in the output of a server. A fault does not explain them: it kills the server or leaves it running. */
function ownMistakes(printed: string): string[] {
  return printed.split('\n').filter((line) => line.includes('ended by a mistake of its own'))
}

function sentences(printed: string): string[] {
  const lines = printed.split('\n').map((line) =>
    line
      .replace(/\(\d+ ms.*\)/, '')
      .replace(/\d+/g, 'N')
      .trim(),
  )
  return [...new Set(lines)].filter((line) =>
    /last run|taken up|recover|left running|came to an end|ran out|waited|is back|being started again/i.test(line),
  )
}
