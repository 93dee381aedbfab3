import { useEffect, useState } from 'react'

const longest = 500_000

/**
 * Stores data without anything about a child (a form, the places) on the device, so that a concern can be written
 * without a network.
 */
export function useRemembered<Data>(name: string, fresh: Data | undefined): Data | undefined {
  const key = `tenfold.signals.${name}`
  const [kept] = useState(() => read<Data>(key))
  useEffect(() => {
    if (fresh !== undefined) write(key, fresh)
  }, [key, fresh])
  return fresh ?? kept
}

function read<Data>(key: string): Data | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as Data)
  } catch {
    return undefined
  }
}

function write(key: string, data: unknown): void {
  try {
    const text = JSON.stringify(data)
    if (text.length <= longest) localStorage.setItem(key, text)
  } catch {
    // If storage is full or forbidden, a network is needed.
  }
}
