import { diceOf } from '#lib/dice'

const consonants = ['b', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'r', 's', 't', 'z', 'sh', 'kh']
const vowels = ['a', 'e', 'i', 'o', 'u']

/**
 * A list of invented places of any size with OCHA's columns: countries, regions, districts. Names repeat as in reality.
 */
export function generatedPlaces(rows: number): string {
  const random = diceOf(7)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const word = (): string => {
    const text = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(consonants) + pick(vowels)).join('')
    return text[0]!.toUpperCase() + text.slice(1)
  }
  const common = Array.from({ length: 400 }, word)
  const name = (): string => (random() < 0.1 ? pick(common) : random() < 0.3 ? `${pick(common)} ${word()}` : word())
  const lines = ['Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date']
  for (let country = 0; lines.length <= rows; country += 1) {
    const letters = `${String.fromCharCode(65 + (Math.floor(country / 26) % 26))}${String.fromCharCode(65 + (country % 26))}`
    const location = `Q${letters}`
    for (let region = 1; region <= 16 && lines.length <= rows; region += 1) {
      const code = `${location}${String(region).padStart(2, '0')}`
      lines.push(`${location},1,${code},${name()},${location},2025-01-01`)
      for (let district = 1; district <= 12 && lines.length <= rows; district += 1)
        lines.push(`${location},2,${code}${String(district).padStart(2, '0')},${name()},${code},2025-01-01`)
    }
  }
  return `${lines.join('\n')}\n`
}
