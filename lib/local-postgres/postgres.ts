/**
 * Starts and stops a PostgreSQL that belongs to this process: a unix socket in a private folder, no network. Only file
 * permissions guard the socket, so it is for one program on one machine.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { connect } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { databaseUser, findPrograms, PostgresCannotRun, reachable, type Programs } from './programs.ts'
import { expectedCache, memoryOfMachine, sharedBuffers } from './memory.ts'

export interface PostgresOptions {
  /** Folder for the data, the socket and the log. Created if absent. */
  dataDir: string
  onProgress?: (line: string) => void
  /** Folder with the PostgreSQL to run. Default: the one from npm, else the machine's own. */
  bin?: string
  /** `test` trades durability for speed. Never use it for data you want to keep. */
  profile?: 'durable' | 'test'
  /** Fails if the folder has no database, instead of making an empty one, because the disk may only be unavailable. */
  mustExist?: boolean
  /** Called once if the server ends unexpectedly. */
  onLost?: (how: string) => void
}

export interface Postgres {
  socketDir: string
  port: number
  superuser: string
  pid: number
  version: number
  stop(): Promise<void>
}

/** The database is gone from its folder. */
export class DatabaseMissing extends Error {}

const PORT = 5432
const SUPERUSER = 'postgres'
/** The path of a socket has at most 108 bytes (sockaddr_un); ".s.PGSQL.5432.lock" takes 19 of them. */
const LONGEST_SOCKET_FOLDER = 85
/** A file in a folder that the database cannot enter, with the path of its files. */
const MOVED = 'MOVED'
const LARGEST_LOG = 5_000_000
const run = promisify(execFile)

