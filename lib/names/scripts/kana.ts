// Katakana and Hiragana as sounds of ../sounds.ts. Names of other languages get vowels between and after their
// consonants (Smith: su-mi-su), r for l, b for v, s for th, and a long mark where English has a silent r. So these have
// two readings.
const ROWS: Readonly<Record<string, string>> = {
  '': 'アイウエオ',
  k: 'カキクケコ',
  g: 'ガギグゲゴ',
  s: 'サシスセソ',
  z: 'ザジズゼゾ',
  t: 'タチツテト',
  d: 'ダヂヅデド',
  n: 'ナニヌネノ',
  h: 'ハヒフヘホ',
  B: 'バビブベボ',
  p: 'パピプペポ',
  m: 'マミムメモ',
  L: 'ラリルレロ',
}
const VOWELS = 'aiueo'
const OTHERS: readonly (readonly [string, string])[] = [
  ['シ', 'Si'],
  ['ジ', 'Zi'],
  ['チ', 'Ci'],
  ['ヂ', 'Zi'],
  ['ツ', 'su'],
  ['ヅ', 'zu'],
  ['フ', 'fu'],
  ['ヤ', 'ya'],
  ['ユ', 'yu'],
  ['ヨ', 'yo'],
  ['ワ', 'wa'],
  ['ヰ', 'i'],
  ['ヱ', 'e'],
  ['ヲ', 'o'],
  ['ヴ', 'vu'],
]

const MORAS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ROWS).flatMap(([consonant, row]) =>
    [...row].map((kana, place) => [kana, consonant + VOWELS[place]!] as const),
  ),
  ...OTHERS,
])
const SMALL: Readonly<Record<string, string>> = {
  ァ: 'a',
  ィ: 'i',
  ゥ: 'u',
  ェ: 'e',
  ォ: 'o',
  ャ: 'ya',
  ュ: 'yu',
  ョ: 'yo',
  ヮ: 'wa',
}

/** The sounds of a word in Katakana or Hiragana. A u, and the o of to and do, is often not in the foreign name. */
export function kanaSounds(word: string): string {
  const letters = [...word].map((letter) =>
    letter >= 'ぁ' && letter <= 'ゖ' ? String.fromCharCode(letter.charCodeAt(0) + 0x60) : letter,
  )
  let sounds = ''
  for (const [place, letter] of letters.entries()) {
    if (letter === 'ー') sounds += /[ao]$/.test(sounds) ? ':' : ''
    else if (letter === 'ン') sounds += /^[バビブベボパピプペポマミムメモ]$/.test(letters[place + 1] ?? '') ? 'M' : 'n'
    else if (SMALL[letter]) sounds = glided(sounds, SMALL[letter], letters[place + 1])
    else sounds += faded(MORAS.get(letter) ?? '', letters[place + 1])
  }
  return sounds.replace(/nn/g, 'n').replace(/Mm/g, 'm')
}

/** A Latin word without the silent letters of English, which Japanese does not write (Walker, Wright, John). */
export function englishSpelling(word: string): string {
  return word
    .replace(/al(?=l)|(?<=w)a(?=[lrt])/g, (vowel) => vowel.replace('a', 'o'))
    .replace(/alk/g, 'ok')
    .replace(/(?<=[aeiou])gh(?=t|n|$)/g, '')
    .replace(/(?<=o)h(?=n)/g, '')
    .replace(/^wr/, 'r')
    .replace(/^kn/, 'n')
}

/** フ and ァ is fa, シ and ャ is sha, キ and ャ is ka in most foreign names (Cathy). */
function glided(before: string, small: string, next: string | undefined): string {
  if (/(?:^|[aeiou:])u$/.test(before)) return `${before.slice(0, -1)}w${small}`
  const stem = before.replace(/[aiueoE]$/, '').replace(/v$/, before.endsWith('vE') ? 'f' : 'v')
  const isHardened = /[SZC]$/.test(stem) || (small === 'ya' && /[kg]$/.test(stem))
  if (!isHardened) return stem + small
  return stem + (small === 'yu' && next !== 'ー' ? 'E' : small.replace('y', ''))
}

function faded(mora: string, next: string | undefined): string {
  // The h of Ahmed is written as f.
  if (mora === 'fu' && next !== 'ー') return 'vE'
  return next !== 'ー' && /^(?:[^y]u|[td]o)$/.test(mora) ? `${mora[0]}E` : mora
}
