import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import anyAscii from 'any-ascii'
import { build } from 'esbuild'
import { diceOf } from '#lib/dice'
import * as today from '#lib/names'
import { recordAt } from '../app/demonstration/country/children.ts'
import { kinds, type Pair, pairsOf } from '../lib/names/two-scripts.test-data.ts'
import { jaroWinkler } from './jaro-winkler.ts'

type Names = Pick<typeof today, 'compareNames' | 'keysOf' | 'nameComparer'>

/**
 * How often names written in two scripts share a key and are recognised, by chance pairs too; beside Jaro-Winkler on
 * transliterated text at its best limit. And the keys and comparisons of the children of the country:
 *   node bench/run.mjs names --seed=5 --pairs=600 --beside=<folder of another version> --labelled=<file>
 * Each line of the labelled file is `+` or `-` (the same person or not), a name, `|` and another name.
 */
export async function measure(options: Record<string, string>, folder: string): Promise<unknown> {
  const [seed, count] = [Number(options['seed'] ?? 5), Number(options['pairs'] ?? 600)]
  const versions: [string, Names][] = [['here', today]]
  if (options['beside']) versions.push(['beside', await versionIn(options['beside'], folder)])
  const country = Array.from({ length: 3_000 }, (_, index) => recordAt(seed, index).name)
  return {
    bench: 'names',
    machine: `${cpus().length} × ${cpus()[0]?.model}`,
    node: process.version,
    seed,
    pairs: Object.fromEntries(
      kinds.map((kind) => {
        const pairs = pairsOf(kind, count, diceOf(seed))
        return [
          kind,
          {
            ...Object.fromEntries(versions.map(([name, version]) => [name, recognised(pairs, version)])),
            jaroWinkler: recognisedByPeer(pairs),
          },
        ]
      }),
    ),
    ...(options['labelled'] && {
      labelled: Object.fromEntries(
        versions.map(([name, version]) => [name, judged(readFileSync(options['labelled']!, 'utf8'), version)]),
      ),
    }),
    country: {
      keysPerName: Object.fromEntries(
        versions.map(([name, { keysOf }]) => [name, mean(country.map((text) => keysOf(text).length))]),
      ),
      comparisonsPerSecond: speeds(country, versions),
    },
  }
}

async function versionIn(root: string, folder: string): Promise<Names> {
  const outfile = join(folder, 'beside.mjs')
  await build({
    entryPoints: [join(root, 'lib/names/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  return (await import(pathToFileURL(outfile).href)) as Names
}

/** The place of the pair whose first name is compared, and of the one whose second is. */
type Places = readonly [number, number]

/** Each first name beside the second name of three other pairs, except where one of both names is equal. */
function* strangers(pairs: readonly Pair[]): Generator<Places> {
  for (const [index, pair] of pairs.entries())
    for (const away of [1, 17, 101]) {
      const other = (index + away) % pairs.length
      if (pairs[other]![0] !== pair[0] && pairs[other]![1] !== pair[1]) yield [index, other]
    }
}

function recognised(pairs: readonly Pair[], { keysOf, compareNames }: Names) {
  const tokens = (text: string): Set<string> =>
    new Set(keysOf(text).flatMap(({ kind, key }) => (PRECISE.has(kind) ? [`${kind} ${key}`] : [])))
  const keys = pairs.map(([a, b]) => [tokens(a), tokens(b)] as const)
  const shares = ([a, b]: Places): boolean => [...keys[a]![0]].some((key) => keys[b]![1].has(key))
  const alike = ([a, b]: Places): boolean =>
    ['match', 'close'].includes(compareNames(pairs[a]![0], pairs[b]![1]).outcome)
  const [own, others] = [pairs.map((_, index): Places => [index, index]), [...strangers(pairs)]]
  const [found, confused] = [share(own, alike), share(others, alike)]
  return {
    shareAKey: share(own, shares),
    strangersShareAKey: share(others, shares),
    recognised: found,
    strangersConfused: confused,
    f1: f1Of(found, confused),
  }
}

function judged(text: string, { compareNames }: Names) {
  const lines = text.split('\n').filter((line) => /^[+-].*\|/.test(line))
  const told = lines.map((line) => {
    const [a, b] = line.slice(1).split('|') as [string, string]
    return { isSame: line.startsWith('+'), isFound: ['match', 'close'].includes(compareNames(a, b).outcome) }
  })
  const count = (isSame: boolean, isFound: boolean): number =>
    told.filter((one) => one.isSame === isSame && one.isFound === isFound).length
  const [right, wrong, missed] = [count(true, true), count(false, true), count(true, false)]
  return {
    pairs: told.length,
    right,
    wrong,
    missed,
    f1: Math.round((20_000 * right) / (2 * right + wrong + missed)) / 10_000,
  }
}

const PRECISE: ReadonlySet<string> = new Set(['pair', 'stem', 'whole'])

function recognisedByPeer(pairs: readonly Pair[]) {
  const plain = pairs.map((pair) => pair.map((text) => anyAscii(text).toLowerCase()) as [string, string])
  const likeness = ([a, b]: Places): number => jaroWinkler(plain[a]![0], plain[b]![1])
  const own = pairs.map((_, index) => likeness([index, index]))
  const others = [...strangers(pairs)].map(likeness)
  const limits = Array.from({ length: 50 }, (_, step) => 0.5 + step / 100)
  const at = limits.map((limit) => {
    const above = (value: number): boolean => value >= limit
    const [found, confused] = [share(own, above), share(others, above)]
    return { limit, recognised: found, strangersConfused: confused, f1: f1Of(found, confused) }
  })
  return at.reduce((best, one) => (one.f1 > best.f1 ? one : best))
}

const ROUNDS = 20

/**
 * As a search compares: one name with sixty, each part once. By the time of the processor, in turns, and the faster
 * quarter of the rounds counts, because other work on the machine slows single rounds down.
 */
function speeds(country: readonly string[], versions: readonly (readonly [string, Names])[]) {
  const rounds = new Map(versions.map(([name]) => [name, [] as number[]]))
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, { nameComparer }] of round % 2 === 0 ? versions : versions.toReversed()) {
      const began = processorMillis()
      let compared = 0
      for (let index = 0; index + 60 < country.length; index += 60) {
        const { read, compare } = nameComparer()
        const asked = read(country[index]!)
        for (let other = index + 1; other <= index + 60; other += 1) compare(asked, read(country[other]!))
        compared += 60
      }
      rounds.get(name)!.push((1_000 * compared) / (processorMillis() - began))
    }
  return Object.fromEntries([...rounds].map(([name, values]) => [name, Math.round(quarterAbove(values))]))
}

function processorMillis(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function quarterAbove(values: readonly number[]): number {
  return [...values].sort((a, b) => b - a)[Math.floor(values.length / 4)]!
}

function mean(values: readonly number[]): number {
  return Math.round((100 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 100
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return Math.round((10_000 * items.filter(holds).length) / items.length) / 10_000
}

/** As if there were as many pairs of strangers as of one name. */
function f1Of(found: number, confused: number): number {
  return Math.round((10_000 * 2 * found) / (found + confused + 1)) / 10_000
}
