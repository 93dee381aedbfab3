import { nodeActor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import { openTx, type Tx } from '#kernel/tx'
import { unsealRows } from './child-store.ts'
import { tokenScheme, tokensOfChild } from './tokens.ts'

const setting = 'children.tokens'
const batchSize = 100
/** The row policy compares every new row with all open children, so few are open at a time. */
const openTogether = 10

interface Written {
  scheme: number
  /** The last child with new tokens. Children are processed in the order of their ids. */
  after: string | null
}

/**
 * Writes the search tokens of all children again if this version has another token scheme. It runs before the node
 * serves, because a search does not find a child with old tokens. After an interruption it continues.
 *
 * @returns the number of children
 */
export async function bringTokensUpToDate(
  node: Node,
  onProgress: (written: number) => void = () => {},
): Promise<number> {
  const row = await node.database
    .selectFrom('kernel.setting')
    .select('value')
    .where('name', '=', setting)
    .executeTakeFirst()
  const before = row?.value as unknown as Written | undefined
  if (before?.scheme === tokenScheme && before.after === null) return 0
  let after: string | null = before?.scheme === tokenScheme ? before.after : '00000000-0000-0000-0000-000000000000'
  let written = 0
  while (after !== null) {
    const batch: { last: string | null; count: number } = await openTx(node, nodeActor, (tx) =>
      refreshAfter(tx, after!),
    )
    after = batch.last
    written += batch.count
    onProgress(written)
  }
  return written
}

async function refreshAfter(tx: Tx, after: string): Promise<{ last: string | null; count: number }> {
  const rows = await tx.db
    .selectFrom('children.child')
    .select(['id', 'status', 'sealed_fields'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(batchSize)
    .execute()
  const ids = rows.map(({ id }) => id)
  const last = rows.length < batchSize ? null : ids.at(-1)!
  const unsealed = rows.length > 0 ? await unsealRows(tx, rows) : []
  const tokens = rows.map(({ id, status }, index) => {
    const row = unsealed[index]
    return row && status === 'current'
      ? tokensOfChild(tx.vault, row, tx.today).map((token) => ({ child_id: id, token }))
      : []
  })
  for (let from = 0; from < ids.length; from += openTogether)
    await writeTokens(tx, ids.slice(from, from + openTogether), tokens.slice(from, from + openTogether).flat())
  const value = JSON.stringify({ scheme: tokenScheme, after: last } satisfies Written)
  await tx.db
    .insertInto('kernel.setting')
    .values({ name: setting, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return { last, count: ids.length }
}

async function writeTokens(
  tx: Tx,
  ids: readonly string[],
  tokens: readonly { child_id: string; token: Buffer }[],
): Promise<void> {
  await tx.openIgnoringScopes(ids, async () => {
    await tx.db.deleteFrom('children.name_token').where('child_id', 'in', ids).execute()
    if (tokens.length > 0) await tx.db.insertInto('children.name_token').values(tokens).execute()
  })
}
