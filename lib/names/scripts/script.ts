/** The script of a name: ISO 15924 codes of the scripts with their own rules (`Kana` includes Hiragana), `Zyyy` for all others. */
export type Script =
  | 'Latn'
  | 'Arab'
  | 'Cyrl'
  | 'Ethi'
  | 'Deva'
  | 'Beng'
  | 'Mymr'
  | 'Hebr'
  | 'Grek'
  | 'Thai'
  | 'Hani'
  | 'Hang'
  | 'Kana'
  | 'Zyyy'

const PATTERNS: readonly [Script, RegExp][] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Kana', /\p{Script=Katakana}|\p{Script=Hiragana}/u],
]

/** The script of the first letter of `text` that has one. */
export function scriptOf(text: string): Script {
  for (const character of text) {
    if (/[a-z]/i.test(character)) return 'Latn'
    const found = PATTERNS.find(([, pattern]) => pattern.test(character))
    if (found) return found[0]
  }
  return 'Zyyy'
}

const FULLY_VOWELLED: ReadonlySet<Script> = new Set(['Latn', 'Cyrl', 'Grek', 'Hani', 'Hang', 'Kana'])

/** Whether names in this script are usually written with all their vowels. */
export function writesAllVowels(script: Script): boolean {
  return FULLY_VOWELLED.has(script)
}