/** Starts PostgreSQL on `dataDir`. First ends one that an earlier, killed process left running. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const say = options.onProgress ?? (() => undefined)
  const programs = await findPrograms(options.bin)
  const home = await homeFor(resolve(options.dataDir), say)
  const data = join(home, 'data')
  await endLeftover(data, say)
  if (options.mustExist && !(await stat(join(data, 'PG_VERSION')).catch(() => undefined)))
    throw new DatabaseMissing(`There is no database in ${data}, though there was one. Is its disk there?`)
  await createCluster(data, programs, options.profile === 'test', say)
  const socketDir = await socketFolderFor(home)
  const child = await launch({ home, data, socketDir, programs, test: options.profile === 'test' })
  let asked = false
  child.once('exit', (code, signal) => {
    if (!asked) options.onLost?.(signal ?? `exit code ${code}`)
  })
  function interrupt(): void {
    child.kill('SIGINT')
  }
  process.once('exit', interrupt)
  return {
    socketDir,
    port: PORT,
    superuser: SUPERUSER,
    pid: child.pid as number,
    version: programs.major,
    async stop() {
      asked = true
      process.off('exit', interrupt)
      await endProcess(child.pid as number, () => child.exitCode !== null || child.signalCode !== null)
      if (!socketDir.startsWith(home)) await rm(socketDir, { recursive: true, force: true })
      // The folder of a test is removed afterwards, but files placed elsewhere would stay. Remove them here.
      if (options.profile === 'test' && home !== resolve(options.dataDir))
        await rm(home, { recursive: true, force: true })
    },
  }
}

/** Socket folder and port of the server that runs on `dataDir`, from its own postmaster.pid. */
export async function findSocket(
  dataDir: string,
): Promise<{ socketDir: string; port: number; superuser: string } | undefined> {
  const [moved] = (await readFile(join(dataDir, MOVED), 'utf8').catch(() => '')).split('\n')
  const lines = (await readFile(join(moved || dataDir, 'data/postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [, , , port, socketDir] = lines
  return socketDir ? { socketDir, port: Number(port), superuser: SUPERUSER } : undefined
}

async function homeFor(wanted: string, say: (line: string) => void): Promise<string> {
  const user = databaseUser()
  await mkdir(join(wanted, '..'), { recursive: true, mode: user ? 0o711 : 0o700 })
  let home = wanted
  if (!(await reachable(wanted))) {
    home = `/var/lib/tenfold/${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}`
    await mkdir(join(home, '..'), { recursive: true, mode: 0o711 })
    await mkdir(wanted, { recursive: true, mode: 0o700 })
    await writeFile(
      join(wanted, MOVED),
      `${home}\nThe database runs without root's rights and cannot enter this folder, so its files lie there.\n`,
    )
    say(`The database user cannot enter ${wanted}; its files are in ${home}`)
  }
  await mkdir(home, { recursive: true, mode: 0o700 })
  if (user) await chown(home, user.uid, user.gid)
  return home
}

async function socketFolderFor(home: string): Promise<string> {
  const user = databaseUser()
  let folder = join(home, 'socket')
  if (Buffer.byteLength(folder) > LONGEST_SOCKET_FOLDER || /[,"'\\]/.test(folder)) {
    folder = `/tmp/tenfold-${process.getuid?.() ?? 0}-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`
  }
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const found = await lstat(folder)
  const mine = found.uid === process.getuid?.() || found.uid === user?.uid
  // Another user could have made a folder with this name in /tmp. Then use an unpredictable name.
  if (!found.isDirectory() || !mine) folder = await mkdtemp('/tmp/tenfold-')
  await chmod(folder, 0o700)
  if (user) await chown(folder, user.uid, user.gid)
  return folder
}

async function createCluster(
  data: string,
  programs: Programs,
  test: boolean,
  say: (line: string) => void,
): Promise<void> {
  await removeUnfinished(data)
  const existing = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (existing !== undefined) {
    if (Number(existing) === programs.major) return
    throw new Error(
      `${data} was written by PostgreSQL ${existing.trim()}, but only ${programs.major} is here. Start it once with the older version and export it.`,
    )
  }
  say('Creating the database')
  // Build it under a name of its own, then rename: an interrupted start leaves no half database, and the program that a
  // killed start left running for some seconds cannot write into this one.
  const fresh = `${data}.new-${randomBytes(4).toString('hex')}`
  const locale =
    programs.major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8']
  const settings = [
    '-U',
    SUPERUSER,
    '--encoding=UTF8',
    '--auth-local=trust',
    '--auth-host=reject',
    ...locale,
    ...(test ? ['--no-sync'] : []),
  ]
  await run(join(programs.bin, 'initdb'), ['-D', fresh, ...settings], {
    ...databaseUser(),
    cwd: join(data, '..'),
    env: environment(),
  }).catch((error: Error) => {
    const [, nameless] = /could not look up effective user ID (\d+)/.exec(error.message) ?? []
    throw nameless
      ? new PostgresCannotRun(
          `The PostgreSQL that comes along runs only as a user with a name, and user ${nameless} has none on this machine. Give it one in /etc/passwd`,
          { cause: error },
        )
      : error
  })
  await rename(fresh, data)
}

/** Removes what interrupted starts were building, also while such a program still writes there. */
async function removeUnfinished(data: string): Promise<void> {
  const home = dirname(data)
  for (const name of await readdir(home))
    if (name.startsWith(`${basename(data)}.new`))
      await rm(join(home, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

interface Launch {
  home: string
  data: string
  socketDir: string
  programs: Programs
  test: boolean
}

async function launch(at: Launch): Promise<ChildProcess> {
  const logFile = join(at.home, 'postgres.log')
  const grown = await stat(logFile).catch(() => undefined)
  for (let attempt = 1; ; attempt += 1) {
    const log = await open(logFile, (grown?.size ?? 0) > LARGEST_LOG ? 'w' : 'a', 0o600)
    const from = (await log.stat()).size
    const child = spawn(join(at.programs.bin, 'postgres'), ['-D', at.data, ...settingsFor(at)], {
      ...databaseUser(),
      cwd: at.home,
      env: environment(),
      // In its own process group, so that Ctrl-C in a terminal reaches only us and requests can finish.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    const failed = await ready(child, at.data)
    await log.close()
    if (failed === undefined) return child
    const said = (await readFile(logFile, 'utf8')).slice(from).trim()
    // After kill -9 the children of the old server need a moment to release the shared memory.
    if (attempt < 20 && /shared memory block|lock file .* already exists/.test(said)) {
      await sleep(250)
      continue
    }
    throw new Error(`PostgreSQL did not start (${failed}). ${said.split('\n').slice(-4).join(' | ')}`)
  }
}

function settingsFor(at: Launch): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: at.socketDir,
    unix_socket_permissions: '0700',
    max_connections: at.test ? '300' : '120',
    shared_buffers: at.test ? '128MB' : sharedBuffers(memoryOfMachine()),
    effective_cache_size: expectedCache(memoryOfMachine()),
    // On today's disks a random read costs hardly more than a sequential one.
    random_page_cost: '1.1',
    // None of our statements runs long enough for compilation to pay.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements, their values and the DETAIL of an error can contain a child's data, so none of them is logged.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_checkpoints: 'off',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(at.test && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      autovacuum: 'off',
    }),
  }
  return Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
}

/** Waits for the eighth line of postmaster.pid, in which PostgreSQL writes its status. */
async function ready(child: ChildProcess, data: string): Promise<string | undefined> {
  let failure: string | undefined
  child.once('error', (error) => (failure = error.message))
  child.once('exit', (code, signal) => (failure = signal ?? `exit code ${code}`))
  for (;;) {
    if (failure !== undefined) return failure
    const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return undefined
    await sleep(8)
  }
}

async function endLeftover(data: string, say: (line: string) => void): Promise<void> {
  const pidFile = join(data, 'postmaster.pid')
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
  if (!pid) return
  if (await isPostgres(pid, data)) {
    say('A database left running by a killed process is being stopped')
    await endProcess(pid, () => !alive(pid))
  } else {
    // The server may run in another container, where we cannot see its process. Two servers on the same files would
    // destroy them.
    const served = await findSocket(join(data, '..'))
    if (served && (await answers(join(served.socketDir, `.s.PGSQL.${served.port}`))))
      throw new Error(`The database in ${data} is served from another container. Stop that one first.`)
    say('The database was not stopped last time; it recovers by itself')
  }
  await rm(pidFile, { force: true })
}

function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const line = connect(socket, () => done(true))
      .once('error', () => done(false))
      .once('close', () => done(false))
    line.unref().end()
  })
}

/** Process numbers are reused, so the number alone proves nothing. */
async function isPostgres(pid: number, data: string): Promise<boolean> {
  if (!alive(pid)) return false
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (cwd !== undefined) return cwd === (await realpath(data))
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes(data)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Fast shutdown first (SIGINT: roll back, checkpoint, exit), then immediate (SIGQUIT: recovery at the next start). */
async function endProcess(pid: number, ended: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 1500],
    ['SIGQUIT', 500],
    ['SIGKILL', 500],
  ] as const) {
    if (!ended()) {
      try {
        process.kill(pid, signal)
      } catch {
        return
      }
    }
    for (let waited = 0; waited < patience; waited += 1) {
      if (ended()) return
      await sleep(10)
    }
  }
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', PGTZ: 'UTC' }
}
