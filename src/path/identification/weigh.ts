import { evaluate, evaluateRules } from '#lib/rules'
import type { Condition, Facts, Rule, Ruling, Truth } from '#lib/rules'
import { ageFacts, childPathOf } from './child-path.ts'
import { familyCounts } from './classification.ts'
import { currentAnswers } from './current-answers.ts'
import { ruleR1, ruleR1b, ruleR2, ruleR3 } from './legal-rules.ts'
import type { ChildPath, OutcomeCode, Reading } from './codes.ts'
import type { SignAnswer, FamilyFinding, Finding, Limit, PackFinding, Screening } from './model.ts'
import type { Family, IndicatorPack } from './pack-model.ts'

type Weighed = Pick<Screening, 'answers' | 'ages' | 'registered'> & { packs?: Screening['packs'] }

/**
 * What the answers say so far: reasons, what was not seen and unknowns by family, and the legal rules with
 * their whole trace. Ids and codes only, so the same answers give the same bytes on a phone and on a
 * server. It never labels a child and never decides; a person does (decide-outcome.ts).
 */
export function weigh(packs: readonly IndicatorPack[], screening: Weighed): Finding {
  const loaded = inOrder(packs).filter((pack) => pack.status === 'loaded')
  const { path } = childPathOf(screening.ages, screening.registered)
  const ages = ageFacts(screening.ages, screening.registered)
  const adultNow = ages['under-18-now'] === 'no' && ages['age-disputed'] === 'no'
  const facts: Facts = { ...answerFacts(screening.answers), ...ages, 'child-path': { code: path } }
  const found = loaded.map((pack) => packFinding(pack, facts))
  const law = evaluateRules(rulesFor(loaded), facts)
  const checked = evaluateRules(rulesFor(loaded.filter((pack) => pack.source.verified)), facts)
  const read = evaluateRules(rulesFor(loaded.filter((pack) => pack.source.verified).map(onlyRead)), facts)
  const presume = law.holds.includes('presume-victim')
  const link = linkOf(loaded, facts)
  const reading = readingOf(found, law)
  const notLoaded = inOrder(packs)
    .filter((pack) => pack.status === 'not-loaded')
    .map((pack) => pack.id)
  return {
    reading,
    childPath: path,
    adultNow,
    law,
    link,
    packs: found,
    notLoaded,
    limits: limitsOf(loaded, notLoaded, screening, {
      path,
      adultNow,
      link: presume ? link : 'yes',
      unchecked: presume && !checked.holds.includes('presume-victim'),
      unread: checked.holds.includes('presume-victim') && !read.holds.includes('presume-victim'),
    }),
  }
}

/** The signs whose own sentence of law somebody read. */
function onlyRead(pack: IndicatorPack): IndicatorPack {
  const isRead = ({ source }: Family['indicators'][number]): boolean => (source ?? pack.source).verified
  return {
    ...pack,
    families: pack.families.map((family) => ({ ...family, indicators: family.indicators.filter(isRead) })),
  }
}

/** R1–R3 for these packs, with all families for an act or a purpose, and the signs that are enough alone. */
export function rulesFor(packs: readonly IndicatorPack[]): Rule[] {
  const withRole = (role: Family['role']): Condition[] =>
    packs.flatMap((pack) =>
      pack.families
        .filter((family) => family.role === role)
        .map((family): Condition => ({ named: `${pack.id}/${family.id}`, when: familyCounts(pack.rule, family) })),
    )
  const alone = packs.flatMap((pack) =>
    pack.families.flatMap((family) =>
      family.indicators.filter((each) => each.alone !== undefined).map((each): Condition => ({ fact: each.id })),
    ),
  )
  return [ruleR1(withRole('act'), withRole('purpose')), ruleR1b(alone), ruleR2, ruleR3]
}

/** What a person noted about the link. One yes is enough; without a yes or a no it is open. */
function linkOf(packs: readonly IndicatorPack[], facts: Facts): Truth {
  const signs = packs.flatMap((pack) =>
    pack.families
      .filter(({ role }) => role === 'link')
      .flatMap(({ indicators }) => indicators.map(({ id }) => facts[id])),
  )
  return signs.includes('yes') ? 'yes' : signs.includes('no') ? 'no' : 'unknown'
}

