import type { Reading, Statement, StatementSource } from './model.ts'

const facts = (copy: string): Reading => ({ by: 'reference 02, facts for the design', copy, on: '2026-11' })
const review = (copy: string): Reading => ({ by: 'reference 14, expert review', copy, on: '2026-11-29' })

const palermo = {
  instrument: 'Protocol to Prevent, Suppress and Punish Trafficking in Persons (Palermo Protocol)',
  date: '2000-11-15',
  read: facts('full text of Article 3 in a public copy, and ungift.org'),
} as const
const worstForms = { instrument: 'ILO Convention No. 182', date: '1999-06-17' } as const
const directive = { instrument: 'Directive 2011/36/EU', date: '2011-04-05' } as const
const amended = {
  instrument: 'Directive 2011/36/EU as amended by Directive (EU) 2024/1712',
  date: '2024-06-13',
} as const
const europe = {
  instrument: 'Council of Europe Convention on Action against Trafficking in Human Beings (CETS 197)',
  date: '2005-05-16',
} as const
const sale = {
  instrument:
    'Optional Protocol to the Convention on the Rights of the Child on the sale of children, child prostitution and child pornography',
  date: '2000-05-25',
} as const
const primero = (what: string): Reading => facts(`${what}, in the published code of Primero`)

/**
 * Every sentence of law and practice that a rule, a sign or a form of exploitation rests on, with who read which copy
 * when. `verified` is worked out from it. A test compares the rules, packs and lists with it.
 */
