import { open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Checkpoint, isCheckpoint, type Mark } from '#lib/ledger'
import type { Compartment } from '#kernel/db/database'
import type { Kept } from '#kernel/ledger/check'

const newline = '\n'.charCodeAt(0)

/** Copies of the signed checkpoints of a compartment, outside the database: one JSON object a line. */
export function checkpointFile(dataDir: string, compartment: Compartment = 'care'): string {
  return join(dataDir, `${beginningOf('ledger-checkpoints', compartment)}.jsonl`)
}

/** The newest ends of the chains that the node remembers, outside the database. It is written anew each time. */
export function markFile(dataDir: string, compartment: Compartment = 'care'): string {
  return join(dataDir, `${beginningOf('ledger-mark', compartment)}.json`)
}

function beginningOf(name: string, compartment: Compartment): string {
  return compartment === 'care' ? name : `${name}-${compartment}`
}

/** A full disk or a power cut can leave half a line, which must not damage the next one. */
export async function addCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    await file.appendFile(`${size > 0 && last[0] !== newline ? '\n' : ''}${JSON.stringify(checkpoint)}\n`)
  } finally {
    await file.close()
  }
}

export async function writeMark(path: string, mark: Mark): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(mark)}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** What is kept of a ledger outside the database, and the lines of its file that are no checkpoints. */
export interface KeptFiles extends Kept {
  copies: Checkpoint[]
  /** Numbers of lines that were cut off while they were written, or are something else. */
  unreadable: number[]
}

/** Reads a file of copies and, if it is given, the mark. A file that is not there has none. */
export async function readKept(copies: string, mark?: string): Promise<KeptFiles> {
  return { ...(await readCheckpoints(copies)), mark: mark === undefined ? undefined : await readMark(mark) }
}

export async function readCheckpoints(path: string): Promise<{ copies: Checkpoint[]; unreadable: number[] }> {
  const [copies, unreadable]: [Checkpoint[], number[]] = [[], []]
  for (const [index, line] of (await readIfAny(path)).split('\n').entries()) {
    if (line.trim() === '') continue
    const found = parsed(line)
    if (isCheckpoint(found)) copies.push(found)
    else unreadable.push(index + 1)
  }
  return { copies, unreadable }
}

/** Undefined also for a file that a power cut left empty. Anything else counts, and is compared with its signature. */
async function readMark(path: string): Promise<Mark | undefined> {
  const text = await readIfAny(path)
  return text.replaceAll('\0', '').trim() === '' ? undefined : (parsed(text) as Mark)
}

async function readIfAny(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}

/** Null for what is not JSON, which is no checkpoint and no mark. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? null
  } catch {
    return null
  }
}

/** Puts the files of a ledger aside, under the time of the move in milliseconds. Nothing is deleted. */
export async function putAside(paths: readonly string[], now: Date): Promise<string[]> {
  const moved: string[] = []
  for (const path of paths) {
    const aside = path.replace(/(\.jsonl?)$/, `-until-${now.getTime()}$1`)
    const done = await rename(path, aside).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false
        throw error
      },
    )
    if (done) moved.push(aside)
  }
  return moved
}
