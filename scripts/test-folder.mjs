/** Each test run has its own folder, so that runs do not disturb each other. Folders of killed runs are removed. */
import { readlinkSync } from 'node:fs'
import { appendFile, chmod, mkdir, mkdtemp, readFile, readdir, rm, statfs } from 'node:fs/promises'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './bundle.mjs'

/** Exactly two folders below the root: scripts/bundle.mjs requires it. */
const runs = join(root, '.cache')

/** The file system in memory of Linux. A container mostly has hardly any room there. */
const MEMORY = '/dev/shm'
const ROOM = 6 * 2 ** 30

/**
 * Returns `folder` for the scripts and `quick` for the database and for temporary files, in memory if there is room:
 * copying the seven hundred files of a database takes 20 ms of the processor there, and 130 ms on a disk.
 */
export async function claimRunFolder({ inMemory = true } = {}) {
  await mkdir(runs, { recursive: true })
  for (const name of await readdir(runs)) {
    const pid = Number(/^test-(\d+)$/.exec(name)?.[1])
    if (pid && !alive(pid)) await removeRun(join(runs, name))
  }
  const folder = join(runs, `test-${process.pid}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  const quick = inMemory && (await hasRoom()) ? await folderInMemory(folder) : folder
  return { folder, quick, release: () => removeRun(folder) }
}

async function hasRoom() {
  const found = await statfs(MEMORY).catch(() => undefined)
  return found !== undefined && Math.min(found.bavail * found.bsize, freemem()) > ROOM
}

/** Like /tmp, for every user: some tests run the node as another one. */
async function folderInMemory(folder) {
  const quick = await mkdtemp(join(MEMORY, 'tenfold-'))
  await appendFile(join(folder, 'elsewhere'), `${quick}\n`)
  await chmod(quick, 0o1777)
  return quick
}

async function removeRun(folder) {
  const elsewhere = (await readFile(join(folder, 'elsewhere'), 'utf8').catch(() => '')).split('\n').filter(Boolean)
  const homes = []
  for (const place of [folder, ...elsewhere]) homes.push(await endDatabase(join(place, 'postgres')))
  for (const each of [...homes, ...elsewhere, folder]) await rm(each, { recursive: true, force: true, maxRetries: 5 })
}

/** Ends the database that a killed run has left, and returns where its files are. */
async function endDatabase(wanted) {
  // If only root may enter a folder above, the database is elsewhere and this file has its path.
  const [moved] = (await readFile(join(wanted, 'MOVED'), 'utf8').catch(() => '')).split('\n')
  const home = moved || wanted
  const pid = Number((await readFile(join(home, 'data/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  if (pid && alive(pid) && workingFolder(pid).startsWith(home)) {
    process.kill(pid, 'SIGQUIT')
    for (let waited = 0; waited < 500 && alive(pid); waited += 1) await sleep(10)
  }
  return home
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
