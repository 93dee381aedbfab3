import { type DatabaseAddress, openClient } from '#kernel/db/database'
import type { Node } from '#kernel/node'
import { dropIndexes, makeIndexes } from './bulk-indexes.ts'
import { loadChildren } from './load.ts'
import { loadPaths } from './write-paths.ts'
import { type LoadState, readState, writeState } from './load-state.ts'

export interface CountryAtScale {
  /** Records in the register. */
  readonly children: number
  /** The same seed always gives the same country. */
  readonly seed: number
  onProgress(doing: 'writing' | 'paths' | 'indexing', loaded: number): void
}

/**
 * Loads a fictional country of any size in addition to the existing data. An interrupted load continues where it
 * stopped. A later load with more children adds the missing ones. `address` must bypass row-level security, because a
 * load writes the records of all people.
 */
export async function loadCountry(
  node: Node,
  address: DatabaseAddress,
  { children, seed, onProgress }: CountryAtScale,
): Promise<LoadState> {
  const client = openClient({ ...address, options: '-c synchronous_commit=off' })
  await client.connect()
  try {
    const before = (await readState(client)) ?? { seed, loaded: 0, indexes: [] }
    if (before.seed !== seed)
      throw new Error(`This node holds the country of seed ${before.seed}. Load another one into another TENFOLD_DATA.`)
    if (children > before.loaded) {
      await client.query('begin')
      await writeState(client, { ...before, indexes: await dropIndexes(client, before.indexes) })
      await client.query('commit')
      await loadChildren(
        node,
        client,
        { children, seed, onProgress: (loaded) => onProgress('writing', loaded) },
        before.loaded,
      )
    }
    await loadPaths(node, client, {
      seed,
      from: before.paths ?? 0,
      to: Math.max(children, before.loaded),
      onProgress: (loaded) => onProgress('paths', loaded),
    })
    const written = (await readState(client)) ?? before
    onProgress('indexing', written.loaded)
    await makeIndexes(client, written.indexes)
    const after = { ...written, indexes: [] }
    await writeState(client, after)
    return after
  } finally {
    await client.end()
  }
}
