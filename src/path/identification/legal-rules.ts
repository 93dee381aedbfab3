import type { Condition, Rule, RuleSource } from '#lib/rules'

const palermo = (paragraph: string): RuleSource => ({
  instrument: 'Protocol to Prevent, Suppress and Punish Trafficking in Persons (Palermo Protocol)',
  paragraph,
  date: '2000-11-15',
  verified: true,
})
const europe = (paragraph: string, verified: boolean): RuleSource => ({
  instrument: 'Council of Europe Convention on Action against Trafficking in Human Beings (CETS 197)',
  paragraph,
  date: '2005-05-16',
  verified,
})
const directive = (paragraph: string): RuleSource => ({
  instrument: 'Directive 2011/36/EU',
  paragraph,
  date: '2011-04-05',
  verified: false,
})
const call = (paragraph: string): RuleSource => ({
  instrument: 'ICAT Call for Accelerated Action by 2025 to Prevent and End Child Trafficking',
  paragraph,
  date: '2023-11-08',
  verified: true,
})
const own = (paragraph: string): RuleSource => ({
  instrument: 'Tenfold design rule',
  paragraph,
  date: '2026-11-22',
  verified: true,
})

const childOrTreatedAsChild: Condition = {
  named: 'child-path',
  when: {
    any: [
      { fact: 'child-path', is: 'child' },
      { fact: 'child-path', is: 'treated-as-child' },
    ],
  },
}

/**
 * R1: an act and a purpose are enough to presume that a child is a victim. There is no third part. Means
 * and consent are not conditions, so this rule cannot ask for them.
 */
export function ruleR1(act: readonly Condition[], purpose: readonly Condition[]): Rule {
  return {
    id: 'R1',
    when: {
      all: [childOrTreatedAsChild, { named: 'act', when: { any: act } }, { named: 'purpose', when: { any: purpose } }],
    },
    then: 'presume-victim',
    sources: [palermo('Article 3(b), (c) and (d)'), europe('Article 4(c)', false), directive('Article 2(5)')],
  }
}

/**
 * R1b: a child in sexual exploitation is the victim of an offence, whatever is known about an act of trafficking, and is
 * referred now. The presumption of trafficking (R1) still needs an act. Doubt about age means child here too.
 */
export function ruleR1b(signs: readonly Condition[]): Rule {
  return {
    id: 'R1b',
    when: { all: [childOrTreatedAsChild, { named: 'sexual-exploitation', when: { any: signs } }] },
    then: 'refer-now',
    sources: [
      { instrument: 'ILO Convention No. 182', paragraph: 'Article 3(b)', date: '1999-06-17', verified: true },
      {
        instrument:
          'Optional Protocol to the Convention on the Rights of the Child on the sale of children, child prostitution and child pornography',
        paragraph: 'Articles 2 and 3',
        date: '2000-05-25',
        verified: false,
      },
    ],
  }
}

/**
 * R2: the age at the time of the acts counts. Under 18 now means under 18 then. The protocol says only that a child is
 * under 18; that the age at the time of the acts decides is our reading of it.
 */
export const ruleR2: Rule = {
  id: 'R2',
  when: { any: [{ fact: 'under-18-at-exploitation' }, { fact: 'under-18-now' }] },
  then: 'child-at-the-time',
  sources: [own('The age at the time of the acts decides; at entry and now are other facts'), palermo('Article 3(d)')],
}

/**
 * R3: only a certain adult leaves the child's path (`isUnderEighteen`). `unknown` means the same as `yes`: doubt means
 * child. Article 10(3) was read in a second-hand copy only.
 */
export const ruleR3: Rule = {
  id: 'R3',
  when: {
    not: {
      all: [
        { not: { fact: 'under-18-at-exploitation' } },
        { not: { fact: 'under-18-now' } },
        { not: { fact: 'age-disputed' } },
      ],
    },
  },
  then: 'treat-as-child',
  sources: [europe('Article 10(3)', false), directive('Article 13(2)')],
}

/**
 * R4: grounds found by anyone lead to child protection first. Forms, police and asylum work alongside; none is a
 * condition, and neither is trafficking: any other need for protection is enough. `unknown` counts as a need.
 */
export const ruleR4: Rule = {
  id: 'R4',
  when: {
    any: [
      { fact: 'outcome', is: 'presumed-victim' },
      { fact: 'outcome', is: 'at-risk' },
      { fact: 'outcome', is: 'other-protection-need' },
      { fact: 'another-need' },
    ],
  },
  then: 'refer-to-child-protection-first',
  sources: [
    call('Actions 2, 7 and 10'),
    {
      instrument: 'Convention on the Rights of the Child',
      paragraph: 'Articles 19, 32, 34 and 39',
      date: '1989-11-20',
      verified: false,
    },
  ],
}

/** R5: a low or negative result closes nothing. The concern and the duty of local services remain. */
export const ruleR5: Rule = {
  id: 'R5',
  when: {
    any: [
      { fact: 'outcome', is: 'no-grounds-for-now' },
      { fact: 'outcome', is: 'cannot-tell' },
      { fact: 'formal-decision-negative' },
    ],
  },
  then: 'keep-concern-open',
  sources: [
    {
      instrument: 'UK National Referral Mechanism, child process map',
      paragraph: 'Children’s services remain responsible',
      verified: true,
    },
  ],
}

/**
 * R20: arrest, charge, detention, fine or record of a child who may be trafficked starts non-punishment. A possible link
 * is enough; `unknown` counts as possible. Each source says which sentence it is for: the treaties speak of victims who
 * were compelled, and that a child need not show it is the reading of the Special Rapporteur. National law may ask more.
 */
export const ruleR20: Rule = {
  id: 'R20',
  when: {
    all: [
      childOrTreatedAsChild,
      { fact: 'justice-contact' },
      { named: 'link-possible', when: { fact: 'link-possible' } },
    ],
  },
  then: 'open-non-punishment',
  sources: [
    call('Action 2 and note XIV: children are not detained or deported for it'),
    europe('Article 26: victims who were compelled', false),
    directive('Article 8: victims who were compelled'),
    {
      instrument: 'ILO Protocol of 2014 to the Forced Labour Convention',
      paragraph: 'Article 4(2): victims who were compelled',
      date: '2014-06-11',
      verified: false,
    },
    {
      instrument: 'Report A/HRC/47/34 of the Special Rapporteur on trafficking',
      paragraph: 'For a child no force need be shown',
      date: '2021',
      verified: false,
    },
    own('A possible link is enough to ask'),
  ],
}
