import { existsSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type pg from 'pg'
import { type DatabaseAddress, openClient } from '#kernel/db/database'
import { migrate } from '#kernel/db/migrate'
import { type Node, openNode } from '#kernel/node'
import { createNodeKey, readNodeKey } from '#kernel/vault/node-key'
import { bringTokensUpToDate, warmSearch } from '#path/children'
import { timeZoneOf } from '#standards'
import { loadCountry } from '../app/demonstration/country/index.ts'
import { loadAgencies } from '../app/demonstration/index.ts'
import { readConfig } from '../app/server/config.ts'
import { claimDataFolder } from '../app/server/obstacles.ts'
import { openDatabaseServer } from '../app/server/postgres-server.ts'
import { rooms } from '../app/rooms.ts'

/** The fictional country of a bench, with its own database and node. */
export interface BenchCountry {
  readonly node: Node
  /** The owner of the database, without row-level security, to compare with the application role. */
  readonly owner: pg.Client
  readonly address: DatabaseAddress
  readonly children: number
  readonly seed: number
  close(): Promise<void>
}

/** Opens the country of `--children` in `--data` and loads missing children. It stays for the next bench. */
export async function openCountry(options: Record<string, string>): Promise<BenchCountry> {
  const children = Number(options['children'] ?? 1_000_000)
  const seed = Number(options['seed'] ?? 7)
  const data = options['data'] ?? join(process.cwd(), `.data/bench-${children}`)
  const config = readConfig({ ...process.env, TENFOLD_DATA: data, NODE_ENV: '' })
  const lock = await claimDataFolder(config.dataDir)
  const server = await openDatabaseServer(config, progress)
  const nodeKey = existsSync(config.nodeKeyFile) ? readNodeKey(config.nodeKeyFile) : createNodeKey(config.nodeKeyFile)
  await migrate(server.address, nodeKey, rooms)
  const node = openNode({ address: server.address, nodeKey, rooms, timeZone: timeZoneOf('XM') })
  const owner = openClient(server.address)
  await owner.connect()
  await bringTokensUpToDate(node)
  await loadAgencies(node)
  await loadCountry(node, server.address, {
    children,
    seed,
    onProgress: (doing, loaded) => loaded % 20_000 === 0 && progress(`${doing} ${loaded}`),
  })
  // Every start does this.
  await warmSearch(node, AbortSignal.any([]))
  return {
    node,
    owner,
    address: server.address,
    children,
    seed,
    async close() {
      await owner.end()
      await node.close()
      await server.stop()
      await lock.release()
    },
  }
}

/** Facts about the machine, to publish with every figure. */
export function machine(): Record<string, string | number> {
  return {
    processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
}

/**
 * Measures the fastest possible database access on this machine now: one connection reads a row by key, and writes and
 * commits a row, without our code. A shared machine differs by a factor of two between hours, so compare figures of
 * different hours relative to this one.
 */
export async function peerOf(
  owner: pg.Client,
): Promise<Record<'read one row by key' | 'write one row and commit', Waits>> {
  await owner.query('create schema if not exists bench')
  await owner.query('create table if not exists bench.peer (id int8 primary key, at timestamptz not null)')
  await owner.query('truncate bench.peer')
  const timesOf = async (sql: string): Promise<number[]> => {
    const times: number[] = []
    for (let number = 0; number < 1_000; number += 1) {
      const began = performance.now()
      await owner.query({ name: sql, text: sql, values: [number] })
      times.push(performance.now() - began)
    }
    return times
  }
  const written = waitsOf(await timesOf('insert into bench.peer values ($1, now())'))
  return {
    'read one row by key': waitsOf(await timesOf('select at from bench.peer where id = $1')),
    'write one row and commit': written,
  }
}

export interface Waits {
  readonly times: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** Median, 95th and 99th percentile, in milliseconds. */
export function waitsOf(milliseconds: readonly number[]): Waits {
  const sorted = [...milliseconds].sort((a, b) => a - b)
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(2))
  return { times: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Prints progress to stderr, because stdout is the result as JSON. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`)
}
