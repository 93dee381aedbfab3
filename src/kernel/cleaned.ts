const deepest = 200

/**
 * Removes NUL, which PostgreSQL cannot store, and half surrogate pairs, which JSON cannot hold, before any check.
 * Changes nothing else. Refuses very deep nesting, because recursive code would overflow the stack.
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
