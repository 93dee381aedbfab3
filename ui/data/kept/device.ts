/** One kept thing on the device. Only whose it is and in what order it came stand there openly. */
export interface SealedRow {
  id: string
  account: string
  order: number
  sealed: Uint8Array<ArrayBuffer>
}

/**
 * The public key of an account. The private one never stands on the device: browsers write what they store to disk
 * openly, and a file that was deleted can be read for long.
 */
export interface KeyRow {
  account: string
  publicKey: CryptoKey
}

let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('tenfold', 1)
    asked.addEventListener('upgradeneeded', () => {
      asked.result.createObjectStore('rows', { keyPath: 'id' }).createIndex('account', 'account')
      asked.result.createObjectStore('keys', { keyPath: 'account' })
    })
    asked.addEventListener('success', () => {
      // The browser may close it by itself, for example when its data are cleared.
      asked.result.addEventListener('close', () => (opened = undefined))
      resolve(asked.result)
    })
    asked.addEventListener('error', () => reject(asked.error ?? new Error('the device has no store')))
  })
  opened.catch(() => (opened = undefined))
  return opened
}

/** Asks a table. A change counts when the device has written it, not when it has heard of it. */
async function ask<Answer>(
  table: 'rows' | 'keys',
  mode: 'readonly' | 'readwrite',
  asking: (store: IDBObjectStore) => IDBRequest,
): Promise<Answer> {
  const work = (await open()).transaction(table, mode)
  return new Promise((resolve, reject) => {
    const asked = asking(work.objectStore(table))
    work.addEventListener('complete', () => resolve(asked.result as Answer))
    work.addEventListener('abort', () => reject(work.error ?? new Error('the device keeps nothing more')))
  })
}

export async function readRows(account: string): Promise<SealedRow[]> {
  const rows = await ask<SealedRow[]>('rows', 'readonly', (store) => store.index('account').getAll(account))
  return rows.sort((a, b) => a.order - b.order)
}

export function putRow(row: SealedRow): Promise<void> {
  return ask('rows', 'readwrite', (store) => store.put(row))
}

export function deleteRow(id: string): Promise<void> {
  return ask('rows', 'readwrite', (store) => store.delete(id))
}

/** How many things wait on this device, whoever wrote them. */
export function countRows(): Promise<number> {
  return ask('rows', 'readonly', (store) => store.count())
}

export function readKey(account: string): Promise<KeyRow | undefined> {
  return ask('keys', 'readonly', (store) => store.get(account))
}

export function putKey(row: KeyRow): Promise<void> {
  return ask('keys', 'readwrite', (store) => store.put(row))
}
