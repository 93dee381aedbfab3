import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Writing } from '../db/transaction.ts'
import type { Refusal } from '../refusal.ts'
import { deriveKey, type NodeKey } from './node-key.ts'
import { sealBytes, unsealBytes } from './seal.ts'
import { tokenOf } from './subject-key.ts'

/** Sealed columns with a data key for each child or concern. Destroying the key erases the data. */
export interface Vault {
  /** Makes the key of a new record. `orRefuse` is the refusal if the id has a key already. */
  begin(subjectId: string, orRefuse: Refusal): void
  /** Reads the key early, together with other reads. */
  prepare(subjectId: string): Promise<void>
  /** `place` names the column and row, e.g. `children.name:<id>`. The value opens only there. */
  seal(subjectId: string, place: string, text: string): Promise<Buffer>
  unseal(subjectId: string, place: string, sealed: Uint8Array): Promise<string>
  /** Opens many values with at most one query for their keys. A value is undefined if its key was destroyed. */
  unsealMany(values: readonly SealedValue[]): Promise<(string | undefined)[]>
  /** HMAC of a search key. Equal words give equal tokens. Without the node key a token reveals nothing. */
  token(kind: string, word: string): Buffer
  /** Destroys the key. Nobody can ever read this subject's sealed data again. */
  destroyKey(subjectId: string): Promise<void>
}

export interface SealedValue {
  subjectId: string
  /** The subject's stored key, if a query has read it; null if it was destroyed. */
  wrapped?: Uint8Array | null
  place: string
  sealed: Uint8Array
}

export interface VaultKeys {
  wrap: Buffer
  index: Buffer
}

export function vaultKeys(nodeKey: NodeKey): VaultKeys {
  return { wrap: deriveKey(nodeKey, 'wrap'), index: deriveKey(nodeKey, 'index') }
}

/** The vault of one transaction. It drops unwrapped keys at the end. */
export function openVault({ db, write, kernel }: Writing, keys: VaultKeys, now: () => Date): Vault {
  const opened = new Map<string, Buffer>()

  async function loadKeys(subjectIds: readonly string[]): Promise<void> {
    const wanted = [...new Set(subjectIds)].filter((id) => !opened.has(id))
    if (wanted.length === 0) return
    const rows = await db
      .selectFrom(kernel.vault_key)
      .select(['subject_id', 'wrapped'])
      .where('subject_id', '=', sql<string>`any (${wanted}::uuid[])`)
      .execute()
    for (const { subject_id, wrapped } of rows) unwrap(subject_id, wrapped)
  }

  function unwrap(subjectId: string, wrapped: Uint8Array | null): void {
    if (wrapped && !opened.has(subjectId))
      opened.set(subjectId, unsealBytes(keys.wrap, `vault-key:${subjectId}`, wrapped))
  }

  async function keyFor(subjectId: string): Promise<Buffer> {
    await loadKeys([subjectId])
    const existing = opened.get(subjectId)
    if (existing) return existing
    const key = randomBytes(32)
    const inserted = await db
      .insertInto(kernel.vault_key)
      .values({
        subject_id: subjectId,
        wrapped: sealBytes(keys.wrap, `vault-key:${subjectId}`, key),
        created_at: now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      await loadKeys([subjectId])
      const other = opened.get(subjectId)
      if (!other) throw new Error('The key of this record was destroyed; nothing can be written to it.')
      return other
    }
    opened.set(subjectId, key)
    return key
  }

  return {
    begin(subjectId, orRefuse) {
      const key = randomBytes(32)
      write(
        db.insertInto(kernel.vault_key).values({
          subject_id: subjectId,
          wrapped: sealBytes(keys.wrap, `vault-key:${subjectId}`, key),
          created_at: now(),
        }),
        orRefuse,
      )
      opened.set(subjectId, key)
    },
    prepare: (subjectId) => loadKeys([subjectId]),
    async seal(subjectId, place, text) {
      return sealBytes(await keyFor(subjectId), place, Buffer.from(text, 'utf8'))
    },
    async unseal(subjectId, place, sealed) {
      await loadKeys([subjectId])
      const key = opened.get(subjectId)
      if (!key) throw new Error('The key of this record was destroyed.')
      return unsealBytes(key, place, sealed).toString('utf8')
    },
    async unsealMany(values) {
      for (const { subjectId, wrapped } of values) if (wrapped !== undefined) unwrap(subjectId, wrapped)
      await loadKeys(values.filter(({ wrapped }) => wrapped === undefined).map(({ subjectId }) => subjectId))
      return values.map(({ subjectId, place, sealed }) => {
        const key = opened.get(subjectId)
        return key && unsealBytes(key, place, sealed).toString('utf8')
      })
    },
    token: (kind, word) => tokenOf(keys.index, kind, word),
    async destroyKey(subjectId) {
      write(
        db
          .updateTable(kernel.vault_key)
          .set({ wrapped: null, destroyed_at: now() })
          .where('subject_id', '=', subjectId),
      )
      opened.delete(subjectId)
    },
  }
}
