import type pg from 'pg'
import { type Compartment, type Database, openDatabase } from './database.ts'

/** One compartment of a node: its connections, as its own login role, and the kernel's tables in it. */
export interface OpenCompartment {
  readonly name: Compartment
  readonly pool: pg.Pool
  readonly database: Database
  readonly kernel: KernelTables
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

export function openCompartment(name: Compartment, pool: pg.Pool): OpenCompartment {
  return { name, pool, database: openDatabase(pool), kernel: kernelTables(name) }
}
