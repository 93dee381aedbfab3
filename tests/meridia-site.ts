import { Writable } from 'node:stream'
import { after } from 'node:test'
import { systemClock } from '#kernel/clock'
import type { DatabaseAddress } from '#kernel/db/database'
import { openNode, type Node } from '#kernel/node'
import { startWorker } from '#kernel/work'
import { timeZoneOf } from '#standards'
import { loadDemonstration, type DemonstrationAccount } from '../app/demonstration/index.ts'
import { rooms } from '../app/rooms.ts'
import { buildServer } from '../app/server/http.ts'
import { duties } from '../app/server/reactions.ts'
import { madeOnce } from './made-once.ts'
import { addressOf, cloneDatabase, nodeKey, testNode, type TestNode } from './node.ts'

/** A running demonstration node: Meridia with its stories, the worker running, on a free port. */
export interface MeridiaSite {
  address: string
  node: Node
  /** The same database, to read what is stored. */
  stored: TestNode
  accounts: readonly DemonstrationAccount[]
  /** The server's log at the most detailed level. */
  log(): string
}

interface Told {
  database: string
  accounts: readonly DemonstrationAccount[]
}

function nodeOn(address: DatabaseAddress): Node {
  return openNode({ address, nodeKey, rooms, timeZone: timeZoneOf('XM'), clock: systemClock, roleNamespace: 'tenfold' })
}

/** A database with all stories, to be cloned: telling them takes ten seconds. */
async function tellAll(): Promise<string> {
  const database = 'meridia'
  await cloneDatabase(database)
  const node = nodeOn(addressOf(database))
  const accounts = await loadDemonstration(node, duties).finally(() => node.close())
  return JSON.stringify({ database, accounts } satisfies Told)
}

/**
 * Starts Meridia for one test file and stops it when the file ends. With `stories`, loads only those, which is faster.
 */
export async function openMeridia(stories?: Parameters<typeof loadDemonstration>[2]): Promise<MeridiaSite> {
  const told = stories ? undefined : (JSON.parse(await madeOnce('meridia-database', tellAll)) as Told)
  const stored = await testNode({ template: told?.database })
  const node = nodeOn(stored.address)
  const accounts = told?.accounts ?? (await loadDemonstration(node, duties, stories))
  const lines: string[] = []
  const logTo = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'debug' }, logTo })
  const worker = startWorker(node, duties, (problem) => lines.push(problem))
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  after(async () => {
    await worker.stop()
    await server.close()
    await node.close()
  })
  return { address, node, stored, accounts, log: () => lines.join('') }
}
