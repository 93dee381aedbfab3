import { meridia } from './meridia.ts'
import type { JurisdictionProfile } from './model.ts'
import { sundale } from './sundale.ts'

/** Every country this node knows the rules of. Adding one: docs/how-to/add-an-authority.md. */
export const jurisdictionProfiles: readonly JurisdictionProfile[] = [meridia, sundale]

/** The rules of a country, or undefined: then nothing is guessed and the matter waits for the national coordinator. */
export function findProfile(country: string): JurisdictionProfile | undefined {
  return jurisdictionProfiles.find((profile) => profile.country === country)
}
