import { inEveryLanguage } from '#lib/data-words'
import type { JurisdictionProfile, RuleSource } from './model.ts'
import { howToWeighBestInterests } from './best-interests.ts'
import { withPractice } from './practice-clocks.ts'
import source from './sundale.json' with { type: 'json' }

const texts = inEveryLanguage('standards.jurisdiction.sundale', source)

/** The law of a fictional country. */
function code(paragraph: string): RuleSource {
  return {
    instrument: 'Sundale Children’s Code (fictional)',
    paragraph,
    date: '2019-09-01',
    verified: true,
    fictional: true,
  }
}

/** Fictional Sundale, Meridia's neighbour: weekend on Saturday and Sunday, with summer time. */
export const sundale: JurisdictionProfile = {
  country: 'XS',
  neighbours: ['XM'],
  name: texts.name,
  version: '2026-11',
  timeZone: 'EET',
  workingWeek: { days: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00' },
  holidays: [
    { date: '2026-01-01', name: texts['new-year'] },
    { date: '2026-05-04', name: texts.lanterns },
    { date: '2026-12-25', name: texts.midwinter },
    { date: '2027-01-01', name: texts['new-year'] },
    { date: '2027-05-03', name: texts.lanterns },
  ],
  holidaysKnownFrom: '2026-01-01',
  holidaysKnownUntil: '2027-12-31',
  clocks: withPractice([]),
  consent: {
    consentFromAge: 16,
    assentFromAge: 7,
    overrides: [
      { ground: 'imminent-risk', label: texts['imminent-risk'], source: code('art. 5(1)') },
      { ground: 'statutory-duty', label: texts['statutory-duty'], source: code('art. 5(2)') },
      {
        ground: 'best-interests',
        label: texts['best-interests'],
        source: code('art. 5(3)'),
        furtherSources: [...howToWeighBestInterests, code('art. 41, processing to protect a child')],
      },
    ],
    dutyToReport: [
      { kind: 'child-protection', source: code('art. 6(1)') },
      { kind: 'police', source: code('art. 6(2)') },
    ],
    expiresAfterDays: 365,
    source: code('art. 4'),
  },
  nationalFocalPoint: { name: texts['focal-point'], agency: 'SUN-COORD', source: code('art. 30') },
}
