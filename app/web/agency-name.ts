import type { Text } from '#ui'

/** An agency comes as a name or as an id with its name in several languages. */
export function agencyName(agency: string | { name: Text | string }, t: (text: Text) => string): string {
  if (typeof agency === 'string') return agency
  return typeof agency.name === 'string' ? agency.name : t(agency.name)
}
