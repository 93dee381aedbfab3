import type { Plan } from './plan.ts'
import { plansLately } from './plans-lately.ts'
import { plansWeeksAgo } from './plans-weeks-ago.ts'

/** Every concern of the demonstration, the oldest first. A key that no other row needs is its number. */
export const plans: readonly Plan[] = [...plansWeeksAgo, ...plansLately].map((row, index) => ({
  ...row,
  key: row.key ?? `concern-${index + 1}`,
}))
