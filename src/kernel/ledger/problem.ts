import type { BrokenPlace } from '#lib/ledger'

/** Why the ledger in the database is not the one that this node left there. */
export type LedgerProblem =
  /** It ends before something that was kept outside: an older copy of the database, or lines that were removed. */
  | { kind: 'older'; at: string }
  /** It has other lines than it had. */
  | { kind: 'altered'; place: BrokenPlace }

/** In the words of an operator. `which` is for example `ledger` or `ledger of finance`. */
export function sayProblem(problem: LedgerProblem, which: string): string {
  return problem.kind === 'older'
    ? `The database is older than what this node kept of its ${which} on ${problem.at}. If a backup was restored, say so with "npx tenfold verify-ledger --restored"; if not, work was removed.`
    : `The ${which} has been altered: ${sayPlace(problem.place)}. Run "npx tenfold verify-ledger" and tell the data-protection officer.`
}

export function sayPlace({ kind, chain, seq, checkpoint, mark }: BrokenPlace): string {
  const place = [
    chain !== undefined && `chain ${chain}`,
    seq !== undefined && `line ${seq}`,
    checkpoint !== undefined && `checkpoint ${checkpoint}`,
    mark && 'the mark',
  ].filter(Boolean)
  return place.length > 0 ? `${kind} at ${place.join(', ')}` : kind
}
