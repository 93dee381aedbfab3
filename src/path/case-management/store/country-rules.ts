import type { Tx } from '#kernel/tx'
import { Refused, refuse } from '#kernel/refusal'
import { findProfile, type JurisdictionProfile } from '#standards'

/** The rules of the case's country, or of this node. */
export function getProfile(tx: Tx, country?: string): JurisdictionProfile {
  const profile = (country && findProfile(country)) || findProfile(tx.country)
  if (!profile) throw new Refused(refuse('country-rules-missing', { status: 503 }))
  return profile
}
