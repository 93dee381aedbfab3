/** Where the node of a data folder listens, for commands beside it that were not told. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

function fileIn(dataDir: string): string {
  return join(dataDir, 'node.address')
}

/** Writes the address down until `forget`. */
export async function noteAddress(dataDir: string, address: string): Promise<{ forget(): Promise<void> }> {
  await writeFile(fileIn(dataDir), `${address}\n`, { mode: 0o600 })
  return { forget: () => rm(fileIn(dataDir), { force: true }) }
}

/** The address of the last start that was not stopped; after a kill it may be one where nobody answers. */
export async function findAddress(dataDir: string): Promise<string | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '')
  return text.trim() || undefined
}
