import { inEveryLanguage } from '#lib/data-words'
import type { JurisdictionProfile, RuleSource } from './model.ts'
import { howToWeighBestInterests } from './best-interests.ts'
import { withPractice } from './practice-clocks.ts'
import source from './meridia.json' with { type: 'json' }

const texts = inEveryLanguage('standards.jurisdiction.meridia', source)

/** The law of a fictional country. Its paragraphs are invented, so that every screen has one to show. */
function act(paragraph: string): RuleSource {
  return {
    instrument: 'Meridia Child Protection Act (fictional)',
    paragraph,
    date: '2021-03-01',
    verified: true,
    fictional: true,
  }
}

const supervisorThenCoordinator = [
  { to: 'supervisor' as const, after: { amount: 0, unit: 'minutes' as const } },
  { to: 'coordinator' as const, after: { amount: 1, unit: 'working-days' as const } },
]

/** Fictional Meridia: weekend on Friday and Saturday, no summer time. */
export const meridia: JurisdictionProfile = {
  country: 'XM',
  neighbours: ['XS'],
  name: texts.name,
  version: '2026-11',
  timeZone: 'Etc/GMT-3',
  workingWeek: { days: [7, 1, 2, 3, 4], opens: '08:00', closes: '16:00' },
  holidays: [
    { date: '2026-01-01', name: texts['new-year'] },
    { date: '2026-06-14', name: texts.harvest },
    { date: '2026-11-19', name: texts.children },
    { date: '2026-12-28', name: texts.harvest },
    { date: '2027-01-03', name: texts['new-year'] },
    { date: '2027-06-14', name: texts.harvest },
    { date: '2027-11-18', name: texts.children },
  ],
  holidaysKnownFrom: '2026-01-01',
  holidaysKnownUntil: '2027-12-31',
  clocks: withPractice([
    {
      id: 'acknowledge',
      event: 'referral-sent',
      until: 'referral-acknowledged',
      risk: 'any',
      amount: 1,
      unit: 'working-days',
      label: texts.acknowledge,
      escalation: supervisorThenCoordinator,
      source: act('s. 14(2)'),
    },
    {
      id: 'accept-low',
      event: 'referral-sent',
      until: 'referral-accepted',
      risk: 'low',
      amount: 5,
      unit: 'working-days',
      label: texts['accept-low'],
      escalation: supervisorThenCoordinator,
      source: act('s. 14(3)'),
    },
    {
      id: 'guardian',
      event: 'guardian-needed',
      until: 'guardian-appointed',
      risk: 'any',
      amount: 10,
      unit: 'working-days',
      label: texts.guardian,
      escalation: supervisorThenCoordinator,
      source: act('s. 22(1)'),
    },
    {
      id: 'non-punishment',
      event: 'justice-contact',
      until: 'prosecutor-told',
      risk: 'any',
      amount: 1,
      unit: 'working-days',
      label: texts['non-punishment'],
      escalation: supervisorThenCoordinator,
      source: act('s. 31'),
    },
  ]),
  consent: {
    consentFromAge: 15,
    assentFromAge: 6,
    overrides: [
      { ground: 'imminent-risk', label: texts['imminent-risk'], source: act('s. 9(1)(a)') },
      { ground: 'statutory-duty', label: texts['statutory-duty'], source: act('s. 9(1)(b)') },
      {
        ground: 'best-interests',
        label: texts['best-interests'],
        source: {
          instrument: 'Convention on the Rights of the Child',
          paragraph: 'Art. 3(1)',
          date: '1989-11-20',
          verified: false,
        },
        furtherSources: [...howToWeighBestInterests, act('s. 37, processing to protect a child')],
      },
    ],
    dutyToReport: [{ kind: 'child-protection', source: act('s. 10(1)') }],
    expiresAfterDays: 180,
    source: act('s. 8'),
  },
  nationalFocalPoint: { name: texts['focal-point'], agency: 'MER-COORD', source: act('s. 40') },
}
