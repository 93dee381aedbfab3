/** Starts the parts of one node in the order of their dependencies, and stops them in reverse. */
import { existsSync } from 'node:fs'
import { migrate } from '#kernel/db/migrate'
import { type Node, openNode } from '#kernel/node'
import { createNodeKey, readNodeKey, type NodeKey } from '#kernel/vault/node-key'
import { startWorker } from '#kernel/work'
import { keyPlaces } from '#places'
import { bringMatchesUpToDate, bringTokensUpToDate, warmSearch } from '#path/children'
import { timeZoneOf } from '#standards'
import { isLoadUnfinished } from '../demonstration/country/load-state.ts'
import { isDemonstration, loadDemonstration, type DemonstrationAccount } from '../demonstration/index.ts'
import { checkLedgers, keepCheckpoints } from './checkpoints.ts'
import type { Config } from './config.ts'
import { buildServer } from './http.ts'
import { noteAddress } from './node-address.ts'
import { CannotStart, type Claimed, expectFreePort } from './obstacles.ts'
import { openDatabaseServer } from './postgres-server.ts'
import { duties } from './reactions.ts'
import { sparingly } from './sparing-log.ts'
import { sayWhatIsTakenUp } from './taken-up.ts'
import { rooms } from '../rooms.ts'

export interface RunningNode {
  /** The address people use. */
  address: string
  /** The address this process listens on. It differs from `address` behind a proxy. */
  listening: string
  accounts: readonly DemonstrationAccount[]
  /** Waits for running requests, then stops everything that was started. */
  stop(): Promise<void>
}

export type Say = (line: string) => void

/** Starts everything on a claimed data folder. If a part fails, stops the parts already started and releases the folder. */
export async function startNode(config: Config, say: Say, { lock, cutOff }: Claimed): Promise<RunningNode> {
  const undo: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse())
      await step().catch((error: Error) => say(`While stopping: ${error.message}`))
  }
  try {
    undo.push(() => lock.release())
    const nodeKey = openNodeKey(config, say)
    await expectFreePort(config)
    const server = await timed(say, 'Database', () => openDatabaseServer(config, say))
    undo.push(() => server.stop())
    const { applied, from, to } = await timed(say, 'Migrations', () => migrate(server.address, nodeKey, rooms, { say }))
    if (from !== undefined && from !== to) say(`Updated from Tenfold ${from} to ${to}; everything that was there stays`)
    if (from !== undefined && applied.length > 0) say(`  new: ${applied.join(', ')}`)
    const node = openNode({
      address: server.address,
      nodeKey,
      rooms,
      country: config.country,
      timeZone: timeZoneOf(config.country),
    })
    undo.push(() => node.close())
    if (config.mode === 'production' && (await isDemonstration(node)))
      throw new CannotStart(
        'TENFOLD_DATA: this was a demonstration, and everyone knows its passwords. Production starts with a new folder, or with a new database in DATABASE_URL.',
      )
    await checkLedgers(node, config.dataDir, say)
    await sayWhatIsTakenUp(node, cutOff, say)
    const keyed = await keyPlaces(node.database)
    if (keyed > 0) say(`  search keys made for ${keyed} places`)
    const rewritten = await bringTokensUpToDate(
      node,
      (written) => written % 10_000 === 0 && written > 0 && say(`  search keys of ${written} children written anew`),
    )
    if (rewritten > 0) say(`Search keys of ${rewritten} children were written anew for this version`)
    await bringMatchesUpToDate(node)
    if (await isLoadUnfinished(node.database))
      throw new Error(
        'A load of the demonstration country was cut off. Finish it with the same "npx tenfold load" as before; it goes on where it was.',
      )
    if (config.mode === 'demonstration') await sayIfNew(node, say)
    const accounts =
      config.mode === 'demonstration'
        ? await timed(say, 'Demonstration country', () => server.withoutFsync(() => loadDemonstration(node, duties)))
        : []
    const http = await buildServer({ node, config })
    undo.push(() => http.close())
    const sayDuty = sparingly()
    const worker = startWorker(node, duties, (problem) =>
      sayDuty(problem, (before) =>
        http.log.error({ problem, timesBefore: before }, 'a duty failed and will be tried again'),
      ),
    )
    undo.push(() => worker.stop())
    const checkpoints = await keepCheckpoints(node, config.dataDir, config.checkpoints, {
      altered: (what) => http.log.error(what),
      failed: (problem) => sayDuty(problem, () => http.log.error({ problem }, 'no checkpoint could be made')),
    })
    undo.push(() => checkpoints.stop())
    const listening = await http.listen({ port: config.port, host: config.host })
    const noted = await noteAddress(config.dataDir, listening)
    undo.push(() => noted.forget())
    const over = new AbortController()
    const warming = warmSearch(node, over.signal).catch((problem: Error) =>
      http.log.warn(
        { problem: problem.message },
        'the search tokens were not read ahead; searches are slower at first',
      ),
    )
    undo.push(() => (over.abort(), warming))
    return { address: config.publicUrl ?? listening, listening, accounts, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A demonstration makes its own key. A production node must never start with a new key unnoticed. */
function openNodeKey(config: Config, say: Say): NodeKey {
  if (existsSync(config.nodeKeyFile)) return readNodeKey(config.nodeKeyFile)
  if (config.mode === 'production') {
    throw new Error(
      `TENFOLD_NODE_KEY_FILE: there is no key in ${config.nodeKeyFile}. Make one with "npx tenfold new-node-key" and keep a copy apart from the database.`,
    )
  }
  say(`A node key was made in ${config.nodeKeyFile}`)
  return createNodeKey(config.nodeKeyFile)
}

/** Inventing takes minutes, and without a word it looks as if the start hangs. */
async function sayIfNew(node: Node, say: Say): Promise<void> {
  if (!(await isDemonstration(node))) say('Inventing the country Meridia. This takes a few minutes')
}

async function timed<Result>(say: Say, what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await work()
  say(`${what} ready (${Math.round(performance.now() - began)} ms)`)
  return result
}
