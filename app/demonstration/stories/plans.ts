import type { Plan } from './plan.ts'
import { plansLately } from './plans-lately.ts'
import { plansWeeksAgo } from './plans-weeks-ago.ts'

/** All concerns of the demonstration, oldest first. A row without a key gets its number as key. */
export const plans: readonly Plan[] = [...plansWeeksAgo, ...plansLately].map((row, index) => ({
  ...row,
  key: row.key ?? `concern-${index + 1}`,
}))
