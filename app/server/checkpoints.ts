import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkpoint } from '#lib/ledger'
import type { Compartment } from '#kernel/db/database'
import { makeCheckpoint } from '#kernel/ledger/check'
import type { Node } from '#kernel/node'
import { nameOfError } from '#kernel/refusal'

const everyMinutes = 10
const newline = '\n'.charCodeAt(0)

/** Copies of the signed checkpoints of a compartment, outside the database: one JSON object a line. */
export function checkpointFile(dataDir: string, compartment: Compartment = 'care'): string {
  return join(dataDir, compartment === 'care' ? 'ledger-checkpoints.jsonl' : `ledger-checkpoints-${compartment}.jsonl`)
}

/**
 * Signs the ends of each compartment's ledger at the start, every ten minutes and at the stop, and writes a copy outside
 * the database.
 */
export async function keepCheckpoints(
  node: Node,
  dataDir: string,
  report: (problem: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const checkpoint = async (): Promise<void> => {
    for (const name of node.compartments) {
      const made = await makeCheckpoint(node.compartment(name), node.nodeKey, node.clock.now())
      await addLine(checkpointFile(dataDir, name), JSON.stringify(made))
    }
  }
  await checkpoint()
  const timer = setInterval(
    () => void checkpoint().catch((error: Error) => report(nameOfError(error))),
    everyMinutes * 60_000,
  )
  return {
    async stop() {
      clearInterval(timer)
      await checkpoint()
    },
  }
}

/** A full disk or a power cut can leave half a line, which must not damage the next one. */
async function addLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    await file.appendFile(`${size > 0 && last[0] !== newline ? '\n' : ''}${line}\n`)
  } finally {
    await file.close()
  }
}

/** Reads the copies in a file, and the numbers of its incomplete lines. */
export async function readCheckpoints(path: string): Promise<{ kept: Checkpoint[]; cutOff: number[] }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const [kept, cutOff]: [Checkpoint[], number[]] = [[], []]
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      kept.push(JSON.parse(line) as Checkpoint)
    } catch {
      cutOff.push(index + 1)
    }
  }
  return { kept, cutOff }
}
