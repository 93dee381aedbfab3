import { evaluateRules } from '#lib/rules'
import type { RuleSource } from '#lib/rules'
import { sourceOf } from '#standards/sources'
import { ruleR1b, ruleR4, ruleR5 } from './legal-rules.ts'
import type { ChildPath, OtherNeed, OutcomeCode, Reading } from './codes.ts'

export type NextStep =
  | 'refer-to-child-protection-first'
  | 'refer-to-adult-services-first'
  | 'claim-time-to-recover'
  | 'keep-concern-open'
  | 'verify-age-gently'
  | 'adult-services-alongside'
  | 'keep-rights-of-child'
  | 'ask-non-punishment'
  | 'look-again'
  | 'ask-somebody-else'

interface Decided {
  outcome: OutcomeCode
  otherNeed?: OtherNeed | null | undefined
}

/** These outcomes refer to nobody by themselves, so the person is asked whether the child needs protection for another reason. */
export function asksOtherNeed(outcome: OutcomeCode): outcome is 'cannot-tell' | 'no-grounds-for-now' {
  return outcome === 'cannot-tell' || outcome === 'no-grounds-for-now'
}

/** Why a decision, or what the answers said at it, asks for a referral (R4, R1b). Undefined if nothing does. */
export function whyRefer({ outcome, otherNeed, reading }: Decided & { reading?: Reading }) {
  if (!asksOtherNeed(outcome)) return outcome
  if (otherNeed === 'no') return reading === 'refer-now' ? ('another-need' as const) : undefined
  return otherNeed === 'yes' ? ('another-need' as const) : ('another-need-not-known' as const)
}

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
  { outcome, otherNeed }: Decided,
  path: ChildPath,
  { adultNow = path === 'adult', referNow = false } = {},
): Step[] {
  const need = !asksOtherNeed(outcome) || otherNeed === 'no' ? 'no' : otherNeed === 'yes' ? 'yes' : 'unknown'
  const { rules } = evaluateRules([ruleR4, ruleR5], {
    outcome: { code: outcome },
    'another-need': need,
    'formal-decision-negative': 'no',
  })
  const found = rules
    // A need that nobody could rule out is a need.
    .filter((each) => each.result === 'yes' || (each.rule === 'R4' && each.result === 'unknown'))
    .map((each): Step => ({ step: each.then as NextStep, rule: each.rule, sources: each.sources }))
  const toRefer = found.some(({ step }) => step === 'refer-to-child-protection-first')
  const { id: rule, sources } = ruleR1b([])
  if (referNow && !toRefer) found.unshift({ step: 'refer-to-child-protection-first', rule, sources })
  const byRule = adultNow ? found.map(forAdult) : found
  // A right that a person claims, not a duty that the node can date: so it is a step, not a clock.
  const recovery: Step = { step: 'claim-time-to-recover', sources: [sourceOf('cets-13')] }
  const own: NextStep[] = []
  if (outcome === 'cannot-tell') own.push('ask-somebody-else')
  if (asksOtherNeed(outcome)) own.push('look-again')
  if (path === 'treated-as-child') own.push('verify-age-gently')
  if (adultNow) own.push('adult-services-alongside')
  if (adultNow && path !== 'adult') own.push('keep-rights-of-child')
  // Non-punishment is there for adults too; the treaties ask for compulsion (R20 is about children).
  if (path === 'adult') own.push('ask-non-punishment')
  return [
    ...byRule,
    ...(outcome === 'presumed-victim' ? [recovery] : []),
    ...own.map((step) => ({ step, sources: [] })),
  ]
}

/** R4 says who comes first for a child. For an adult the grounds are the same, and services for adults come first. */
function forAdult(step: Step): Step {
  return step.step === 'refer-to-child-protection-first' ? { step: 'refer-to-adult-services-first', sources: [] } : step
}
