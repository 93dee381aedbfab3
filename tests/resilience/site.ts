/** A node as `npm start` runs it, with its database and, if wanted, a second server process on the same database. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually, ifThere } from '../eventually.ts'
import { databaseProcess, runNode, type NodeProcess, type Settings } from '../platform/running-node.ts'
import type { DataFolder } from './meridia-folder.ts'

export type Which = 'first' | 'second'

export interface Site {
  readonly folder: DataFolder
  addresses(): string[]
  start(which: Which, settings?: Settings): Promise<NodeProcess>
  running(which: Which): NodeProcess | undefined
  kill(which: Which): Promise<void>
  killDatabase(): Promise<void>
  /** Kills the database process of one connection. The database then ends all others and recovers. */
  killConnection(dice: () => number): Promise<void>
  printed(): string
  /** Sets the clock of all nodes of this site, now and after the next start. */
  setClock(at: number, speed: number): Promise<void>
  clock(): number
  stop(): Promise<void>
}

const clockModule = fileURLToPath(new URL('fast-clock.mjs', import.meta.url))

/** Makes a site without starting it. `speed` is the speed of the nodes' wall clock. */
export async function openSite(
  folder: DataFolder,
  { speed = 1, settings = {} }: { speed?: number; settings?: Settings } = {},
): Promise<Site> {
  const processes: { which: Which; node: NodeProcess; address?: string }[] = []
  const clockFile = join(folder.path, '..', 'clock.json')
  let clock = { from: Date.now(), at: Date.now(), speed }
  await writeFile(clockFile, JSON.stringify(clock))
  const second = join(folder.path, '..', 'second')
  const alive = (): typeof processes =>
    processes.filter(({ node: { child } }) => child.exitCode === null && child.signalCode === null)
  const running = (which: Which): (typeof processes)[number] | undefined => alive().find((one) => one.which === which)

  async function settingsOf(which: Which): Promise<Settings> {
    const both = { TENFOLD_TEST_CLOCK: clockFile, TENFOLD_TRUST_PROXY: 'yes', ...settings }
    if (which === 'first') return { ...both, TENFOLD_DATA: folder.path }
    await mkdir(second, { recursive: true })
    await writeFile(join(second, 'node.key'), await readFile(join(folder.path, 'node.key')), { mode: 0o600 })
    return {
      ...both,
      TENFOLD_DATA: second,
      DATABASE_URL: `postgres://postgres@localhost:5432/tenfold?host=${encodeURIComponent(folder.address.host)}`,
    }
  }

  return {
    folder,
    addresses: () => alive().flatMap(({ address }) => address ?? []),
    running: (which) => running(which)?.node,
    async start(which, more = {}) {
      const node = await runNode({ ...(await settingsOf(which)), ...more }, { before: clockModule })
      const started: (typeof processes)[number] = { which, node }
      processes.push(started)
      started.address = await node.address()
      return node
    },
    async kill(which) {
      const found = running(which)
      found?.node.child.kill('SIGKILL')
      await found?.node.ended()
    },
    async killDatabase() {
      process.kill(await databaseProcess(folder.path), 'SIGKILL')
    },
    async killConnection(dice) {
      const pids = await eventually(
        () =>
          folder
            .asOwner(
              async (client) =>
                (
                  await client.query<{ pid: number }>(
                    `select pid from pg_stat_activity where application_name = 'tenfold'`,
                  )
                ).rows,
            )
            // While the database recovers it takes no connection; it is asked again.
            .catch(() => []),
        (rows) => rows.length > 0,
      )
      process.kill(pids[Math.floor(dice() * pids.length)]!.pid, 'SIGKILL')
    },
    printed: () => processes.map(({ node }) => node.printed()).join(''),
    async setClock(at, faster) {
      clock = { from: Date.now(), at, speed: faster }
      await writeFile(clockFile, JSON.stringify(clock))
      for (const { node } of alive()) {
        node.child.kill('SIGUSR2')
        await eventually(
          () => ifThere(readFile(`${clockFile}.${node.child.pid}`, 'utf8'), ''),
          (read) => read === JSON.stringify(clock) || node.child.exitCode !== null,
        )
      }
    },
    clock: () => clock.at + (Date.now() - clock.from) * clock.speed,
    async stop() {
      for (const which of ['second', 'first'] as const) {
        const found = running(which)
        found?.node.child.kill('SIGTERM')
        await found?.node.ended()
      }
    },
  }
}
