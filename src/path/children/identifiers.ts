/** The last nine digits of a phone number, which are the same with and without country code and leading zero. */
export function digitsOf(number: string): string {
  return [...number.normalize('NFKC')].map(digitOf).join('').slice(-9)
}

/** A document or reference number without spaces and dashes, in one letter case. */
export function plainNumber(number: string): string {
  const kept = number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return [...kept].map((character) => digitOf(character) || character).join('')
}

// Arabic-Indic, Persian, Devanagari, Bengali and Burmese digits, each row from 0 to 9.
const digitZeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0x1040]

function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const zero = digitZeros.find((start) => code >= start && code < start + 10)
  return zero === undefined ? '' : String(code - zero)
}