const statements = {
  'palermo-3a': { ...palermo, paragraph: 'Article 3(a)' },
  'palermo-3a-open': { ...palermo, paragraph: 'Article 3(a): “at a minimum”' },
  'palermo-3ac': { ...palermo, paragraph: 'Article 3(a) and (c)' },
  'palermo-3acd': { ...palermo, paragraph: 'Article 3(a), (c) and (d)' },
  'palermo-3-purpose': { ...palermo, paragraph: 'Article 3(a) and (c): “for the purpose of”' },
  'palermo-3bcd': { ...palermo, paragraph: 'Article 3(b), (c) and (d)' },
  'palermo-3d': {
    ...palermo,
    paragraph: 'Article 3(d): a child is anyone under 18; that the age at the time of the acts counts is ours',
  },
  'c182-3a-armed': {
    ...worstForms,
    paragraph: 'Article 3(a): forced recruitment for armed conflict; the other examples are ours',
    read: review('Article 3(a) in a public copy'),
  },
  'c182-3b': { ...worstForms, paragraph: 'Article 3(b)', read: review('Article 3(b) in a public copy') },
  'c182-3c': { ...worstForms, paragraph: 'Article 3(c)' },
  'c182-3c-gang': { ...worstForms, paragraph: 'Article 3(c): illicit activities; that a lookout is one is ours' },
  'c182-3d': { ...worstForms, paragraph: 'Article 3(d)' },
  'c138-2': { instrument: 'ILO Convention No. 138', paragraph: 'Articles 2 and 7', date: '1973-06-26' },
  'forced-labour-of-children': {
    instrument: 'ILO: operational definition of forced labour of children',
    paragraph: 'also where a parent was coerced or is in bondage; read in a handbook of the OECD',
  },
  'directive-begging': {
    ...directive,
    paragraph: 'Article 2(3): begging, as forced labour; street selling is ours',
  },
  'directive-2-5': { ...directive, paragraph: 'Article 2(5)' },
  'directive-8': { ...directive, paragraph: 'Article 8: victims who were compelled' },
  'directive-13-2': { ...directive, paragraph: 'Article 13(2)' },
  'directive-new-forms': {
    ...amended,
    paragraph:
      'Article 2(3): surrogacy, forced marriage and illegal adoption where they are exploited; a summary was read',
  },
  'sale-2': { ...sale, paragraph: 'Articles 2 and 3' },
  'sale-2a': { ...sale, paragraph: 'Article 2(a): any transfer of a child for remuneration' },
  'armed-sexual': {
    instrument: 'Paris Principles on children associated with armed forces or armed groups',
    paragraph: 'definition: also for sexual purposes',
    date: '2007-02',
  },
  'no-instrument': { instrument: 'Tenfold', paragraph: 'no instrument read that names this form', date: '2026-11-30' },
  'cets-4c': { ...europe, paragraph: 'Article 4(c)' },
  'cets-10-3': { ...europe, paragraph: 'Article 10(3)' },
  'cets-13': { ...europe, paragraph: 'Article 13' },
  'cets-26': { ...europe, paragraph: 'Article 26: victims who were compelled' },
  'p029-4-2': {
    instrument: 'ILO Protocol of 2014 to the Forced Labour Convention',
    paragraph: 'Article 4(2): victims who were compelled',
    date: '2014-06-11',
  },
  'rapporteur-non-punishment': {
    instrument: 'Report A/HRC/47/34 of the Special Rapporteur on trafficking',
    paragraph: 'For a child no force need be shown',
    date: '2021',
  },
  'crc-protection': {
    instrument: 'Convention on the Rights of the Child',
    paragraph: 'Articles 19, 32, 34 and 39',
    date: '1989-11-20',
  },
  'crc-37': {
    instrument: 'Convention on the Rights of the Child',
    paragraph: 'Art. 37(b) and (d), prompt legal help; General Comment 24, before an authority within 24 hours',
    date: '1989-11-20',
  },
  'call-2-7-10': { ...callOf('Actions 2, 7 and 10') },
  'call-not-detained': { ...callOf('Action 2 and note XIV: children are not detained or deported for it') },
  'uk-services-remain': {
    instrument: 'UK National Referral Mechanism, child process map',
    paragraph: 'Children’s services remain responsible',
    read: facts('the process map of the Home Office, in a public copy'),
  },
  'unodc-children': {
    instrument: 'UNODC: Human trafficking indicators, children',
    paragraph: 'Children',
    read: facts('reprint by the Government of Ireland, blueblindfold.gov.ie'),
  },
  'primero-assign': {
    instrument: 'Primero CPIMS+ dashboards',
    paragraph: 'time to assign, version 1 constants: high 1 hour, else 3 hours',
    date: '2019',
    read: primero('the constants of the dashboard'),
  },
  'representative-27': {
    instrument: 'Directive (EU) 2024/1346',
    paragraph:
      'Art. 27, as taken over by the Irish Act 9/2026, s. 52: for children alone who ask for asylum; 25 days where very many arrive; at most 30 children for one person, then 50. For every other child it is our own default',
    date: '2024-05-14',
    read: facts('the Irish Act 9/2026, s. 52'),
  },
  'representative-draft': {
    instrument: 'Directive (EU) 2024/1346',
    paragraph: 'Art. 27, draft text (Council document 5939/17)',
    date: '2024-05-14',
  },
  'inter-agency-safety-check': {
    instrument: 'Inter-agency guidelines for case management and child protection',
    paragraph: 'first safety check',
    date: '2014',
  },
} as const satisfies Record<string, Statement>

function callOf(paragraph: string) {
  return {
    instrument: 'ICAT Call for Accelerated Action by 2025 to Prevent and End Child Trafficking',
    paragraph,
    date: '2023-11-08',
    read: facts('the document itself'),
  } as const
}

export type StatementId = keyof typeof statements

export const statementIds = Object.keys(statements) as StatementId[]

export function isStatement(id: string): id is StatementId {
  return Object.hasOwn(statements, id)
}

/** Who read the sentence, in which copy, when. Undefined: nobody yet. */
export function readingOf(id: StatementId): Reading | undefined {
  return (statements[id] as Statement).read
}

/** The sentence as a source. It is verified only if somebody read it. */
export function sourceOf(id: StatementId): StatementSource {
  const { instrument, paragraph, date, read }: Statement = statements[id]
  return { instrument, paragraph, ...(date && { date }), verified: read !== undefined }
}
