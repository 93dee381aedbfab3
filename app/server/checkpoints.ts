import { type Heads, signMark } from '#lib/ledger'
import type { OpenCompartment } from '#kernel/db/compartment'
import { makeCheckpoint, newestCheckpoint } from '#kernel/ledger/check'
import { noteFoundRows } from '#kernel/ledger/found-rows'
import { sayProblem } from '#kernel/ledger/problem'
import { checkTail } from '#kernel/ledger/tail'
import type { Node } from '#kernel/node'
import { nameOfError } from '#kernel/refusal'
import { addCheckpoint, checkpointFile, markFile, readKept, writeMark } from './checkpoint-files.ts'

const tickMilliseconds = 1_000

/** When the next checkpoint is due: after so many lines, or so many seconds after the first of them. */
export interface CheckpointPace {
  lines: number
  seconds: number
}

interface CheckpointReport {
  /** The ledger in the database is not the one that was left there. The node works on. */
  altered(what: string): void
  /** No checkpoint or mark could be made; it is tried again. */
  failed(problem: string): void
}

/**
 * Compares each compartment's ledger with the newest checkpoint and the mark, before anything is written to it. If it
 * is not the one that was left here, the node says so and works on: children need it today.
 */
export async function checkLedgers(node: Node, dataDir: string, say: (line: string) => void): Promise<void> {
  for (const name of node.compartments) {
    const compartment = node.compartment(name)
    const kept = await readKept(checkpointFile(dataDir, name), markFile(dataDir, name))
    compartment.memory.problem ??= await checkTail(compartment, node.nodeKey, kept)
    if (compartment.memory.problem) say(sayProblem(compartment.memory.problem, nameOf(compartment)))
    const newest = await newestCheckpoint(compartment)
    if (newest && newest.keyId === undefined) {
      const noted = await noteFoundRows(compartment)
      say(`  ${noted} rows of before were noted in the ${nameOf(compartment)}, which follows them from now on`)
    }
  }
}

function nameOf({ name }: OpenCompartment): string {
  return name === 'care' ? 'ledger' : `ledger of ${name}`
}

/**
 * Signs the ends of each compartment's ledger: at the start, at the stop, and in between at the given pace. Every second
 * in which lines were written it also keeps a mark: the ends that this process remembers. Commands do not wait for it.
 */
export async function keepCheckpoints(
  node: Node,
  dataDir: string,
  pace: CheckpointPace,
  report: CheckpointReport,
): Promise<{ stop(): Promise<void> }> {
  const keepers = node.compartments.map((name) => openKeeper(node, node.compartment(name), dataDir, pace, report))
  for (const keeper of keepers) await keeper.checkpoint()
  const tick = async (): Promise<void> => {
    for (const keeper of keepers) await keeper.tick().catch((error: Error) => report.failed(nameOfError(error)))
  }
  let ticking = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    // A slow disk must not let them pile up.
    if (busy) return
    busy = true
    ticking = tick().finally(() => (busy = false))
  }, tickMilliseconds)
  return {
    async stop() {
      clearInterval(timer)
      await ticking
      for (const keeper of keepers) await keeper.checkpoint()
    },
  }
}

interface Keeper {
  checkpoint(): Promise<void>
  /** Does what is due. */
  tick(): Promise<void>
}

function openKeeper(
  node: Node,
  compartment: OpenCompartment,
  dataDir: string,
  pace: CheckpointPace,
  report: CheckpointReport,
): Keeper {
  const { memory, name } = compartment
  const files = { copies: checkpointFile(dataDir, name), mark: markFile(dataDir, name) }
  let said = memory.problem !== undefined
  /** A mark that contradicts the database is evidence, so it is not written over. */
  const keepsMark = memory.problem === undefined
  let signed: Heads = {}
  let atCheckpoint = { lines: 0, time: performance.now() }
  let atMark = 0

  const sayOnce = (): void => {
    if (!memory.problem || said) return
    said = true
    report.altered(sayProblem(memory.problem, nameOf(compartment)))
  }
  const mark = async (): Promise<void> => {
    if (!keepsMark) return
    atMark = memory.lines
    const heads = { ...signed }
    for (const [chain, head] of memory.known)
      if (head.seq >= (heads[String(chain)]?.seq ?? 0)) heads[String(chain)] = head
    await writeMark(files.mark, signMark(heads, name, memory.key, node.clock.now().toISOString()))
  }
  const checkpoint = async (): Promise<void> => {
    const lines = memory.lines
    const made = await makeCheckpoint(compartment, node.nodeKey, node.clock.now())
    await addCheckpoint(files.copies, made)
    atCheckpoint = { lines, time: performance.now() }
    signed = made.heads
    sayOnce()
    await mark()
  }
  return {
    checkpoint,
    async tick() {
      sayOnce()
      const waiting = memory.lines - atCheckpoint.lines
      if (waiting === 0) atCheckpoint.time = performance.now()
      const due = waiting >= pace.lines || performance.now() - atCheckpoint.time >= pace.seconds * 1000
      if (waiting > 0 && due) return checkpoint()
      if (memory.lines > atMark) await mark()
    },
  }
}
