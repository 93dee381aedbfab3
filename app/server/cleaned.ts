/** PostgreSQL cannot keep NUL and JSON cannot carry half a character: both go before anything is judged, and nothing else is touched. */
export function cleaned<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as Value
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item)) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleaned(key), cleaned(item)])) as Value
}
