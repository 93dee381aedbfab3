import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCheckpoint } from '#kernel/ledger/check'
import type { Node } from '#kernel/node'
import { nameOfError } from '#kernel/refusal'

const everyMinutes = 10

/** Copies of the signed checkpoints, outside the database: one JSON object a line. */
export function checkpointFile(dataDir: string): string {
  return join(dataDir, 'ledger-checkpoints.jsonl')
}

/** Signs the ends of the ledger at the start, every ten minutes and once more at the stop, and keeps a copy beside the database. */
export async function keepCheckpoints(node: Node, dataDir: string, report: (problem: string) => void): Promise<{ stop(): Promise<void> }> {
  const checkpoint = async (): Promise<void> => {
    const made = await makeCheckpoint(node.database, node.nodeKey, node.clock.now())
    await appendFile(checkpointFile(dataDir), `${JSON.stringify(made)}\n`, { mode: 0o600 })
  }
  await checkpoint()
  const timer = setInterval(() => void checkpoint().catch((error: Error) => report(nameOfError(error))), everyMinutes * 60_000)
  return {
    async stop() {
      clearInterval(timer)
      await checkpoint()
    },
  }
}
