import { type Node, openNode } from '#kernel/node'
import { readNodeKey } from '#kernel/vault/node-key'
import { timeZoneOf } from '#standards'
import { rooms } from '../rooms.ts'
import { type Config, readConfig } from '../server/config.ts'
import { claimDataFolder } from '../server/obstacles.ts'
import { findRunningDatabase, openDatabaseServer } from '../server/postgres-server.ts'

/** Works on a node's database: the running one, or one started only for this work. */
export async function besideANode<Result>(work: (node: Node, config: Config) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env)
  const nodeKey = readNodeKey(config.nodeKeyFile)
  const running = await findRunningDatabase(config)
  if (running)
    return withNode(
      openNode({
        address: running,
        nodeKey,
        rooms,
        country: config.country,
        timeZone: timeZoneOf(config.country),
        connections: 2,
      }),
      (node) => work(node, config),
    )
  const lock = await claimDataFolder(config.dataDir)
  const server = await openDatabaseServer(config, () => {})
  try {
    return await withNode(
      openNode({
        address: server.address,
        nodeKey,
        rooms,
        country: config.country,
        timeZone: timeZoneOf(config.country),
        connections: 2,
      }),
      (node) => work(node, config),
    )
  } finally {
    await server.stop()
    await lock.release()
  }
}

async function withNode<Result>(node: Node, work: (node: Node) => Promise<Result>): Promise<Result> {
  try {
    return await work(node)
  } finally {
    await node.close()
  }
}
