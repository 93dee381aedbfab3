import { evaluate } from '#lib/rules'
import type { Facts, Trace, Truth } from '#lib/rules'
import { isUnderEighteen } from '#standards/age'
import { currentAges } from './current-answers.ts'
import { ruleR2, ruleR3 } from './legal-rules.ts'
import type { ChildPath, ScreenedAge } from './codes.ts'
import type { AgeRecord, Screening } from './model.ts'

export { isUnderEighteen } from '#standards/age'

/**
 * The facts about age for R1–R3. Where the child's record says under 18, no age of the screening makes an adult: the two
 * contradict each other, and nobody has decided.
 */
export function ageFacts(records: readonly AgeRecord[], registered?: Screening['registered']): Facts {
  const ages = currentAges(records)
  const at = (moment: ScreenedAge): Truth => {
    const childInRecord = moment === 'now' ? registered?.childNow : registered?.childThen
    return childInRecord ? 'yes' : isUnderEighteen(ages.get(moment)?.value, ages.get(moment))
  }
  const then = at('at-exploitation')
  // If nothing else is recorded, a person who was certainly 18 at the time of the acts is certainly 18 now.
  const now = ages.has('now') || registered?.childNow || then !== 'no' ? at('now') : 'no'
  const disputed = [...ages.values()].some((record) => record.disputed)
  return { 'under-18-at-exploitation': then, 'under-18-now': now, 'age-disputed': disputed ? 'yes' : 'no' }
}

/** R2 and R3: the path of the person. `unknown` means the child's path; only certainty about an adult ends it. */
export function childPathOf(
  records: readonly AgeRecord[],
  registered?: Screening['registered'],
): { path: ChildPath; because: readonly Trace[] } {
  const facts = ageFacts(records, registered)
  const child = evaluate(ruleR2.when, facts)
  const doubt = evaluate(ruleR3.when, facts)
  const path = child.result === 'yes' ? 'child' : doubt.result === 'no' ? 'adult' : 'treated-as-child'
  return { path, because: [child, doubt] }
}
