import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type NodeKey = Uint8Array

/** Reads the node key: 32 bytes in base64, one line. Without it every sealed column reads as noise. */
export function readNodeKey(file: string): NodeKey {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new Error(`The node key in ${file} is not 32 bytes in base64.`)
  return key
}

/** Makes a node key readable by its owner only. Never overwrites one. */
export function createNodeKey(file: string): NodeKey {
  if (existsSync(file)) throw new Error(`There is a node key in ${file} already.`)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const key = randomBytes(32)
  // Written beside and linked, so that a full disk or a power cut leaves no half key under its name.
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  try {
    writeFileSync(draft, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    linkSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return key
}

/** A key for one use only (RFC 5869), so that no use can stand in for another. */
export function deriveKey(nodeKey: NodeKey, use: 'wrap' | 'index' | 'receipt' | 'checkpoint' | 'session'): Buffer {
  return Buffer.from(hkdfSync('sha256', nodeKey, '', `tenfold:${use}`, 32))
}
