import type { Vault } from './vault.ts'

interface WithVault {
  vault: Pick<Vault, 'seal' | 'unseal' | 'unsealMany'>
}

/** A sealed column of a table, declared once, so that a value opens where it was sealed. */
export interface SealedColumn<Value> {
  seal(tx: WithVault, subjectId: string, rowId: string, value: Value): Promise<Buffer>
  /** Null for nothing, which includes a text without a letter. */
  sealIfAny(tx: WithVault, subjectId: string, rowId: string, value: Value | null | undefined): Promise<Buffer | null>
  open(tx: WithVault, subjectId: string, rowId: string, sealed: Uint8Array): Promise<Value>
  open(tx: WithVault, subjectId: string, rowId: string, sealed: Uint8Array | null): Promise<Value | undefined>
  /** Opens the column of many rows. Undefined if nothing was sealed or the key was destroyed. */
  openAll(
    tx: WithVault,
    subjectId: string,
    rows: readonly { id: string; sealed: Uint8Array | null }[],
  ): Promise<(Value | undefined)[]>
}

/** A column of words. `place` names it in the vault, e.g. `referral.note`, and must never change. */
export function sealedText(place: string): SealedColumn<string> {
  return sealedColumn(
    place,
    (text) => text,
    (text) => text,
  )
}

/** A column of data. The caller says what it wrote there. */
export function sealedData<Value>(place: string): SealedColumn<Value> {
  return sealedColumn(
    place,
    (value: Value) => JSON.stringify(value),
    (text) => JSON.parse(text) as Value,
  )
}

function sealedColumn<Value>(
  place: string,
  write: (value: Value) => string,
  read: (text: string) => Value,
): SealedColumn<Value> {
  const seal = (tx: WithVault, subjectId: string, rowId: string, value: Value) =>
    tx.vault.seal(subjectId, `${place}:${rowId}`, write(value))
  async function open(tx: WithVault, subjectId: string, rowId: string, sealed: Uint8Array): Promise<Value>
  async function open(
    tx: WithVault,
    subjectId: string,
    rowId: string,
    sealed: Uint8Array | null,
  ): Promise<Value | undefined>
  async function open(tx: WithVault, subjectId: string, rowId: string, sealed: Uint8Array | null) {
    return sealed ? read(await tx.vault.unseal(subjectId, `${place}:${rowId}`, sealed)) : undefined
  }
  return {
    seal,
    sealIfAny: async (tx, subjectId, rowId, value) =>
      value === undefined || value === null || value === '' ? null : seal(tx, subjectId, rowId, value),
    open,
    async openAll(tx, subjectId, rows) {
      const filled = rows.flatMap(({ id, sealed }) => (sealed ? [{ id, sealed }] : []))
      const texts = await tx.vault.unsealMany(
        filled.map(({ id, sealed }) => ({ subjectId, place: `${place}:${id}`, sealed })),
      )
      const byId = new Map(filled.map(({ id }, index) => [id, texts[index]]))
      return rows.map(({ id }) => {
        const text = byId.get(id)
        return text === undefined ? undefined : read(text)
      })
    },
  }
}
