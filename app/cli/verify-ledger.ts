import { verifyLedger } from '#kernel/ledger/check'
import { checkpointFile, readCheckpoints } from '../server/checkpoints.ts'
import { besideANode } from './beside-a-node.ts'

/**
 * `npx tenfold verify-ledger [file with checkpoints]`: exit code 0 if the ledger has not been altered, 1 if it has, 2
 * if there was nothing from outside the database to compare it with.
 */
export async function verifyLedgerCommand(words: string[]): Promise<number> {
  return besideANode(async (node, config) => {
    const file = words[0] ?? checkpointFile(config.dataDir)
    const { kept, cutOff } = await readCheckpoints(file)
    if (cutOff.length > 0)
      process.stdout.write(`Cut off while it was written, and left aside: line ${cutOff.join(', ')} of ${file}.\n`)
    // Read everything in one snapshot, because people go on working.
    const verdict = await node.database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((database) => verifyLedger(database, node.nodeKey, kept))
    if (verdict.ok) {
      if (kept.length === 0) {
        process.stdout.write(
          `The ${verdict.lines} lines match, but no signed checkpoint was found in ${file}. Without one, a ledger rewritten as a whole would not be noticed.\n`,
        )
        return 2
      }
      process.stdout.write(
        `The ledger is sound: ${verdict.lines} lines in ${verdict.chains} chains, checked against ${kept.length} checkpoints in ${file}.\n`,
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
      `The ledger has been altered: ${kind} at ${place}.\nStop the node, keep a copy of its data and tell the data-protection officer.\n`,
    )
    return 1
  })
}
