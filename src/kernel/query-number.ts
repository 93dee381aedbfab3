import { z } from 'zod'

/** A whole number in the address of a look, where every value is a text. Only its digits are read: not "", "true" or "1e3". */
export function wholeNumberInQuery(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
}
