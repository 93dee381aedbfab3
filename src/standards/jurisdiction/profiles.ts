import { meridia } from './meridia.ts'
import type { JurisdictionProfile } from './model.ts'
import { sundale } from './sundale.ts'

/** The countries with rules on this node. To add one: docs/how-to/add-an-authority.md. */
export const jurisdictionProfiles: readonly JurisdictionProfile[] = [meridia, sundale]

/** The time zone in which a country's days begin. Without rules for the country it is UTC. */
export function timeZoneOf(country: string): string {
  return findProfile(country)?.timeZone ?? 'UTC'
}

/** Codes that ISO 3166-1 leaves to its users: no country has one, so a fictional country may. */
const userAssigned = /^X[A-Z]$/

/** The fictional countries that a node in a fictional country knows besides the real ones, by code. A real node knows none. */
export function fictionalCountriesOf(country: string): Record<string, JurisdictionProfile['name']> {
  if (!userAssigned.test(country)) return {}
  const fictional = jurisdictionProfiles.filter((profile) => userAssigned.test(profile.country))
  return Object.fromEntries(fictional.map((profile) => [profile.country, profile.name]))
}

/** The rules of a country. Undefined means that nothing is guessed, and the national coordinator decides. */
export function findProfile(country: string): JurisdictionProfile | undefined {
  return jurisdictionProfiles.find((profile) => profile.country === country)
}
