import { useEffect, useRef } from 'react'

/**
 * For fields that keep what was typed beside the value it makes: calls `onOutside` when the value changes by
 * another hand than the field's own (a draft that arrives, the same answer changed elsewhere).
 * @returns a function that marks a value as the field's own on its way out
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
