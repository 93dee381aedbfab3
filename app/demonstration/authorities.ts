import { inEveryLanguage, type DataWords } from '#lib/data-words'
import type { Authority } from '#path/referral'
import { formsOfExploitation, namedForm } from '#standards/codes'
import { agencies } from './agencies.ts'
import source from './desks.json' with { type: 'json' }
import { idFor } from './ids.ts'

const desks = inEveryLanguage('demonstration.desks', source)

type Hours = Authority['onCall']

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const dayAndNight: Hours = everyDay.map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))
const dayAndEvening: Hours = everyDay.map((weekday) => ({ weekday, from: '06:00', to: '22:00' }))
const officeHours: Hours = [7, 1, 2, 3, 4].map((weekday) => ({ weekday, from: '08:00', to: '16:00' }))

/** The labour inspection answers for every form of work; the others for any form. */
const formsOfWork = namedForm.values.filter((form) => formsOfExploitation[form].group === 'work')

interface Named {
  code: string
  kind: Authority['kind']
  places: string[]
  concerns: Authority['mandates'][number]['concerns']
  /** Children, if absent. */
  ages?: Authority['mandates'][number]['ages']
  onCall: Hours
  paragraph: string
  phone: string
  desk: DataWords
}

const named: Named[] = [
  {
    code: 'MER-CPN',
    kind: 'child-protection',
    places: ['XM01'],
    concerns: 'any',
    onCall: dayAndNight,
    paragraph: 's. 5(1)',
    phone: '000 0101',
    desk: desks.intake,
  },
  {
    code: 'MER-CPL',
    kind: 'child-protection',
    places: ['XM02'],
    concerns: 'any',
    onCall: dayAndNight,
    paragraph: 's. 5(1)',
    phone: '000 0102',
    desk: desks.intake,
  },
  {
    code: 'MER-CPC',
    kind: 'child-protection',
    places: ['XM03'],
    concerns: 'any',
    onCall: dayAndNight,
    paragraph: 's. 5(1)',
    phone: '000 0103',
    desk: desks.intake,
  },
  {
    code: 'MER-CPS',
    kind: 'child-protection',
    places: ['XM04'],
    concerns: 'any',
    onCall: dayAndEvening,
    paragraph: 's. 5(1)',
    phone: '000 0104',
    desk: desks.intake,
  },
  {
    code: 'MER-POL',
    kind: 'police',
    places: ['XM'],
    concerns: 'any',
    onCall: dayAndNight,
    paragraph: 's. 12(1)',
    phone: '000 0201',
    desk: desks['duty-officer'],
  },
  {
    code: 'MER-LAB',
    kind: 'labour-inspection',
    places: ['XM'],
    concerns: formsOfWork,
    onCall: officeHours,
    paragraph: 's. 13',
    phone: '000 0202',
    desk: desks.inspection,
  },
  {
    code: 'MER-HOS',
    kind: 'health',
    places: ['XM'],
    concerns: 'any',
    onCall: dayAndNight,
    paragraph: 's. 15',
    phone: '000 0203',
    desk: desks['social-work'],
  },
  {
    code: 'MER-GUA',
    kind: 'guardianship',
    places: ['XM'],
    concerns: 'any',
    onCall: officeHours,
    paragraph: 's. 22',
    phone: '000 0204',
    desk: desks.guardians,
  },
  {
    code: 'MER-ADU',
    kind: 'adult-services',
    places: ['XM'],
    concerns: 'any',
    ages: { from: 18, to: 130 },
    onCall: dayAndEvening,
    paragraph: 's. 31',
    phone: '000 0205',
    desk: desks['social-work'],
  },
]

export function authorityIdOf(agencyCode: string): string {
  return idFor(`authority ${agencyCode}`)
}

/**
 * The authorities responsible for children by the (fictional) law of Meridia: child protection for each region, a
 * service for adults, the others alongside.
 */
export function authorities(): Authority[] {
  return named.map(({ code, kind, places, concerns, ages, onCall, paragraph, phone, desk }) => {
    const { name } = agencies.find((agency) => agency.code === code)!
    const source = {
      instrument: 'Meridia Child Protection Act (fictional)',
      paragraph,
      date: '2021-03-01',
      verified: true,
      fictional: true,
    } as const
    return {
      id: authorityIdOf(code),
      agencyId: idFor(code),
      agencyCode: code,
      name,
      kind,
      country: 'XM',
      mandates: [{ id: ages ? 'adults' : 'children', places, ages: ages ?? { from: 0, to: 17 }, concerns, source }],
      onCall,
      contact: { phone, desk },
      active: true,
    }
  })
}
