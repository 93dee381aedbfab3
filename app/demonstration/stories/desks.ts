import type { Plan } from './plan.ts'

/** The people of a child-protection authority in the stories. */
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

/** The child-protection desk responsible for a place; Lakeland's if the place is not known. */
export function deskFor(place: string | undefined): ProtectionDesk {
  return desks[place?.slice(0, 4) ?? 'XM02']!
}

/** The person who takes concerns from this place. The people of the child line take turns. */
export function triageFor({ place, words }: Plan): string {
  if (place?.startsWith('XM04')) return 'jory@cps'
  return ['ivo@line', 'hanne@line', 'rashid@line'][words % 3]!
}

/** The child of a story after registration. */
export interface Subject {
  concernId: string
  childId: string
  /** The person who refers. */
  by: string
}
