import { compareRows, type ComparedRows } from '#kernel/ledger/compare-rows'
import type { Compartment } from '#kernel/db/database'
import type { Node } from '#kernel/node'

/** What a comparison of the rows with the ledger finds, without the number of rows. */
export async function comparedRows(
  node: Node,
  name: Compartment = 'care',
): Promise<Pick<ComparedRows, 'found' | 'strange'>> {
  const compartment = node.compartment(name)
  const { rows: _, ...compared } = await compartment.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((database) => compareRows({ ...compartment, database }))
  return compared
}
