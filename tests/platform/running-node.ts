/** Starts the node as people do, as a process of its own, so that it can be stopped, killed and started again. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { readFile, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { madeOnce } from '../made-once.ts'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)

export interface NodeProcess {
  child: ChildProcess
  /** All it printed so far, both channels. */
  printed(): string
  /** Waits until it says where it listens; fails with what it printed when it ends before. */
  address(): Promise<string>
  /** Waits for its end and answers with exit code or signal. */
  ended(): Promise<number | string>
}

export type Settings = Record<string, string | undefined>

/** Also when a test ends by its time limit, no node outlives the run. */
const started = new Set<ChildProcess>()
process.once('exit', () => started.forEach((child) => child.kill('SIGTERM')))

/** The server built from the sources as they are now, in the folder of this test run. */
export function builtServer(): Promise<string> {
  return madeOnce('server', async () => {
    const outdir = process.env['TENFOLD_TEST_TMP'] as string
    const build = pathToFileURL(join(projectRoot, 'scripts/build.mjs')).href
    await run(process.execPath, [
      '--input-type=module',
      '-e',
      `(await import(${JSON.stringify(build)})).buildServerInto(${JSON.stringify(outdir)})`,
    ])
    return outdir
  })
}

interface Run {
  /** `main` (npm start) or `cli` (npx tenfold). */
  entry?: 'main' | 'cli'
  words?: string[]
  uid?: number
  /** A module that is loaded before anything of ours, e.g. a clock that the test sets. */
  before?: string
}

export async function runNode(
  settings: Settings,
  { entry = 'main', words = [], uid, before }: Run = {},
): Promise<NodeProcess> {
  const folder = await builtServer()
  const inherited = Object.entries(process.env).filter(
    ([key]) => !key.startsWith('TENFOLD_') && key !== 'DATABASE_URL' && key !== 'NODE_ENV',
  )
  const child = spawn(
    process.execPath,
    [...(before ? ['--import', pathToFileURL(before).href] : []), join(folder, `${entry}.js`), ...words],
    {
      cwd: projectRoot,
      env: { ...Object.fromEntries(inherited), PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid !== undefined && { uid, gid: uid }),
    },
  )
  started.add(child)
  child.once('exit', () => started.delete(child))
  let text = ''
  child.stdout.on('data', (piece) => (text += String(piece)))
  child.stderr.on('data', (piece) => (text += String(piece)))
  const end = new Promise<number | string>((done) => child.once('close', (code, signal) => done(signal ?? code ?? -1)))
  return {
    child,
    printed: () => text,
    async address() {
      for (;;) {
        const found = /listening on (http:\S+)/.exec(text)?.[1] ?? /ready at (http:\S+) {2}\(/.exec(text)?.[1]
        if (found) return found
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The node ended: ${text}`)
        await sleep(20)
      }
    },
    ended: () => end,
  }
}

/** Every process whose working folder lies in `folder` or below: the database and whatever it started. */
export async function processesIn(folder: string): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const cwd = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (cwd.startsWith(folder)) found.push(Number(name))
  }
  return found
}

/** The process number the database wrote down. */
export async function databaseProcess(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0])
}

/** Asks until the answer fits; the tests' own time limit ends it otherwise. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  fits: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    await sleep(50)
  }
}
