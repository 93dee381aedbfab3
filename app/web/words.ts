import type { Text } from '#ui'

/** A name that comes in several languages, or as one name. */
export function wordsOf(name: Text | string, t: (text: Text) => string): string {
  return typeof name === 'string' ? name : t(name)
}