function answerFacts(answers: readonly SignAnswer[]): Facts {
  return Object.fromEntries([...currentAnswers(answers)].map(([id, answer]) => [id, answer.value]))
}

function packFinding(pack: IndicatorPack, facts: Facts): PackFinding {
  const families = inOrder(pack.families)
    .filter(isFound)
    .map((family) => familyFinding(pack, family, facts))
  return { pack: pack.id, version: pack.version, families }
}

type FoundFamily = Family & { role: FamilyFinding['role'] }

/** What a screening may be about chooses the signs that are offered; no finding reads it. */
function isFound(family: Family): family is FoundFamily {
  return family.role !== 'about'
}

function familyFinding(pack: IndicatorPack, family: FoundFamily, facts: Facts): FamilyFinding {
  const trace = evaluate(familyCounts(pack.rule, family), facts)
  const indicators = inOrder(family.indicators).map((each) => each.id)
  const saying = (...values: unknown[]): string[] => indicators.filter((id) => values.includes(facts[id]))
  return {
    family: `${pack.id}/${family.id}`,
    role: family.role,
    result: trace.result,
    speaksFor: saying('yes'),
    notSeen: saying('no'),
    unknown: saying('unknown'),
    notAsked: saying('not-asked', undefined),
    trace,
  }
}

/** "No sign" needs an answer to the legal test and a look at every family. */
function readingOf(found: readonly PackFinding[], { holds, open }: Pick<Ruling, 'holds' | 'open'>): Reading {
  const families = found.flatMap((pack) => pack.families).filter(({ role }) => role !== 'link')
  if (holds.includes('presume-victim')) return 'reasons-to-presume'
  if (holds.includes('refer-now')) return 'refer-now'
  if (families.some((family) => family.speaksFor.length > 0)) return 'reasons-to-look-further'
  const lookedAtAll = families.every((family) => family.notSeen.length > 0)
  return open.includes('presume-victim') || !lookedAtAll ? 'too-little-known' : 'no-signs-noted'
}

function limitsOf(
  loaded: readonly IndicatorPack[],
  notLoaded: readonly string[],
  screening: Weighed,
  said: { path: ChildPath; adultNow: boolean; link: Truth; unchecked: boolean; unread: boolean },
): Limit[] {
  const { path, adultNow, link, unchecked, unread } = said
  const pinned = new Map(screening.packs?.map((pin) => [pin.id, pin.version]))
  const all: [Limit, boolean][] = [
    ['a-person-decides', true],
    ['no-sign-is-not-safety', true],
    ['no-score', true],
    ['agreement-does-not-matter', path !== 'adult'],
    ['a-plan-is-enough', true],
    ['age-in-doubt', path === 'treated-as-child'],
    ['adult-at-the-time', path === 'adult'],
    ['adult-now-child-then', adultNow && path !== 'adult'],
    ['link-open', link === 'unknown'],
    ['link-denied', link === 'no'],
    ['by-unchecked-list', unchecked],
    ['by-unread-law', unread],
    ['source-not-verified', loaded.some((pack) => !pack.source.verified)],
    ['packs-not-loaded', notLoaded.length > 0],
    ['pack-changed', loaded.some((pack) => pinned.has(pack.id) && pinned.get(pack.id) !== pack.version)],
  ]
  return all.filter(([, applies]) => applies).map(([limit]) => limit)
}

function inOrder<Placed extends { order: number; id: string }>(placed: readonly Placed[]): Placed[] {
  return [...placed].sort((left, right) => left.order - right.order || (left.id < right.id ? -1 : 1))
}

/** The readings that ask for a second reason, unless the outcome is one of these. */
const notLower: Readonly<Partial<Record<Reading, readonly OutcomeCode[]>>> = {
  'reasons-to-presume': ['presumed-victim'],
  'refer-now': ['presumed-victim', 'at-risk', 'other-protection-need'],
}

/** True if the outcome is lower than what the answers say. A higher outcome never needs a second reason. */
export function isLowerThan(outcome: OutcomeCode, reading: Reading): boolean {
  const enough = notLower[reading]
  return enough !== undefined && !enough.includes(outcome)
}

/** Whether rule R1b holds: child protection now, whatever outcome a person decides. */
export function saysReferNow({ law }: Pick<Finding, 'law'>): boolean {
  return law.holds.includes('refer-now')
}
