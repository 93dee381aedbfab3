import type { Referral } from './model.ts'

/** "About 13" means one year either way, as in the register of children. */
const aboutYears = 1

/** The lowest and highest age of an answer; undefined without an age. */
export function ageRange(age: unknown): Referral['age'] {
  if (typeof age !== 'object' || age === null) return undefined
  if ('exact' in age && typeof age.exact === 'number') return { from: age.exact, to: age.exact }
  if ('about' in age && typeof age.about === 'number')
    return { from: Math.max(0, age.about - aboutYears), to: age.about + aboutYears }
  if ('from' in age && 'to' in age && typeof age.from === 'number' && typeof age.to === 'number')
    return { from: age.from, to: age.to }
  return undefined
}
