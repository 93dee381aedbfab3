interface Own {
  since: number
  to: number
}

/** By record: the versions that acts of this page replaced without a gap, and the one that stands since. */
const known = new Map<string, Own>()

/**
 * The version that an act on this record may stand on. A screen may still show the version before the person's own last
 * act: it has not been read again yet. The person knows what they did, so this is no change by somebody else.
 */
export function versionToStandOn(id: string, shown: number): number {
  const own = known.get(id)
  return own && own.since <= shown && shown < own.to ? own.to : shown
}

/** Remembers that an act which stood on `stoodOn` made the version `made`. */
export function rememberOwnVersion(id: string, stoodOn: number, made: number): void {
  const own = known.get(id)
  known.set(id, { since: own?.to === stoodOn ? own.since : stoodOn, to: made })
}
