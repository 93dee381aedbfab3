import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type NodeKey = Uint8Array

/**
 * Reads the node key: 32 bytes in base64, one line, in a file only its owner may read. Without it no sealed column can
 * be read.
 */
export function readNodeKey(file: string): NodeKey {
  const { text, mode, owned } = readKeyFile(file)
  // A file from systemd or an orchestrator belongs to root and grants us access through its group.
  const open = owned ? 0o077 : 0o037
  if ((mode & open) !== 0)
    throw new Error(
      `TENFOLD_NODE_KEY_FILE: others than its owner may use ${file} (mode ${mode.toString(8)}). Set it right with: chmod 600 '${file}'`,
    )
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) throw new Error(`TENFOLD_NODE_KEY_FILE: the key in ${file} is not 32 bytes in base64.`)
  return key
}

function readKeyFile(file: string): { text: string; mode: number; owned: boolean } {
  try {
    const { mode, uid } = statSync(file)
    return { text: readFileSync(file, 'utf8'), mode: mode & 0o777, owned: uid === process.getuid?.() }
  } catch (error) {
    throw new Error(
      `TENFOLD_NODE_KEY_FILE: ${file} cannot be read by this user: ${(error as NodeJS.ErrnoException).code}`,
      { cause: error },
    )
  }
}

/** Makes a node key that only its owner can read. Never overwrites one. */
export function createNodeKey(file: string): NodeKey {
  if (existsSync(file)) throw new Error(`There is a node key in ${file} already.`)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const key = randomBytes(32)
  // Write under another name, then link, so that a full disk or a power cut leaves no half key.
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  try {
    writeFileSync(draft, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    linkSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return key
}

/** Derives a key for one use (RFC 5869), so that a key of one use does not work for another. */
export function deriveKey(
  nodeKey: NodeKey,
  use:
    | 'wrap'
    | 'index'
    | 'receipt'
    | 'checkpoint'
    | 'session'
    | 'sign-in'
    | 'device'
    | 'agency-key'
    | `ledger:${string}`,
): Buffer {
  return Buffer.from(hkdfSync('sha256', nodeKey, '', `tenfold:${use}`, 32))
}
