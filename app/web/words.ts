import type { Text } from '#ui'

/** A name in several languages, or a single name. */
export function wordsOf(name: Text | string, t: (text: Text) => string): string {
  return typeof name === 'string' ? name : t(name)
}
