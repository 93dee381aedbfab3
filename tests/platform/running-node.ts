/** Starts the node in its own process, so that a test can stop, kill and restart it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { readFile, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { eventually, ifThere } from '../eventually.ts'

export { eventually }
import { madeOnce } from '../made-once.ts'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)

export interface NodeProcess {
  child: ChildProcess
  printed(): string
  /** Waits until it has printed this. Fails with the output if the node ends first. */
  said(what: RegExp): Promise<RegExpExecArray>
  /** Waits for the address in the output. Fails with the output if the node ends first. */
  address(): Promise<string>
  /** Waits for its end and returns the exit code or signal. */
  ended(): Promise<number | string>
}

export type Settings = Record<string, string | undefined>

/** Every started node is killed at the end, even if a test ends by its time limit. */
const started = new Set<ChildProcess>()
process.once('exit', () => started.forEach((child) => child.kill('SIGTERM')))

/** The server, built from the current sources into the folder of this test run. */
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
  /** A module to load before our code, e.g. a clock for tests. */
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
    [
      // A short life does not pay for an optimised Cedar (scripts/test-run.mjs).
      '--liftoff-only',
      ...(before ? ['--import', pathToFileURL(before).href] : []),
      join(folder, `${entry}.js`),
      ...words,
    ],
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
  async function said(what: RegExp): Promise<RegExpExecArray> {
    const ended = () => child.exitCode !== null || child.signalCode !== null
    await eventually(
      () => text,
      (printed) => what.test(printed) || ended(),
    )
    const found = what.exec(text)
    if (!found) throw new Error(`The node ended: ${text}`)
    return found
  }
  return {
    child,
    printed: () => text,
    said,
    address: async () => (await said(/(?:listening on (?=http)|ready at (?=http\S+ {2}\())(\S+)/))[1]!,
    ended: () => end,
  }
}

/** All processes with a working folder in `folder` or below: the database and its children. */
export async function processesIn(folder: string): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const cwd = await ifThere(readlink(`/proc/${name}/cwd`), '')
    if (cwd.startsWith(folder)) found.push(Number(name))
  }
  return found
}

/** The process number of the database, from its postmaster.pid. Fails while the database has not written it. */
export async function databaseProcess(dataDir: string): Promise<number> {
  const pid = Number((await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0])
  // Zero would be a signal to the whole group of the test.
  if (!(pid > 0)) throw new Error('The database has not written its process number yet.')
  return pid
}
