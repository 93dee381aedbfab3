/**
 * What people wrote on this page that the node does not have: unfinished, waiting for a connection, refused. It stands
 * sealed on the device (`sealing.ts`) and open in the memory of the page of its writer, never of anybody else.
 */
import { deleteRow, putRow, readRows, type SealedRow } from './device.ts'
import { canSeal, type Opener, seal, unseal } from './sealing.ts'
import type { Problem } from '../problem.ts'

/** Why something waits: no connection, its writer is signed out, the node asked for a pause. */
export type WaitsFor = 'connection' | 'sign-in' | 'pause'

/** `sent` stays only in the page's memory, so that a screen can say what became of it. */
export type KeptState = 'unfinished' | 'waiting' | 'sending' | 'refused' | 'sent'

export interface Kept<Data = unknown> {
  /** Also the id of the command that sends it, so that it arrives once. */
  readonly id: string
  /** Message id of what it is, e.g. `signals.kept.concern`. Says nothing about a child. */
  readonly what: string
  /** The record it belongs to, or empty. */
  readonly about: string
  /** The screen where its writer goes on with it. */
  readonly page: string
  readonly data: Data
  readonly at: string
  readonly state: KeptState
  /** The command to send; absent while it is unfinished. */
  readonly send?: { readonly address: string; readonly body: object }
  readonly waitsFor?: WaitsFor
  readonly problem?: Problem
}

/** Where it stands: on the device, or only on this page, because the browser cannot keep it or it is too much. */
export type Standing = 'device' | 'page' | 'too-much'

/** So much that no person writes it between two connections. More would fill a phone. */
const MOST_ROWS = 300
const LONGEST = 2_000_000

interface Desk {
  account: string
  keys: Partial<Opener>
}

let desk: Desk | undefined
let all: readonly Kept[] = []
const standing = new Map<string, Standing>()
const orders = new Map<string, number>()
const listeners = new Set<() => void>()

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function keptNow(): readonly Kept[] {
  return all
}

export function keeperNow(): string | undefined {
  return desk?.account
}

/** Whether what this person wrote is open here. */
export function holdsKeyOf(account: string): boolean {
  return desk?.account === account && desk.keys.privateKey !== undefined
}

/** `device` while everything of this page stands there. */
export function standingNow(): Standing {
  const places = all.filter(({ state }) => state !== 'sent').map(({ id }) => standing.get(id) ?? 'device')
  return places.find((place) => place !== 'device') ?? 'device'
}

function show(next: readonly Kept[]): void {
  all = next
  for (const listener of listeners) listener()
}

/**
 * This person works here now. With both keys what they wrote before is there again; with the public one alone the page
 * keeps what they write from now; without keys only this page has it.
 */
export async function openKept(account: string, keys: Partial<Opener>): Promise<void> {
  const { publicKey, privateKey } = keys
  const stored = publicKey && privateKey ? await openRows(account, { publicKey, privateKey }) : []
  // What was written here since the page was loaded comes last: it is the newest.
  const here = desk?.account === account ? all : []
  desk = { account, keys }
  const known = new Set(here.map(({ id }) => id))
  show([...stored.filter(({ id }) => !known.has(id)), ...here])
  for (const kept of here) if (kept.state !== 'sent') later(desk, kept.id, kept)
}

async function openRows(account: string, opener: Opener): Promise<Kept[]> {
  const opened: Kept[] = []
  for (const { id, order, sealed } of await readRows(account)) {
    // A row that does not open was written for other keys or was changed. It is not ours to throw away.
    const kept = (await unseal(opener, placeOf(account, id), sealed).catch(() => undefined)) as Kept | undefined
    if (!kept) continue
    orders.set(id, order)
    // Whatever was under way when the page closed is sent again, with the same id.
    opened.push(kept.state === 'sending' ? { ...kept, state: 'waiting' } : kept)
  }
  return opened
}

/** Nobody works here now. The page forgets; the device keeps what is sealed. */
export function leaveKept(): void {
  desk = undefined
  show([])
}

/** Keeps something new, or the next state of it. */
export function keep(kept: Kept): void {
  if (!desk) return
  if (!orders.has(kept.id)) orders.set(kept.id, Date.now() + orders.size / 1_000)
  const known = all.some(({ id }) => id === kept.id)
  show(known ? all.map((each) => (each.id === kept.id ? kept : each)) : [...all, kept])
  if (kept.state === 'sent') later(desk, kept.id, undefined)
  else later(desk, kept.id, kept)
}

export function drop(id: string): void {
  show(all.filter((each) => each.id !== id))
  if (desk) later(desk, id, undefined)
}

const owed = new Map<string, { desk: Desk; kept: Kept | undefined }>()
let writing: Promise<void> | undefined

/** The device is written one thing after another; of one thing only the newest state. */
function later(whose: Desk, id: string, kept: Kept | undefined): void {
  owed.set(id, { desk: whose, kept })
  writing ??= write()
}

async function write(): Promise<void> {
  for (let next = owed.entries().next(); !next.done; next = owed.entries().next()) {
    const [id, { desk: whose, kept }] = next.value
    owed.delete(id)
    const where = await writeOne(whose, id, kept).catch(() => 'page' as const)
    const changed = kept && (standing.get(id) ?? 'device') !== where
    if (kept) standing.set(id, where)
    else standing.delete(id)
    if (changed) show([...all])
  }
  writing = undefined
}

async function writeOne({ account, keys: { publicKey } }: Desk, id: string, kept: Kept | undefined): Promise<Standing> {
  if (!kept) {
    if (canSeal()) await deleteRow(id)
    return 'device'
  }
  if (!publicKey) return 'page'
  const sealed = await seal(publicKey, placeOf(account, id), kept)
  if (sealed.length > LONGEST || all.length > MOST_ROWS) return 'too-much'
  const row: SealedRow = { id, account, order: orders.get(id) ?? Date.now(), sealed }
  await putRow(row)
  return 'device'
}

/** Resolves when the device has all that was kept so far. */
export async function settleKept(): Promise<void> {
  while (writing) await writing
}

function placeOf(account: string, id: string): string {
  return `${account} ${id}`
}
