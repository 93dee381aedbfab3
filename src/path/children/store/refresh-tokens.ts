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
 * serves, because a search does not find a child with old tokens. It writes only what differs. After an interruption it
 * continues.
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
  const stored = await storedTokens(tx, ids)
  const changes = rows.map(({ id, status }, index) => {
    const row = unsealed[index]
    const wanted = row && status === 'current' ? tokensOfChild(tx.vault, row, tx.today) : []
    return changesOf(id, stored.get(id) ?? new Map(), wanted)
  })
  const changed = changes.filter(({ add, remove }) => add.length + remove.length > 0)
  for (let from = 0; from < changed.length; from += openTogether)
    await writeChanges(tx, changed.slice(from, from + openTogether))
  const value = JSON.stringify({ scheme: tokenScheme, after: last } satisfies Written)
  await tx.db
    .insertInto('kernel.setting')
    .values({ name: setting, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return { last, count: ids.length }
}

interface Changes {
  id: string
  add: readonly Buffer[]
  remove: readonly Buffer[]
}

/** The tokens of these children, by id and by their bytes as text. */
async function storedTokens(tx: Tx, ids: readonly string[]): Promise<Map<string, Map<string, Buffer>>> {
  const byChild = new Map(ids.map((id) => [id, new Map<string, Buffer>()]))
  if (ids.length === 0) return byChild
  const rows = await tx.db.selectFrom('children.name_token').selectAll().where('child_id', 'in', ids).execute()
  for (const { child_id, token } of rows) byChild.get(child_id)?.set(token.toString('base64'), token)
  return byChild
}

/** A new scheme mostly changes the tokens of some scripts only, so most children keep theirs and nothing is written. */
function changesOf(id: string, stored: ReadonlyMap<string, Buffer>, wanted: readonly Buffer[]): Changes {
  const keep = new Set(wanted.map((token) => token.toString('base64')))
  return {
    id,
    add: wanted.filter((token) => !stored.has(token.toString('base64'))),
    remove: [...stored].filter(([text]) => !keep.has(text)).map(([, token]) => token),
  }
}

async function writeChanges(tx: Tx, changes: readonly Changes[]): Promise<void> {
  const added = changes.flatMap(({ id, add }) => add.map((token) => ({ child_id: id, token })))
  const ids = changes.map(({ id }) => id)
  await tx.openIgnoringScopes(ids, async () => {
    for (const { id, remove } of changes)
      if (remove.length > 0)
        await tx.db.deleteFrom('children.name_token').where('child_id', '=', id).where('token', 'in', remove).execute()
    if (added.length > 0) await tx.db.insertInto('children.name_token').values(added).execute()
  })
}
