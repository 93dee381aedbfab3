import { inEveryLanguage, type DataWords } from '#lib/data-words'
import source from './agencies.json' with { type: 'json' }

const names = inEveryLanguage('demonstration.agencies', source)

/** The thirteen agencies of the demonstration country Meridia. */
export interface DemonstrationAgency {
  /** The id of an agency is made from this code, so that every load gives the same country. */
  code: keyof typeof source
  kind:
    | 'child-protection'
    | 'adult-services'
    | 'police'
    | 'labour-inspection'
    | 'health'
    | 'guardianship'
    | 'shelter'
    | 'hotline'
    | 'school'
    | 'border'
    | 'coordination'
  name: DataWords
}

const kinds: readonly Omit<DemonstrationAgency, 'name'>[] = [
  { code: 'MER-NCO', kind: 'coordination' },
  { code: 'MER-LINE', kind: 'hotline' },
  { code: 'MER-CPN', kind: 'child-protection' },
  { code: 'MER-CPL', kind: 'child-protection' },
  { code: 'MER-CPC', kind: 'child-protection' },
  { code: 'MER-CPS', kind: 'child-protection' },
  { code: 'MER-POL', kind: 'police' },
  { code: 'MER-LAB', kind: 'labour-inspection' },
  { code: 'MER-HOS', kind: 'health' },
  { code: 'MER-SCH', kind: 'school' },
  { code: 'MER-BOR', kind: 'border' },
  { code: 'MER-GUA', kind: 'guardianship' },
  { code: 'MER-ADU', kind: 'adult-services' },
]

export const agencies: readonly DemonstrationAgency[] = kinds.map((agency) => ({ ...agency, name: names[agency.code] }))
