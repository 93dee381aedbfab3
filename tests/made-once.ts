/**
 * Makes expensive things once for all test files: a migrated database, a data folder, the built server. The first
 * process that needs one makes it; the others wait and use it.
 */
import { appendFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const mine = new Map<string, Promise<string>>()

/** Returns the result of `make` from the process that ran it. Throws if it failed there, or if that process died. */
export function madeOnce(name: string, make: () => Promise<string>): Promise<string> {
  const known = mine.get(name) ?? claim(name, make)
  mine.set(name, known)
  return known
}

async function claim(name: string, make: () => Promise<string>): Promise<string> {
  const folder = join(process.env['TENFOLD_TEST_TMP'] as string, 'once', name)
  await mkdir(join(folder, '..'), { recursive: true })
  try {
    await mkdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return waitFor(name, folder)
  }
  await put(join(folder, 'maker'), String(process.pid))
  const outcome = await make().then(
    (made) => ({ made }),
    (error: Error) => ({ failed: error.stack ?? error.message }),
  )
  await put(join(folder, 'outcome'), JSON.stringify(outcome))
  return answerOf(name, outcome)
}

async function waitFor(name: string, folder: string): Promise<string> {
  for (;;) {
    const text = await readFile(join(folder, 'outcome'), 'utf8').catch(() => undefined)
    if (text !== undefined) return answerOf(name, JSON.parse(text) as Outcome)
    const maker = Number(await readFile(join(folder, 'maker'), 'utf8').catch(() => '0'))
    // The maker may have ended after the last read above. Then the outcome exists now.
    if (maker > 0 && !alive(maker) && !(await exists(join(folder, 'outcome'))))
      throw new Error(`The process that made ${name} for all tests ended before it was done.`)
    await sleep(50)
  }
}

interface Outcome {
  made?: string
  failed?: string
}

function answerOf(name: string, { made, failed }: Outcome): string {
  if (made === undefined) throw new Error(`${name} could not be made: ${failed}`)
  return made
}

/** Writes the file atomically. */
async function put(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Removes a folder outside the run's own when the run ends (scripts/test-folder.mjs). */
export function removeWithTheRun(folder: string): Promise<void> {
  return appendFile(join(process.env['TENFOLD_TEST_TMP'] as string, 'elsewhere'), `${folder}\n`)
}
