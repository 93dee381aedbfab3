/** In UTF-16 units. Far more than the longest forms in use have in all languages, and still quick to fetch and show. */
export const mostText = 4_000_000

/**
 * Whether the texts of a value are longer than `most` together. A text shared by many cells counts each time, because
 * it is sent each time.
 */
export function saysMoreThan(value: unknown, most: number): boolean {
  let left = most
  const open: unknown[] = [value]
  for (let one = open.pop(); one !== undefined && left >= 0; one = open.pop()) {
    if (typeof one === 'string') left -= one.length
    else if (typeof one === 'object' && one !== null)
      for (const [key, inner] of Object.entries(one)) {
        left -= key.length
        if (inner !== undefined) open.push(inner)
      }
  }
  return left < 0
}
