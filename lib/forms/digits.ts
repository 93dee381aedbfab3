const firstMathematicalDigit = 0x1d7ce
const ethiopicNumber = /^(፻)?([፲-፺])?([፩-፱])?$/

/**
 * The same text with digits of any script as 0–9. Ethiopic numerals have no zero (፲፫ is 10 and 3) and become a number;
 * a run of them that is no number below 200 stays as it is.
 */
export function withLatinDigits(text: string): string {
  return text
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/[፩-፼]+/gu, (run) => {
      const [found, hundred, ten, one] = ethiopicNumber.exec(run) ?? []
      if (!found) return run
      return String((hundred ? 100 : 0) + 10 * placeAfter('፲', ten) + placeAfter('፩', one))
    })
}

function placeAfter(first: string, sign: string | undefined): number {
  return sign ? sign.charCodeAt(0) - first.charCodeAt(0) + 1 : 0
}

function digitValue(digit: string): number {
  // Every set of decimal digits in Unicode is ten consecutive characters. Only the mathematical sets are adjacent to
  // each other.
  const code = digit.codePointAt(0) ?? 0
  if (code >= firstMathematicalDigit && code <= 0x1d7ff) return (code - firstMathematicalDigit) % 10
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}
