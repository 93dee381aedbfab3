const deepest = 200

/**
 * PostgreSQL cannot keep NUL and JSON cannot carry half a character: both go before anything is judged, and nothing else is touched.
 * Brackets in brackets without end are refused: whatever walks them in recursion would end in a mistake of ours.
 */
export function cleaned<Value>(value: Value, depth = 0): Value {
  if (depth > deepest) throw Object.assign(new Error('nested too deeply'), { statusCode: 400 })
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as Value
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item, depth + 1)) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleaned(key), cleaned(item, depth + 1)]),
  ) as Value
}
