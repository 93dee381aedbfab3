import { type AgeFault, findAgeFault, oldestAge, yearsOfMonths } from './ages.ts'
import { withLatinDigits } from './digits.ts'
import type { AgeAnswer } from './model.ts'

/**
 * What a word or sign means in an age: a `y`ear, a `m`onth, `a`bout, `b`etween, `t`o (or "or"), `c` for "and". `o` ("years
 * old") says nothing more. Words of the languages of the screens, and of Persian and Amharic. A word that is not here is
 * not guessed: "under 12", "16m" and "almost 18" are refused.
 */
const words: Readonly<Record<string, string>> = {
  y: 'year years yr yrs yo an ans année années año años ano anos سنة سنه سنوات سنين عام اعوام عاما سال ساله ዓመት አመት ዓመታት',
  m: 'month months mo mos mois mes meses شهر شهرا اشهر شهور ماه ماهه ወር ወራት',
  a: 'about around approximately approx circa ca environ vers alrededor aproximadamente unos حوالي نحو تقريبا تقریبا حدود',
  b: 'between from entre de desde du من بين از بین ከ',
  t: 'to or à ou a o u hasta أو إلى تا یا ወይም እስከ',
  c: 'and et y و',
  o: 'old',
}
const markOfWord = new Map(
  Object.entries(words).flatMap(([mark, list]) => list.split(' ').map((word) => [plainText(word), mark] as const)),
)

const quarters: Readonly<Record<string, number>> = {
  '': 0,
  '0': 0,
  '00': 0,
  '5': 0.5,
  '50': 0.5,
  '25': 0.25,
  '75': 0.75,
}
const fractions: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 }

const piece =
  /(?<blank>\s+)|(?<whole>\d{1,3})(?:[.,٫،](?<decimals>\d{1,2})|\s?(?<fraction>[½¼¾]))?|(?<half>[½¼¾])|(?<word>\p{L}+)|(?<dash>[-‐-―−])|(?<about>[~≈])/uy

const longestText = 60

/** One number with its unit, perhaps about; years and months; two numbers with a word or dash between them. */
const single = /^(ab?)?n([ym])?(a)?$/
const yearsAndMonths = /^(ab?)?nyc?nm(a)?$/
const range = /^(?:n([ym])?t|bn([ym])?[tc])n([ym])?$/

/**
 * Reads an age as people type it: "13", "about 13", "1½", "1,5", "18 months", "2 years 6 months", "12-14", "12 or 13",
 * with digits of any script. Every sign and word must be understood. Otherwise the text is a fault, never another age.
 * Undefined when nothing is typed.
 */
export function readAge(text: string, sure: 'exact' | 'about'): AgeAnswer | AgeFault | undefined {
  const plain = plainText(text)
  if (plain === '') return undefined
  const read = plain.length <= longestText ? readPieces(plain) : undefined
  const age = read && ageOf(read.marks, read.numbers, sure)
  return age ? (findAgeFault(age) ?? age) : 'not-an-age'
}

/** Small letters, digits 0–9, without marks that nobody sees and Arabic vowel signs. */
function plainText(text: string): string {
  const plain = text.normalize('NFC').replace(/[\p{Cf}\p{Mn}ـ]/gu, '')
  return withLatinDigits(plain).replace(/[أإآ]/g, 'ا').replace(/ى/g, 'ي').toLowerCase().trim()
}

function readPieces(plain: string): { marks: string; numbers: number[] } | undefined {
  let marks = ''
  const numbers: number[] = []
  piece.lastIndex = 0
  while (piece.lastIndex < plain.length) {
    const found = piece.exec(plain)?.groups
    if (!found) return undefined
    const number = numberOf(found)
    if (number !== undefined) numbers.push(number)
    const mark =
      number !== undefined
        ? 'n'
        : found['dash']
          ? 't'
          : found['about']
            ? 'a'
            : found['blank']
              ? ''
              : markOfWord.get(found['word'] ?? '')
    if (mark === undefined) return undefined
    marks += mark
  }
  return { marks: marks.replaceAll('o', ''), numbers }
}

/** Only halves and quarters: "12.13" more likely means twelve or thirteen. */
function numberOf({ whole, decimals, fraction, half }: Record<string, string | undefined>): number | undefined {
  if (half) return fractions[half]
  if (whole === undefined) return undefined
  return Number(whole) + (fraction ? fractions[fraction]! : (quarters[decimals ?? ''] ?? Number.NaN))
}

function ageOf(marks: string, [first = Number.NaN, second = Number.NaN]: number[], sure: 'exact' | 'about') {
  const one = single.exec(marks)
  if (one) return valueOf(yearsIn(first, one[2]), one[1] || one[3] ? 'about' : sure)
  const parts = yearsAndMonths.exec(marks)
  if (parts)
    return Number.isInteger(first) && second < 12
      ? valueOf(first + yearsIn(second, 'm'), parts[1] || parts[2] ? 'about' : sure)
      : undefined
  const ends = range.exec(marks)
  if (!ends) return undefined
  const [, plainUnit, betweenUnit, unit] = ends
  const firstUnit = plainUnit ?? betweenUnit
  // "6 months to 2" may mean two months or two years.
  if (firstUnit === 'm' && unit === undefined) return undefined
  return { from: yearsIn(first, firstUnit ?? unit), to: yearsIn(second, unit) }
}

function valueOf(years: number, kind: 'exact' | 'about'): AgeAnswer {
  return kind === 'exact' ? { exact: years } : { about: years }
}

/** Years of a number with its unit; not a number for half a month. */
function yearsIn(count: number, unit: string | undefined): number {
  if (unit !== 'm') return count
  return Number.isInteger(count) && count <= 12 * oldestAge ? yearsOfMonths(count) : Number.NaN
}
