/** `npx tenfold verify-ledger [--kept checkpoints.json]`: was any line of the log altered, removed or added? */
import { readFileSync } from 'node:fs'
import type { Checkpoint } from '#lib/ledger'
import { verifyLedger } from '#kernel/ledger/check'
import { readConfig } from '../server/config.ts'
import { withNode } from '../server/start.ts'

/** Exit code 0 when the ledger is what was written, 2 when it is not. `--kept` compares with copies of checkpoints from elsewhere. */
export async function verifyLedgerCommand(words: string[]): Promise<number> {
  const at = words.indexOf('--kept')
  const kept = at === -1 ? [] : (JSON.parse(readFileSync(words[at + 1] ?? '', 'utf8')) as Checkpoint[])
  const verdict = await withNode(readConfig(process.env), say, (node) =>
    // One view of the whole, because people go on working while we read.
    node.database.transaction().setIsolationLevel('repeatable read').execute((database) => verifyLedger(database, node.nodeKey, kept)),
  )
  if (verdict.ok) {
    process.stdout.write(`The ledger is whole: ${verdict.lines} lines in ${verdict.chains} chains, ${verdict.checkpoints} signed checkpoints.\n`)
    return 0
  }
  const { kind, chain, seq, checkpoint } = verdict.broken
  const where = [chain !== undefined && `chain ${chain}`, seq !== undefined && `line ${seq}`, checkpoint !== undefined && `checkpoint ${checkpoint}`]
  process.stdout.write(`The ledger was tampered with: ${kind} (${where.filter(Boolean).join(', ')}).\n`)
  return 2
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
