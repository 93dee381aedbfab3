import type { Plan } from './plan.ts'

/** The people of a child-protection authority, as the stories need them. */
export interface ProtectionDesk {
  authority: string
  supervisor: string
  workers: readonly string[]
}

const desks: Record<string, ProtectionDesk> = {
  XM01: { authority: 'nils@cpn', supervisor: 'vera@cpn', workers: ['zora@cpn', 'imre@cpn'] },
  XM02: { authority: 'sahar@cpl', supervisor: 'odile@cpl', workers: ['brannoc@cpl', 'khalil@cpl'] },
  XM03: { authority: 'otto@cpc', supervisor: 'nadia@cpc', workers: ['signe@cpc', 'teodor@cpc'] },
  XM04: { authority: 'jory@cps', supervisor: 'brigida@cps', workers: ['salma@cps', 'anselm@cps'] },
}

/** The child-protection desk that answers for a place; Lakeland's where nobody knows the place. */
export function deskFor(place: string | undefined): ProtectionDesk {
  return desks[place?.slice(0, 4) ?? 'XM02']!
}

/** Who looks at concerns from this place first; at the child line they take turns. */
export function triageFor({ place, words }: Plan): string {
  if (place?.startsWith('XM04')) return 'jory@cps'
  return ['ivo@line', 'hanne@line', 'rashid@line'][words % 3]!
}

/** Whom a story is about once the child is registered. */
export interface Subject {
  concernId: string
  childId: string
  /** Who refers. */
  by: string
}
