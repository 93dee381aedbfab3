import { parseArgs } from 'node:util'
import { migrate } from '#kernel/db/migrate'
import { openNode } from '#kernel/node'
import { createNodeKey, readNodeKey } from '#kernel/vault/node-key'
import { existsSync } from 'node:fs'
import { bringTokensUpToDate } from '#path/children'
import { timeZoneOf } from '#standards'
import { loadCountry } from '../demonstration/country/index.ts'
import { loadAgencies } from '../demonstration/index.ts'
import { readConfig } from '../server/config.ts'
import { claimDataFolder } from '../server/obstacles.ts'
import { openDatabaseServer } from '../server/postgres-server.ts'
import { rooms } from '../rooms.ts'

/**
 * `load --children 1000000 [--seed 7]`: loads a repeatable fictional country of any size into a demonstration that is
 * not running.
 */
export async function loadCommand(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: { children: { type: 'string' }, seed: { type: 'string', default: '7' } },
  })
  const [children, seed] = [wholeNumber(values.children), wholeNumber(values.seed)]
  if (children === undefined || seed === undefined || children > mostChildren) {
    return say(`Say how many children, up to ${mostChildren}: npx tenfold load --children 1000000 [--seed 7]`, 1)
  }
  const config = readConfig(process.env)
  if (config.mode !== 'demonstration')
    return say(
      'Only a demonstration can be filled with invented children. This is a production node; nothing was changed.',
      1,
    )
  const lock = await claimDataFolder(config.dataDir)
  try {
    const server = await openDatabaseServer(config, (line) => say(line))
    try {
      const nodeKey = existsSync(config.nodeKeyFile)
        ? readNodeKey(config.nodeKeyFile)
        : createNodeKey(config.nodeKeyFile)
      await migrate(server.address, nodeKey, rooms)
      const node = openNode({ address: server.address, nodeKey, rooms, timeZone: timeZoneOf('XM'), connections: 3 })
      try {
        await bringTokensUpToDate(node)
        await loadAgencies(node)
        const { loaded } = await loadCountry(node, server.address, { children, seed, onProgress: progress(children) })
        return say(`The register holds the first ${loaded} records of the country of seed ${seed}.`)
      } finally {
        await node.close()
      }
    } finally {
      await server.stop()
    }
  } finally {
    await lock.release()
  }
}

// The ids of a country have 32 bits for the record and a byte for each id within it.
const mostChildren = 50_000_000

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function progress(children: number): (doing: 'writing' | 'paths' | 'indexing', loaded: number) => void {
  const began = performance.now()
  let next = 0
  let first: number | undefined
  return (doing, loaded) => {
    if (doing === 'indexing') return void say('Making the indexes; this takes some minutes for a million children')
    if (doing === 'paths')
      return void (loaded % 200_000 === 0 && say(`Concerns, referrals and cases of the first ${loaded} children`))
    first ??= loaded
    if (loaded < next) return
    next = loaded + Math.max(1_000, Math.round(children / 50))
    const seconds = (performance.now() - began) / 1000
    const left =
      loaded > first ? `, about ${Math.ceil(((children - loaded) * seconds) / (loaded - first) / 60)} min left` : ''
    say(`${loaded} of ${children} children${left}`)
  }
}

function say(line: string, code = 0): number {
  ;(code === 0 ? process.stdout : process.stderr).write(`${line}\n`)
  return code
}
