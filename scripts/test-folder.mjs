/** Each test run has its own folder, so that runs do not disturb each other. Folders of killed runs are removed. */
import { readlinkSync } from 'node:fs'
import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './bundle.mjs'

/** Exactly two folders below the root: scripts/bundle.mjs requires it. */
const runs = join(root, '.cache')

export async function claimRunFolder() {
  await mkdir(runs, { recursive: true })
  for (const name of await readdir(runs)) {
    const pid = Number(/^test-(\d+)$/.exec(name)?.[1])
    if (pid && !alive(pid)) await removeRun(join(runs, name))
  }
  const folder = join(runs, `test-${process.pid}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  return { folder, release: () => removeRun(folder) }
}

async function removeRun(folder) {
  // If only root may enter a folder above, the database is elsewhere and this file has its path.
  const [moved] = (await readFile(join(folder, 'postgres/MOVED'), 'utf8').catch(() => '')).split('\n')
  const home = moved || join(folder, 'postgres')
  const pid = Number((await readFile(join(home, 'data/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  if (pid && alive(pid) && workingFolder(pid).startsWith(home)) {
    process.kill(pid, 'SIGQUIT')
    for (let waited = 0; waited < 500 && alive(pid); waited += 1) await sleep(10)
  }
  const elsewhere = (await readFile(join(folder, 'elsewhere'), 'utf8').catch(() => '')).split('\n').filter(Boolean)
  for (const each of [home, folder, ...elsewhere]) await rm(each, { recursive: true, force: true, maxRetries: 5 })
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
