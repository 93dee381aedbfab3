import { type Checkpoint, isGenuine, isGenuineMark, type Mark, verifyStream } from '#lib/ledger'
import type { NodeKey } from '../vault/node-key.ts'
import { findLost, type Kept, type Ledger, newestCheckpoint, readHeads, readLines } from './check.ts'
import { ledgerKeys } from './keys.ts'
import type { LedgerProblem } from './problem.ts'

/**
 * Compares a ledger with the newest checkpoint known, in the database and outside, and with the mark, and reads only the
 * lines after that checkpoint. It takes milliseconds, so every start can do it. What is older, `verifyLedger` reads.
 */
export async function checkTail(
  ledger: Ledger,
  nodeKey: NodeKey,
  { copies = [], mark }: Kept,
): Promise<LedgerProblem | undefined> {
  const { key, oldKeys } = ledgerKeys(nodeKey, ledger.name)
  const keys = [key, ...oldKeys]
  const stored = await newestCheckpoint(ledger)
  if (stored !== undefined && !isGenuine(stored, keys, ledger.name))
    return { kind: 'altered', place: { kind: 'forged-checkpoint' } }
  const copy = newestOf(copies.filter((each) => isGenuine(each, keys, ledger.name)))
  if (copies.length > 0 && !copy) return { kind: 'altered', place: { kind: 'forged-checkpoint' } }
  if (copy && (stored?.number ?? 0) < copy.number) return { kind: 'older', at: copy.at }
  if (copy && !(await hasCheckpoint(ledger, copy)))
    return { kind: 'altered', place: { kind: 'missing-checkpoint', checkpoint: copy.number } }
  if (mark !== undefined && !isGenuineMark(mark, keys, ledger.name))
    return { kind: 'altered', place: { kind: 'forged-mark', mark: true } }
  return (await tornOff(ledger, mark)) ?? (await brokenTail(ledger, nodeKey, stored))
}

function newestOf(checkpoints: readonly Checkpoint[]): Checkpoint | undefined {
  return checkpoints.reduce<Checkpoint | undefined>(
    (newest, each) => (newest && newest.number >= each.number ? newest : each),
    undefined,
  )
}

async function hasCheckpoint({ database, kernel }: Ledger, { number, signature }: Checkpoint): Promise<boolean> {
  const row = await database
    .selectFrom(kernel.ledger_checkpoint)
    .select('checkpoint')
    .where('number', '=', number)
    .executeTakeFirst()
  return (row?.checkpoint as unknown as Checkpoint | undefined)?.signature === signature
}

/** A line of the mark that is not there: the end of the chain was removed, or the line is another one. */
async function tornOff(ledger: Ledger, mark: Mark | undefined): Promise<LedgerProblem | undefined> {
  if (!mark) return undefined
  const lost = await findLost(ledger, mark.heads)
  if (lost.length === 0) return undefined
  const heads = await readHeads(ledger)
  const other = lost.find(({ chain, seq }) => (heads[chain]?.seq ?? 0) >= seq)
  return other
    ? { kind: 'altered', place: { kind: 'rewritten-chain', ...other, mark: true } }
    : { kind: 'older', at: mark.at }
}

async function brokenTail(
  ledger: Ledger,
  nodeKey: NodeKey,
  stored: Checkpoint | undefined,
): Promise<LedgerProblem | undefined> {
  // Before the update the lines had no MACs. The checkpoint that the update makes says so, and comes next.
  if (stored && stored.keyId === undefined) return undefined
  const from = stored?.heads ?? {}
  const [lost] = await findLost(ledger, from)
  if (lost) return { kind: 'altered', place: { kind: 'rewritten-chain', ...lost } }
  const heads = await readHeads(ledger)
  const evidence = { heads, checkpoints: [], from, ledger: ledger.name, ...ledgerKeys(nodeKey, ledger.name) }
  const verdict = await verifyStream(readLines(ledger, heads, from), evidence)
  return verdict.ok ? undefined : { kind: 'altered', place: verdict.broken }
}
