import type { Change } from './fold.ts'

/** What a record has of its own. A merge adds nothing to it, so undoing a merge takes nothing from it. */
interface OwnPart {
  readonly changes: readonly Change[]
  /** Who was given access to this record by name: at registration, by a referral, by a case. */
  readonly ownScopes: readonly number[]
  /**
   * Records that looked like this one when it was registered without a network, until a person has decided. Null for a
   * record from before they were stored; then only the list knows.
   */
  readonly likelyIds: readonly string[] | null
  /** Records merged into this one. */
  readonly absorbed: readonly Absorbed[]
}

/** A record that was merged into another, so that the merge can be undone. */
export interface Absorbed extends OwnPart {
  readonly mergeId: string
  readonly childId: string
}

/** State for decisions about a registered child. */
export interface ChildState extends OwnPart {
  readonly id: string
  readonly version: number
  /** Who may see the record: `sightOf`, as it is stored. */
  readonly scopes: readonly number[]
  readonly agencyId: string | null
  readonly status: 'current' | 'merged'
  /** The record this one is merged into, while `status` is `merged`. */
  readonly mergedInto: string | null
  readonly registeredAt: Date
}

/** Everything that is merged into a record, at any depth. */
export function allAbsorbed({ absorbed }: Pick<OwnPart, 'absorbed'>): Absorbed[] {
  return absorbed.flatMap((one) => [one, ...allAbsorbed(one)])
}

/** All changes of the child: those of the record and of records merged into it. */
export function allChanges(child: Pick<ChildState, 'changes' | 'absorbed'>): Change[] {
  return [child, ...allAbsorbed(child)].flatMap(({ changes }) => changes)
}

/** The ids of the record and of records merged into it: all of what is now one child. */
export function recordsOf(child: Pick<ChildState, 'id' | 'absorbed'>): string[] {
  return [child.id, ...allAbsorbed(child).map(({ childId }) => childId)]
}

/** Who was given access to which of the records that are one child now, this record first. */
export function grantsOf(child: Pick<ChildState, 'id' | 'ownScopes' | 'absorbed'>): RecordGrant[] {
  const absorbed = allAbsorbed(child).map(({ childId, ownScopes }) => ({ recordId: childId, scopes: [...ownScopes] }))
  return [{ recordId: child.id, scopes: [...child.ownScopes] }, ...absorbed]
}

export interface RecordGrant {
  recordId: string
  scopes: number[]
}

/** Who may see a record: its own grants and those of everything merged into it. It is worked out, never subtracted. */
export function sightOf(child: Pick<ChildState, 'ownScopes' | 'absorbed'>): number[] {
  return [...new Set([child, ...allAbsorbed(child)].flatMap(({ ownScopes }) => ownScopes))]
}

/** Possible duplicates about which nobody has decided: neither merged nor kept apart. Undefined if they are not stored. */
export function undecidedOf(child: Pick<ChildState, 'id' | 'likelyIds' | 'absorbed'>): string[] | undefined {
  if (child.likelyIds === null) return undefined
  const one = new Set(recordsOf(child))
  const likely = [child, ...allAbsorbed(child)].flatMap(({ likelyIds }) => likelyIds ?? [])
  return [...new Set(likely)].filter((id) => !one.has(id))
}
