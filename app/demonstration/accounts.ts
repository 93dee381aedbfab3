import type { Role } from '#kernel/roles'
import type { DataWords } from '#lib/data-words'
import { agencies } from './agencies.ts'

export interface DemonstrationAccount {
  name: string
  email: string
  password: string
  roles: readonly Role[]
  agency: DataWords
  agencyCode: string
  language: string
}

/** One password for all: the demonstration has no data about real people. */
const password = 'meridia-demo'

type Person = [name: string, agencyCode: string, roles: Role[], language?: string]

/** Forty-one invented people. The sign-in page offers the first ten. */
const people: Person[] = [
  ['Tamsin Arrol', 'MER-SCH', ['worker']],
  ['Ivo Lenhart', 'MER-LINE', ['triage']],
  ['Sahar Idrin', 'MER-CPL', ['authority'], 'ar'],
  ['Brannoc Vey', 'MER-CPL', ['caseworker']],
  ['Odile Marchetti-Rau', 'MER-CPL', ['supervisor']],
  ['Yunis Halabor', 'MER-NCO', ['coordinator'], 'ar'],
  ['Petra Quillon', 'MER-GUA', ['guardian']],
  ['Dagny Orrest', 'MER-BOR', ['worker']],
  ['Mirko Astell', 'MER-POL', ['authority']],
  ['Esther Kolvane', 'MER-NCO', ['administrator']],
  ['Lior Tannick', 'MER-SCH', ['worker']],
  ['Amal Serrouf', 'MER-SCH', ['worker'], 'ar'],
  ['Cosmo Bretten', 'MER-SCH', ['worker']],
  ['Hanne Volstad', 'MER-LINE', ['triage', 'worker']],
  ['Rashid Ommar', 'MER-LINE', ['triage'], 'ar'],
  ['Greta Sollis', 'MER-LINE', ['supervisor']],
  ['Nils Ardent', 'MER-CPN', ['authority']],
  ['Zora Pellan', 'MER-CPN', ['caseworker']],
  ['Imre Castellan', 'MER-CPN', ['caseworker']],
  ['Vera Maddox-Ley', 'MER-CPN', ['supervisor']],
  ['Khalil Nourane', 'MER-CPL', ['caseworker'], 'ar'],
  ['Fenna Drisk', 'MER-CPL', ['authority', 'worker']],
  ['Otto Wrenfield', 'MER-CPC', ['authority']],
  ['Layla Benour', 'MER-CPC', ['authority'], 'ar'],
  ['Signe Aldaro', 'MER-CPC', ['caseworker']],
  ['Teodor Blick', 'MER-CPC', ['caseworker']],
  ['Nadia Farquel', 'MER-CPC', ['supervisor']],
  ['Jory Penhallick', 'MER-CPS', ['authority', 'triage']],
  ['Salma Tariqi-Ven', 'MER-CPS', ['caseworker'], 'ar'],
  ['Anselm Rooke', 'MER-CPS', ['caseworker']],
  ['Brigida Tolland', 'MER-CPS', ['supervisor']],
  ['Kaspar Yelland', 'MER-POL', ['authority', 'worker']],
  ['Dunya Merrick', 'MER-POL', ['supervisor']],
  ['Elspeth Varga-Hume', 'MER-LAB', ['worker', 'authority']],
  ['Tobias Renn', 'MER-LAB', ['worker']],
  ['Farida Ostrell', 'MER-HOS', ['worker', 'authority'], 'ar'],
  ['Magnus Leith', 'MER-HOS', ['worker', 'administrator']],
  ['Ysolde Crane', 'MER-BOR', ['worker']],
  ['Idris Calloway-Nur', 'MER-GUA', ['guardian'], 'ar'],
  ['Roswitha Enders', 'MER-GUA', ['guardian', 'authority']],
  ['Marit Okonjo', 'MER-ADU', ['authority', 'caseworker', 'supervisor']],
]

export function demonstrationAccounts(): DemonstrationAccount[] {
  return people.map(([name, agencyCode, roles, language = 'en']) => ({
    name,
    email: `${name.split(' ')[0]!.toLowerCase()}@${agencyCode.slice(4).toLowerCase()}.meridia.example`,
    password,
    roles,
    agency: agencies.find((agency) => agency.code === agencyCode)!.name,
    agencyCode,
    language,
  }))
}
