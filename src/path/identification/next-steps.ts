import { evaluateRules } from '#lib/rules'
import type { RuleSource } from '#lib/rules'
import { ruleR4, ruleR5 } from './legal-rules.ts'
import type { ChildPath, OutcomeCode } from './codes.ts'

export type NextStep =
  | 'refer-to-child-protection-first'
  | 'keep-concern-open'
  | 'verify-age-gently'
  | 'adult-services-alongside'
  | 'look-again'
  | 'ask-somebody-else'

/** Why a decision asks for a referral to child protection (R4). Undefined if it does not. */
export function whyRefer({ outcome }: { outcome: OutcomeCode }): 'presumed-victim' | 'at-risk' | undefined {
  return outcome === 'presumed-victim' || outcome === 'at-risk' ? outcome : undefined
}

/** The next steps after an outcome, each with its rule and source. None of them closes anything. */
export function nextSteps(
  outcome: OutcomeCode,
  path: ChildPath,
): { step: NextStep; rule?: string; sources: readonly RuleSource[] }[] {
  const { rules } = evaluateRules([ruleR4, ruleR5], { outcome: { code: outcome }, 'formal-decision-negative': 'no' })
  const byRule = rules
    .filter((each) => each.result === 'yes')
    .map((each) => ({ step: each.then as NextStep, rule: each.rule, sources: each.sources }))
  const own: NextStep[] = []
  if (outcome === 'cannot-tell') own.push('ask-somebody-else')
  if (outcome === 'cannot-tell' || outcome === 'no-grounds-for-now') own.push('look-again')
  if (path === 'treated-as-child') own.push('verify-age-gently')
  if (path === 'adult') own.push('adult-services-alongside')
  return [...byRule, ...own.map((step) => ({ step, sources: [] }))]
}
