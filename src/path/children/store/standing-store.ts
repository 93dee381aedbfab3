import type { Tx } from '#kernel/tx'

/**
 * The ids of all records of what is now one child, the standing one first. Only the id itself if the actor may not see
 * it. Whoever may see one of them may see the standing one.
 */
export async function recordsOfChild(tx: Tx, id: string): Promise<[string, ...string[]]> {
  return (await tx.sees('child', id)) ? recordsIgnoringScopes(tx, id) : [id]
}

/** As `recordsOfChild`, for a decision that must not depend on what the actor may see. */
export async function recordsIgnoringScopes(tx: Tx, id: string): Promise<[string, ...string[]]> {
  let standing = id
  for (let next = await mergedInto(tx, id); next !== null; next = await mergedInto(tx, next)) standing = next
  return [standing, ...(await absorbedIn(tx, standing))]
}

async function mergedInto(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.openIgnoringScopes([id], () =>
    tx.db.selectFrom('children.child').select('merged_into').where('id', '=', id).executeTakeFirst(),
  )
  return row?.merged_into ?? null
}

async function absorbedIn(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.openIgnoringScopes([id], () =>
    tx.db.selectFrom('children.absorbed').select('absorbed_id').where('child_id', '=', id).execute(),
  )
  const all: string[] = []
  for (const { absorbed_id } of rows) all.push(absorbed_id, ...(await absorbedIn(tx, absorbed_id)))
  return all
}
