import type pg from 'pg'
import { emptyHead, type Head, type Json, lineHash } from '#lib/ledger'
import { newId } from '../ids.ts'
import { nodeActor } from '../actor.ts'
import { openTx } from '../tx.ts'
import { chainCount, chainOf } from './record.ts'
import type { TestNode } from '../../../tests/node.ts'

/** A record whose lines are in this chain. */
function recordIn(chain: number): string {
  for (;;) {
    const id = newId()
    if (chainOf(id) === chain) return id
  }
}

/** Lines of looks at records, one in each chain after the other: from sixteen on every chain has grown. */
export async function look(node: TestNode, times: number): Promise<void> {
  for (let index = 0; index < times; index++) {
    await openTx(node, nodeActor, async (tx) =>
      tx.ledger({
        at: tx.now.toISOString(),
        actor: 'account:a',
        act: 'view-concern',
        kind: 'look',
        subject: recordIn(index % chainCount),
        purpose: 'triage',
        policies: [],
      }),
    )
  }
}

interface Stored {
  chain: number
  seq: number
  line: Json
  hash: string
  mac: string | null
}

/**
 * What an intruder with the rights of a superuser does: links every chain anew from the first of `changed` on, and sets
 * the heads. They have no key, so they keep the MACs or take them away.
 */
export async function rewrite(
  client: pg.Client,
  change: (line: Stored) => Json | undefined,
  mac: 'kept' | 'taken away' = 'kept',
): Promise<void> {
  const { rows } = await client.query<Stored>(
    'select chain, seq, line, hash, mac from kernel.ledger order by chain, seq',
  )
  const heads = new Map<number, Head>()
  for (const row of rows) {
    const head = heads.get(row.chain) ?? emptyHead(String(row.chain))
    const line = change(row)
    const place = [row.chain, row.seq]
    await client.query('delete from kernel.ledger where chain = $1 and seq = $2', place)
    if (line === undefined) continue
    const hash = lineHash(head.hash, line)
    const own = mac === 'kept' ? row.mac : null
    heads.set(row.chain, { seq: head.seq + 1, hash })
    await client.query('insert into kernel.ledger (chain, seq, line, hash, mac) values ($1, $2, $3, $4, $5)', [
      row.chain,
      head.seq + 1,
      JSON.stringify(line),
      hash,
      own,
    ])
  }
  await client.query(`update kernel.ledger_head set seq = 0, hash = ''`)
  for (const [chain, { seq, hash }] of heads)
    await client.query('update kernel.ledger_head set seq = $2, hash = $3 where chain = $1', [chain, seq, hash])
}

/** Removes the newest line of every chain and sets the heads back. */
export async function cutTails(client: pg.Client): Promise<void> {
  await client.query(
    `delete from kernel.ledger where (chain, seq) in (select chain, max(seq) from kernel.ledger group by chain)`,
  )
  await client.query(
    `update kernel.ledger_head head set (seq, hash) = (select coalesce(max(seq), 0), coalesce((array_agg(hash order by seq desc))[1], '') from kernel.ledger where chain = head.chain)`,
  )
}

const tables = ['ledger', 'ledger_head', 'ledger_checkpoint']

/** A backup of the ledger inside the database, to go back to. */
export async function backUp(client: pg.Client): Promise<void> {
  await client.query('create schema backup')
  for (const table of tables) await client.query(`create table backup.${table} as table kernel.${table}`)
}

export async function goBack(client: pg.Client): Promise<void> {
  for (const table of tables) {
    await client.query(`delete from kernel.${table}`)
    await client.query(`insert into kernel.${table} select * from backup.${table}`)
  }
}
