import { z } from 'zod'

/**
 * A whole number in the address of a look, where every value is a text. Only digits are read: not "", "true", "1e3", null
 * or a list.
 */
export function wholeNumberInQuery(least: number, most: number) {
  const digits = z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
  return z.union([z.int(), digits]).pipe(z.int().min(least).max(most))
}
