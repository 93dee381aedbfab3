import { type CodeOf, defineCodes, ownList, partOf } from '../codes/define-codes.ts'

/**
 * What police, courts, immigration and other bodies do to a child: the one list of screening and case. A child who was
 * made to break the law is in contact with any of them (reference 02, R16 and R20).
 */
export const justiceKind = defineCodes(
  'justice-kind',
  [
    'arrest',
    'charge',
    'summons',
    'detention',
    'fine',
    'diversion',
    'immigration-offence',
    'document-offence',
    'record',
    'questioned',
    'immigration-detention',
    'removal-order',
    'closed-institution',
    'held-as-witness',
    'treated-as-adult',
    'conviction',
    'status-offence',
    'other',
  ],
  { source: ownList },
)
export type JusticeKind = CodeOf<typeof justiceKind>

/** The child is held, or about to be sent away. Then hours count, not working days (CRC Art. 37(b) and (d), from memory). */
export const custodyKind = partOf(justiceKind, [
  'arrest',
  'detention',
  'immigration-detention',
  'removal-order',
  'closed-institution',
  'held-as-witness',
])

export function isCustody(kind: JusticeKind): boolean {
  return (custodyKind.values as readonly string[]).includes(kind)
}

/** It stands against the child later, and can be quashed or cleared (A/HRC/47/34 on non-punishment, from memory). */
export function leavesRecord(kind: JusticeKind): boolean {
  return kind === 'conviction' || kind === 'record'
}

/** Whether the child acted because of trafficking, or during it. `unknown` counts as possible. */
export const nexus = defineCodes('nexus', ['likely', 'possible', 'unknown', 'none-seen'], { source: ownList })
export type Nexus = CodeOf<typeof nexus>
