import { type Dice, pick } from './dice.ts'
import type { Script } from './name-lists.ts'

const letters: Readonly<Record<Script, string>> = {
  latn: 'abcdefghijklmnoprstuvwyz',
  arab: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  cyrl: 'абвгдежзийклмнопрстуфхцчшыэюя',
  ethi: 'ሀለመረሰበተነከወዘየደገፈ',
}

/**
 * The name with one letter dropped, replaced, doubled or swapped with its neighbour, never the first letter of a word.
 */
export function misspelt(dice: Dice, name: string, script: Script): string {
  const words = name.split(' ')
  const long = words.map((word, index) => ({ word, index })).filter(({ word }) => [...word].length >= 4)
  if (long.length === 0) return name
  const { word, index } = pick(dice, long)
  return words.with(index, oneLetterWrong(dice, word, script)).join(' ')
}

function oneLetterWrong(dice: Dice, word: string, script: Script): string {
  const written = [...word]
  const place = 1 + Math.floor(dice() * (written.length - 1))
  const other = pick(dice, [...letters[script]])
  const kind = Math.floor(dice() * 4)
  if (kind === 0) written.splice(place, 1)
  else if (kind === 1) written.splice(place, 1, other)
  else if (kind === 2) written.splice(place, 0, other)
  else if (place + 1 < written.length) written.splice(place, 2, written[place + 1]!, written[place]!)
  else written.splice(place, 1)
  return written.join('')
}
