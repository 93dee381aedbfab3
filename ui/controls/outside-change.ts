import { useEffect, useRef } from 'react'

/**
 * For fields that keep the typed text beside its value. Calls `onOutside` when something other than the field changes
 * the value (a draft that loads, the same answer changed elsewhere).
 * @returns a function that marks a value as the field's own before it is sent out
 */
export function useOutsideChange<Value>(value: Value, onOutside: () => void): (own: Value) => Value {
  const last = useRef(JSON.stringify(value))
  const latest = useRef(onOutside)
  useEffect(() => {
    latest.current = onOutside
  })
  useEffect(() => {
    const now = JSON.stringify(value)
    if (now === last.current) return
    last.current = now
    latest.current()
  }, [value])
  return (own) => {
    last.current = JSON.stringify(own)
    return own
  }
}
