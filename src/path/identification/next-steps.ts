import { evaluateRules } from '#lib/rules'
import type { RuleSource } from '#lib/rules'
import { ruleR1b, ruleR4, ruleR5 } from './legal-rules.ts'
import type { ChildPath, OutcomeCode } from './codes.ts'

export type NextStep =
  | 'refer-to-child-protection-first'
  | 'refer-to-adult-services-first'
  | 'keep-concern-open'
  | 'verify-age-gently'
  | 'adult-services-alongside'
  | 'keep-rights-of-child'
  | 'ask-non-punishment'
  | 'look-again'
  | 'ask-somebody-else'

interface Step {
  step: NextStep
  rule?: string
  sources: readonly RuleSource[]
}

/**
 * The next steps after an outcome, each with its rule and source. None of them closes anything. `adultNow`: certainly 18
 * or over now. Adult services then lead, and who was a child when it happened keeps a child's rights (R2). `referNow`:
 * rule R1b holds, so the step to refer is there whatever the outcome.
 */
export function nextSteps(
  outcome: OutcomeCode,
  path: ChildPath,
  { adultNow = path === 'adult', referNow = false } = {},
): Step[] {
  const { rules } = evaluateRules([ruleR4, ruleR5], { outcome: { code: outcome }, 'formal-decision-negative': 'no' })
  const found = rules
    .filter((each) => each.result === 'yes')
    .map((each): Step => ({ step: each.then as NextStep, rule: each.rule, sources: each.sources }))
  const toRefer = found.some(({ step }) => step === 'refer-to-child-protection-first')
  const { id: rule, sources } = ruleR1b([])
  if (referNow && !toRefer) found.unshift({ step: 'refer-to-child-protection-first', rule, sources })
  const byRule = adultNow ? found.map(forAdult) : found
  const own: NextStep[] = []
  if (outcome === 'cannot-tell') own.push('ask-somebody-else')
  if (outcome === 'cannot-tell' || outcome === 'no-grounds-for-now') own.push('look-again')
  if (path === 'treated-as-child') own.push('verify-age-gently')
  if (adultNow) own.push('adult-services-alongside')
  if (adultNow && path !== 'adult') own.push('keep-rights-of-child')
  // Non-punishment is there for adults too; the treaties ask for compulsion (R20 is about children).
  if (path === 'adult') own.push('ask-non-punishment')
  return [...byRule, ...own.map((step) => ({ step, sources: [] }))]
}

/** R4 says who comes first for a child. For an adult the grounds are the same, and services for adults come first. */
function forAdult(step: Step): Step {
  return step.step === 'refer-to-child-protection-first' ? { step: 'refer-to-adult-services-first', sources: [] } : step
}
