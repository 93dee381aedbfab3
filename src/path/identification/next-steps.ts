import { evaluateRules } from '#lib/rules'
import type { RuleSource } from '#lib/rules'
import { ruleR4, ruleR5 } from './legal-rules.ts'
import type { ChildPath, OtherNeed, OutcomeCode } from './codes.ts'

export type NextStep =
  | 'refer-to-child-protection-first'
  | 'claim-time-to-recover'
  | 'keep-concern-open'
  | 'verify-age-gently'
  | 'adult-services-alongside'
  | 'look-again'
  | 'ask-somebody-else'

const timeToRecover: RuleSource = {
  instrument: 'Council of Europe Convention on Action against Trafficking in Human Beings (CETS 197)',
  paragraph: 'Article 13',
  date: '2005-05-16',
  verified: false,
}

interface Decided {
  outcome: OutcomeCode
  otherNeed?: OtherNeed | null | undefined
}

/** These outcomes refer to nobody by themselves, so the person is asked whether the child needs protection for another reason. */
export function asksOtherNeed(outcome: OutcomeCode): outcome is 'cannot-tell' | 'no-grounds-for-now' {
  return outcome === 'cannot-tell' || outcome === 'no-grounds-for-now'
}

/** Why a decision asks for a referral to child protection (R4). Undefined if it does not. */
export function whyRefer({ outcome, otherNeed }: Decided) {
  if (!asksOtherNeed(outcome)) return outcome
  if (otherNeed === 'no') return undefined
  return otherNeed === 'yes' ? ('another-need' as const) : ('another-need-not-known' as const)
}

/** The next steps after an outcome, each with its rule and source. None of them closes anything. */
export function nextSteps(
  { outcome, otherNeed }: Decided,
  path: ChildPath,
): { step: NextStep; rule?: string; sources: readonly RuleSource[] }[] {
  const need = !asksOtherNeed(outcome) || otherNeed === 'no' ? 'no' : otherNeed === 'yes' ? 'yes' : 'unknown'
  const { rules } = evaluateRules([ruleR4, ruleR5], {
    outcome: { code: outcome },
    'another-need': need,
    'formal-decision-negative': 'no',
  })
  const byRule = rules
    // A need that nobody could rule out is a need.
    .filter((each) => each.result === 'yes' || (each.rule === 'R4' && each.result === 'unknown'))
    .map((each) => ({ step: each.then as NextStep, rule: each.rule, sources: each.sources }))
  // A right that a person claims, not a duty that the node can date: so it is a step, not a clock.
  const recovery = { step: 'claim-time-to-recover' as const, sources: [timeToRecover] }
  const own: NextStep[] = []
  if (outcome === 'cannot-tell') own.push('ask-somebody-else')
  if (asksOtherNeed(outcome)) own.push('look-again')
  if (path === 'treated-as-child') own.push('verify-age-gently')
  if (path === 'adult') own.push('adult-services-alongside')
  return [
    ...byRule,
    ...(outcome === 'presumed-victim' ? [recovery] : []),
    ...own.map((step) => ({ step, sources: [] })),
  ]
}
