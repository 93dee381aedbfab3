const UNSEEN = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu

/** The text with every decimal digit of Unicode as 0 to 9, without invisible marks. */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(/\p{Nd}/gu, asciiDigit)
}

/** Unicode has the decimal digits of each script in one row from 0 to 9 (Unicode Standard, section 4.6). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}

/** "0000000000", "999 999": people write it where they have no number. */
export function isOneDigit(digits: string): boolean {
  return /^(\d?)\1*$/.test(digits)
}
