import type { Condition, Rule, RuleSource } from '#lib/rules'
import { sourceOf } from '#standards/sources'

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
    sources: [sourceOf('palermo-3bcd'), sourceOf('cets-4c'), sourceOf('directive-2-5')],
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
    sources: [sourceOf('c182-3b'), sourceOf('sale-2')],
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
  sources: [own('The age at the time of the acts decides; at entry and now are other facts'), sourceOf('palermo-3d')],
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
  sources: [sourceOf('cets-10-3'), sourceOf('directive-13-2')],
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
  sources: [sourceOf('call-2-7-10'), sourceOf('crc-protection')],
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
  sources: [sourceOf('uk-services-remain')],
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
    sourceOf('call-not-detained'),
    sourceOf('cets-26'),
    sourceOf('directive-8'),
    sourceOf('p029-4-2'),
    sourceOf('rapporteur-non-punishment'),
    own('A possible link is enough to ask'),
  ],
}
