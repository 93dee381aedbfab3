import { plainDigits } from './digits.ts'

/** Fewer digits are an extension, an area code or a short code. Numbers in full mostly have 7 or more. */
export const FEWEST_DIGITS = 6
/** With the country code (ITU-T E.164, section 6). */
const MOST_DIGITS = 15

/**
 * The numbers in a text, as written: "061 234 567 / 069 876 543" has two. An area code before a slash belongs to the
 * number after it, an extension to none.
 */
export function splitNumbers(text: string): string[] {
  const found = plainDigits(text)
    // In a right-to-left text the plus is often typed after the digits.
    .replace(/(?<![\d+])(\d[\d ().-]*\d)\s*\+(?![\d(])/gu, '+$1')
    .split(/[^\d\s().+/,;|&-]+/u)
    .flatMap((words) => joinedBeginnings(words.split(/[/,;|&\r\n]|\s-+\s|(?=\+)/u)))
    .flatMap(cutInTwo)
    .filter((part) => /\d/.test(part))
  const whole = found.filter((part) => countDigits(part) >= FEWEST_DIGITS)
  return whole.length > 0 ? whole : found
}

function joinedBeginnings(parts: readonly string[]): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    const isBeginning = before !== undefined && /\d/.test(before) && countDigits(before) < FEWEST_DIGITS
    if (isBeginning && !part.startsWith('+')) joined[joined.length - 1] = `${before} ${part}`
    else joined.push(part)
  }
  return joined
}

/** Two numbers with nothing but a space between them are too long for one. */
function cutInTwo(part: string): string[] {
  const groups = part.match(/\d+/g) ?? []
  const digits = groups.join('').replace(/^00/, '')
  if (digits.length <= MOST_DIGITS) return [part]
  for (let place = 1; place < groups.length; place += 1) {
    const [left, right] = [groups.slice(0, place).join(''), groups.slice(place).join('')]
    if (left.length === right.length) return [part.includes('+') ? `+${left}` : left, right]
  }
  return [part]
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length
}
