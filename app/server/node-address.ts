/** Stores the address of a running node in its data folder, for commands that are not given one. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

function fileIn(dataDir: string): string {
  return join(dataDir, 'node.address')
}

/** Stores the address until `forget`. */
export async function noteAddress(dataDir: string, address: string): Promise<{ forget(): Promise<void> }> {
  await writeFile(fileIn(dataDir), `${address}\n`, { mode: 0o600 })
  return { forget: () => rm(fileIn(dataDir), { force: true }) }
}

/** The stored address. After a kill it may be stale. */
export async function findAddress(dataDir: string): Promise<string | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '')
  return text.trim() || undefined
}
