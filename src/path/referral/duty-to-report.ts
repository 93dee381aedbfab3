import type { JurisdictionProfile } from '#standards'
import type { AuthorityKind } from '#standards/codes'
import type { ShareGroup } from './codes.ts'
import { smallShare } from './share-defaults.ts'

/** The country's rule that this kind of authority must be told, if there is one. */
export function dutyToTell({ consent }: JurisdictionProfile, kind: AuthorityKind | undefined) {
  return consent.dutyToReport?.find((rule) => rule.kind === kind)
}

/**
 * Whether the law leaves no choice about these facts. A duty to report is about what the authority needs to begin; for
 * anything more the child is asked like for everything else.
 */
export function isOwedByLaw(
  profile: JurisdictionProfile,
  kind: AuthorityKind | undefined,
  group: ShareGroup,
): kind is AuthorityKind {
  return kind !== undefined && dutyToTell(profile, kind) !== undefined && smallShare(kind).includes(group)
}
