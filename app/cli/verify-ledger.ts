import { dirname } from 'node:path'
import type { Compartment } from '#kernel/db/database'
import { verifyLedger } from '#kernel/ledger/check'
import type { Node } from '#kernel/node'
import { checkpointFile, readCheckpoints } from '../server/checkpoints.ts'
import { besideANode } from './beside-a-node.ts'

/**
 * `npx tenfold verify-ledger [file with checkpoints]`: exit code 0 if the ledger has not been altered, 1 if it has, 2
 * if there was nothing from outside the database to compare it with.
 */
export async function verifyLedgerCommand(words: string[]): Promise<number> {
  return besideANode(async (node, config) => {
    const results: number[] = []
    for (const name of node.compartments)
      results.push(await verify(node, name, copiesOf(name, words[0], config.dataDir)))
    return results.includes(1) ? 1 : Math.max(...results)
  })
}

/** If a file is given, it is that of care; those of other compartments are beside it. */
function copiesOf(name: Compartment, given: string | undefined, dataDir: string): string {
  if (given === undefined) return checkpointFile(dataDir, name)
  return name === 'care' ? given : checkpointFile(dirname(given), name)
}

async function verify(node: Node, name: Compartment, file: string): Promise<number> {
  const { kept, cutOff } = await readCheckpoints(file)
  const which = name === 'care' ? 'ledger' : `ledger of ${name}`
  if (cutOff.length > 0)
    process.stdout.write(`Cut off while it was written, and left aside: line ${cutOff.join(', ')} of ${file}.\n`)
  const { database, kernel } = node.compartment(name)
  // Read everything in one snapshot, because people go on working.
  const verdict = await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((transaction) => verifyLedger({ database: transaction, kernel }, node.nodeKey, kept))
  if (verdict.ok) {
    if (kept.length === 0) {
      process.stdout.write(
        `The ${verdict.lines} lines of the ${which} match, but no signed checkpoint was found in ${file}. Without one, a ledger rewritten as a whole would not be noticed.\n`,
      )
      return 2
    }
    process.stdout.write(
      `The ${which} is sound: ${verdict.lines} lines in ${verdict.chains} chains, checked against ${kept.length} checkpoints in ${file}.\n`,
    )
    return 0
  }
  const { kind, chain, seq, checkpoint } = verdict.broken
  const place = [
    chain !== undefined && `chain ${chain}`,
    seq !== undefined && `line ${seq}`,
    checkpoint !== undefined && `checkpoint ${checkpoint}`,
  ]
    .filter(Boolean)
    .join(', ')
  process.stderr.write(
    `The ${which} has been altered: ${kind} at ${place}.\nStop the node, keep a copy of its data and tell the data-protection officer.\n`,
  )
  return 1
}
