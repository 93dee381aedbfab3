import { cpus } from 'node:os'
import { runRounds } from '../tests/resilience/rounds.ts'

/**
 * Rounds of `kill -9` at random points under load, of the server, a second server, the database and single connections:
 *   node bench/run.mjs faults --rounds=100 --seed=7
 * A number that should be zero comes with its list if it is not.
 */
export async function measure(options: Record<string, string>, folder: string): Promise<unknown> {
  const rounds = Number(options['rounds'] ?? 100)
  const seed = Number(options['seed'] ?? 7)
  process.env['TENFOLD_TEST_TMP'] = folder
  const began = performance.now()
  const { lost, twice, wrong, deadlines, ...result } = await runRounds({ rounds, seed })
  return {
    bench: 'faults',
    seed,
    machine: `${cpus().length} × ${cpus()[0]?.model}`,
    node: process.version,
    seconds: Math.round((performance.now() - began) / 1000),
    ...result,
    lost: lost.length,
    twice: twice.length,
    wrongAnswers: wrong.length,
    deadlines: { expected: deadlines.due, fired: deadlines.fired, wrong: deadlines.wrong.length },
    ...(lost.length + twice.length + wrong.length + deadlines.wrong.length > 0 && {
      details: { lost, twice, wrong, deadlines: deadlines.wrong },
    }),
  }
}
