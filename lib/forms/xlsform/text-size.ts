/** Far more than the longest forms in use say in all their languages; about as much as is fetched and shown without waiting. */
export const mostText = 4_000_000

/** Whether everything said in a value is longer than `most`. One text of a workbook may stand in every cell and is counted each time: here it is one, where it is sent it is many. */
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
