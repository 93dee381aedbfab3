import type pg from 'pg'
import { ledgerKeys } from '../ledger/keys.ts'
import { type LedgerMemory, openMemory } from '../ledger/record.ts'
import type { NodeKey } from '../vault/node-key.ts'
import type { Clock } from '../clock.ts'
import { type Compartment, type Database, openDatabase } from './database.ts'

/** One compartment of a node: its connections, as its own login role, and the kernel's tables in it. */
export interface OpenCompartment {
  readonly name: Compartment
  readonly pool: pg.Pool
  readonly database: Database
  readonly kernel: KernelTables
  /** What this process knows of the compartment's ledger. */
  readonly memory: LedgerMemory
  readonly clock: Clock
}

const names = [
  'command',
  'ledger',
  'ledger_head',
  'ledger_checkpoint',
  'outbox',
  'vault_key',
  'root',
  'worklist',
  'deadline',
  'job',
  'kin',
] as const

/**
 * The names of the kernel's tables in one compartment, e.g. `finance.outbox`. They have the same columns everywhere (a
 * test compares them), so all have the types of those in care. Only the kernel uses them.
 */
export type KernelTables = { readonly [Name in (typeof names)[number]]: `kernel.${Name}` }

const schemas: Record<Compartment, string> = {
  care: 'kernel',
  finance: 'finance',
  participation: 'participation',
  evidence: 'evidence',
}

export function kernelTables(compartment: Compartment): KernelTables {
  return Object.fromEntries(names.map((name) => [name, `${schemas[compartment]}.${name}`])) as unknown as KernelTables
}

/** The schema with the kernel's tables of a compartment. */
export function schemaOf(compartment: Compartment): string {
  return schemas[compartment]
}

export function openCompartment(
  name: Compartment,
  pool: pg.Pool,
  { nodeKey, clock }: { nodeKey: NodeKey; clock: Clock },
): OpenCompartment {
  const memory = openMemory(ledgerKeys(nodeKey, name).key)
  return { name, pool, database: openDatabase(pool), kernel: kernelTables(name), memory, clock }
}
