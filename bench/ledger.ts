import { performance } from 'node:perf_hooks'
import { emptyHead, type Head, type Line, nextCheckpoint, nextLine, verify } from '#lib/ledger'
import { machine } from './country.ts'

const key = new Uint8Array(32).fill(7)
const ledger = 'bench'
const chains = 16

/**
 * Measures how many lines a second the ledger verifies in one thread, with a MAC in each line and without, as lines of
 * before 2026-11-29 are. Both in turns, in one run.
 *
 *   node bench/run.mjs ledger --lines=200000
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const count = Number(options['lines'] ?? 200_000)
  const rounds = Number(options['rounds'] ?? 7)
  const { lines, heads } = write(count)
  const bare = lines.map(({ mac: _, ...line }): Line => line)
  const ends = Object.fromEntries(Object.entries(heads).map(([chain, { seq }]) => [chain, seq]))
  const at = '2026-03-02T08:00:00.000Z'
  const signed = { heads, ledger, key, checkpoints: [nextCheckpoint({ at, heads, ledger }, key)] }
  const former = { ...signed, checkpoints: [nextCheckpoint({ at, heads, ledger, bare: ends }, key)] }
  const perSecond = { withMacs: [] as number[], without: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    perSecond.withMacs.push(speed(count, () => verify(lines, signed).ok))
    perSecond.without.push(speed(count, () => verify(bare, former).ok))
  }
  return {
    bench: 'ledger',
    lines: count,
    ...machine(),
    'lines a second with a MAC': middle(perSecond.withMacs),
    'lines a second without': middle(perSecond.without),
  }
}

function write(count: number): { lines: Line[]; heads: Record<string, Head> } {
  const heads: Record<string, Head> = {}
  const lines = Array.from({ length: count }, (_, index) => {
    const chain = String(index % chains)
    const content = {
      at: new Date(1_772_438_400_000 + index).toISOString(),
      actor: 'account:0190a0b0-0000-7000-8000-000000000001',
      act: 'view-concern',
      kind: 'look',
      purpose: 'protect',
      policies: ['signals.own-desk'],
      subject: `0190a0b0-0000-7000-8000-${String(index).padStart(12, '0')}`,
    }
    const line = nextLine(chain, heads[chain] ?? emptyHead(chain), content, key)
    heads[chain] = { seq: line.seq, hash: line.hash }
    return line
  })
  return { lines, heads }
}

function speed(count: number, work: () => boolean): number {
  const began = performance.now()
  if (!work()) throw new Error('The ledger that this bench wrote is not sound.')
  return Math.round((count / (performance.now() - began)) * 1000)
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
