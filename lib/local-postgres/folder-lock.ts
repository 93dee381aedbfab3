/** Allows one process per folder, even after kill -9, a reused process number or a restarted container. */
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Another process has the folder. */
export class FolderInUse extends Error {
  /** How the other process is known: it holds the lock, or it is still taking it. */
  readonly by: 'holder' | 'another-start'
  /** Its process number, if the lock says it. */
  readonly pid: number | undefined
  constructor(folder: string, by: 'holder' | 'another-start', pid?: number) {
    super(`${folder} is in use${pid === undefined ? '' : ` by process ${pid}`}`)
    this.by = by
    this.pid = pid
  }
}

interface Owner {
  pid: number
  /** Start time of the process, to detect a reused process number. */
  began: string
  /** The machine and container, because process numbers are valid only inside one. */
  place: string
}

const HEARTBEAT_MS = 1000
const LONGEST_START_MS = 60_000
const run = promisify(execFile)

export interface LockEvents {
  /** Called for a stale lock: the last run did not stop cleanly. */
  onStale?(): void
  /** Called when another process has taken the folder, because this one was frozen for too long. */
  onLost?(): void
}

/** Locks the folder for this process until `release`. Throws FolderInUse if another process has it. */
export async function claimFolder(
  folder: string,
  { onStale, onLost }: LockEvents = {},
): Promise<{ release(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const lock = join(folder, 'node.lock')
  const mine = JSON.stringify({ ...(await ownerOf(process.pid)), start: randomUUID() })
  // Not the wall clock: that may jump while a start waits.
  const latest = performance.now() + LONGEST_START_MS
  while (!(await create(lock, mine))) {
    const theirs = await readFile(lock, 'utf8').catch(ifGone)
    if (theirs === undefined) continue
    const owner = readOwner(theirs)
    // A power cut can leave an empty lock. Then the folder is in use only if someone keeps touching the lock.
    if (owner ? await running(owner, lock) : await beats(lock)) {
      throw new FolderInUse(folder, 'holder', owner?.pid)
    }
    if (performance.now() > latest) throw new FolderInUse(folder, 'another-start')
    onStale?.()
    await removeStale(lock, theirs, mine)
  }
  await sweepDrafts(folder, lock)
  const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS)
  heartbeat.unref()
  async function beat(): Promise<void> {
    const text = await readFile(lock, 'utf8').catch(() => mine)
    if (text === mine) return utimes(lock, new Date(), new Date()).catch(() => undefined)
    clearInterval(heartbeat)
    onLost?.()
  }
  return {
    async release() {
      clearInterval(heartbeat)
      if ((await readFile(lock, 'utf8').catch(() => '')) === mine) await rm(lock, { force: true })
    },
  }
}

function ifGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function readOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null
    return typeof owner?.pid === 'number' && typeof owner.began === 'string' && typeof owner.place === 'string'
      ? (owner as Owner)
      : undefined
  } catch {
    return undefined
  }
}

/** Removes old files of starts that were killed between two steps. A start in progress needs its files only briefly. */
async function sweepDrafts(folder: string, lock: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const age = path.startsWith(`${lock}.`)
      ? await stat(path).then(
          ({ mtimeMs }) => Math.abs(Date.now() - mtimeMs),
          () => 0,
        )
      : 0
    if (age > LONGEST_START_MS) await rm(path, { force: true })
  }
}

/** Creates the file with all its text atomically. False if it exists. */
async function create(lock: string, text: string): Promise<boolean> {
  const draft = `${lock}.${randomUUID()}`
  await writeFile(draft, text, { mode: 0o600 })
  try {
    await link(draft, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * Removes the lock if it still has this text. Of several starts only one at a time may do so, and each reads the lock
 * again first, so that the new lock of a faster start stays. A process killed here leaves a stale claim; the next start
 * removes it too.
 */
async function removeStale(lock: string, stale: string, mine: string): Promise<void> {
  const claim = `${lock}.stale-${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`
  if (await create(claim, mine)) {
    if ((await readFile(lock, 'utf8').catch(ifGone)) === stale) await rm(lock, { force: true })
    await rm(claim, { force: true })
    return
  }
  const theirs = await readFile(claim, 'utf8').catch(ifGone)
  if (theirs === undefined) return
  const owner = readOwner(theirs)
  if (owner && (await running(owner, claim))) await sleep(20)
  else await removeStale(claim, theirs, mine)
}

async function running(owner: Owner, lock: string): Promise<boolean> {
  const here = await ownerOf(owner.pid)
  if (here.place === owner.place) return here.began !== '' && here.began === owner.began
  return beats(lock)
}

/** For a lock of another machine or container, we can only see whether someone keeps touching it. */
async function beats(lock: string): Promise<boolean> {
  const before = await stat(lock).catch(() => undefined)
  await sleep(4 * HEARTBEAT_MS)
  const after = await stat(lock).catch(() => undefined)
  return before !== undefined && after !== undefined && before.mtimeMs !== after.mtimeMs
}

async function ownerOf(pid: number): Promise<Owner> {
  const space = await readlink('/proc/self/ns/pid').catch(() => '')
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return { pid, began: await beginning(pid), place: `${hostname()} ${boot.trim()} ${space}`.trim() }
}

async function beginning(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (line !== undefined) {
    // proc(5) stat from field 3 on (the name in field 2 may contain spaces). Field 22 is the start time.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? '' : (fields[19] ?? '')
  }
  if (process.platform === 'linux') return ''
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.trim()
}
