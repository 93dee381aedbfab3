import anyAscii from 'any-ascii'
import { arabicSounds } from './scripts/arabic.ts'
import { cyrillicSounds } from './scripts/cyrillic.ts'
import { hanSounds } from './scripts/han.ts'
import { hangulSounds } from './scripts/hangul.ts'
import { hebrewSounds } from './scripts/hebrew.ts'
import { kanaSounds } from './scripts/kana.ts'
import { myanmarSounds } from './scripts/myanmar.ts'
import { scriptOf, writesAllVowels } from './scripts/script.ts'

/**
 * A word as a string of sounds, one character each, the same alphabet for every script:
 * vowels `a e i o u` and `E`, which may be silent; weak sounds `h y w '`; consonants as usual, and capitals, digits and
 * `:` where one letter is read in two ways.
 */
export type Sounds = string

/**
 * The coarse classes of a consonant; '' means it may be silent. They merge letters that differ between romanisations of
 * one name: b/p, f/v, s/z, g/j (figures in README.md).
 */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  p: ['p'],
  b: ['p'],
  F: ['f', 'p'],
  f: ['f'],
  v: ['f', ''],
  t: ['t'],
  T: ['t', 's'],
  d: ['d'],
  D: ['d', 's'],
  k: ['k'],
  q: ['k', 'g'],
  K: ['k', ''],
  g: ['g'],
  G: ['g', ''],
  j: ['g', ''],
  J: ['g'],
  s: ['s'],
  z: ['s'],
  Z: ['s', 'g'],
  x: ['x'],
  S: ['x', 's'],
  C: ['x'],
  c: ['x', 'k'],
  // Somali writes ayn as c and the h of Ahmed as x.
  '3': ['k', ''],
  X: ['x', 's', ''],
  H: ['ks', ''],
  m: ['m'],
  n: ['n'],
  l: ['l'],
  r: ['r'],
  R: ['', 'r'],
  // The end of Hughes and Sabbagh; the long mark of Katakana; the first consonant of Lee, Yi and Rhee.
  W: ['g', ''],
  ':': ['', 'r'],
  '8': ['l', '', 'r'],
  // Letters of other scripts with two romanisations: r/l and b/v, Korean t/d, j/ch, n/r, Chinese x, c, Cyrillic zh/j,
  // Arabic tsh, and n before b, m and p in Katakana.
  L: ['r', 'l'],
  B: ['p', 'f'],
  '2': ['t', 'd'],
  Y: ['g', 'x'],
  N: ['n', 'r'],
  '0': ['ks', 's'],
  '9': ['k', 's'],
  V: ['x', 'g'],
  Q: ['x', 'tx'],
  M: ['n', 'm'],
  // Vav inside or at the end of a Hebrew word, mostly o or u. Arabic ts and tz, mostly foreign.
  U: ['', 'f'],
  I: ['s', 'ts'],
}

/** The coarse classes of a sound, most usual first; empty for vowels and weak sounds. */
export function classesOf(sound: string): readonly string[] {
  return CLASSES[sound] ?? []
}

/** The same, with vowels that are their own class. */
export const CLASSES_WITH_VOWELS: typeof CLASSES = { ...CLASSES, a: ['a'], e: ['e'], i: ['i'], o: ['o'] }

/** All sounds, each once. */
export const knownSounds: Sounds = `aeiouEhwy'${Object.keys(CLASSES).join('')}`

export function isVowel(sound: string): boolean {
  return 'aeiouE'.includes(sound)
}

/** The sounds of one lower-case word in any script. */
export function soundsOf(word: string): Sounds {
  switch (scriptOf(word)) {
    case 'Arab':
      return arabicSounds(word)
    case 'Cyrl':
      return cyrillicSounds(word)
    case 'Mymr':
      return myanmarSounds(word)
    case 'Hang':
      return hangulSounds(word)
    case 'Hani':
      return hanSounds(word)
    case 'Hebr':
      return hebrewSounds(word)
    case 'Kana':
      return kanaSounds(word)
    default:
      return latinSounds(word)
  }
}

const ACCENTED: Readonly<Record<string, string>> = {
  ş: 'ŝ',
  ș: 'ŝ',
  š: 'ŝ',
  ś: 'ŝ',
  ç: 'ŝ',
  ć: 'ŝ',
  č: 'ŝ',
  ž: 'zh',
  ź: 'z',
  ż: 'zh',
  ğ: 'gh',
  ß: 's',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ð: 'dh',
  श: 'ŝ',
  ष: 'ŝ',
  শ: 'ŝ',
  ষ: 'ŝ',
}

/** Most names have only these letters and need no lookup of the script. */
const ASCII = /^[a-z'`]*$/
/** No spelling of several letters begins with one of these. Each is its own sound. */
const PLAIN = 'abfhijlmruvwy'

// Longest spelling first. `^` and `$` are the ends of the word.
const SPELLINGS: readonly [RegExp, Sounds][] = [
  [/^(?:tsch|tch)/, 'C'],
  [/^dzh/, 'J'],
  [/^sch/, 'x'],
  [/^(?:sh|zh)/, 'x'],
  [/^cz/, 'C'],
  [/^sz/, 'S'],
  [/^ŝ/, 'S'],
  [/^ch/, 'c'],
  [/^kh/, 'K'],
  [/^gh(?=e?s?$|t)/, 'W'],
  [/^gh/, 'G'],
  [/^ph/, 'F'],
  [/^th/, 'T'],
  [/^dh/, 'D'],
  [/^d[jz]/, 'J'],
  [/^t[sz]/, 's'],
  [/^ck/, 'k'],
  [/^qu/, 'k'],
  [/^ng(?![aeiouyhlrw])/, 'n'],
  [/^¢/, '3'],
  [/^¤/, 'X'],
  [/^¥/, 'H'],
  [/^c(?=[eiy])/, 'Z'],
  [/^c/, 'k'],
  [/^ou|^oo/, 'u'],
  [/^ee/, 'i'],
  [/^x/, 'ks'],
  [/^[`'’ʿʾʻʼ]/, "'"],
  [/^[a-z]/, ''],
]

/** Schmidt, Campbell, Jacques, Walker. */
const SILENT_LETTER = /(?<=^wa)l(?=k)|d(?=t$)|(?<=m)p(?=b)|c(?=qu)/
/** The last e of Jeanne and Charles, but not of José. */
const ENDS_WITH_E = /es?$/
const SILENT_E = /(?<=..[^aeiouhwy'])e(?=s?$)/

// In scripts that leave vowels unwritten only a joined double letter is one sound (virama of Devanagari, Bengali).
const JOINED_DOUBLE = /(.)[\u094D\u09CD]\1/gu

function latinSounds(word: string): Sounds {
  const once = ASCII.test(word) ? word : word.normalize('NFC').replace(JOINED_DOUBLE, '$1')
  const marked = ASCII.test(word) ? word : [...once].map((letter) => ACCENTED[letter] ?? letter).join('')
  const plain = ASCII.test(marked)
    ? marked
    : [...marked].map((letter) => (letter === 'ŝ' ? letter : anyAscii(letter).toLowerCase())).join('')
  const letters = plain.replace(/[^a-zŝ`'’]/g, '')
  const single = writesAllVowels(scriptOf(word)) ? letters.replace(/([^eo])\1+/g, '$1') : letters
  let rest = (SILENT_LETTER.test(single) ? single.replace(SILENT_LETTER, '') : single)
    .replace(/^ng/, 'n')
    .replace(/^c(?=[auo](?!u))/, '¢')
    .replace(/^x(?=[aiu])/, '¤')
    .replace(/^x|^hs(?=[iu])/, 'ŝ')
    .replace(/(?<=aa)x|(?<=[^m]a)x$|(?<=a)x(?=[am])/, '¥')
  let sounds = ''
  while (rest) {
    if (PLAIN.includes(rest[0]!)) {
      sounds += rest[0]!
      rest = rest.slice(1)
      continue
    }
    const [pattern, sound] = SPELLINGS.find(([spelling]) => spelling.test(rest))!
    const length = pattern.exec(rest)![0].length
    sounds += sound || rest[0]!
    rest = rest.slice(length)
  }
  return ENDS_WITH_E.test(word) ? sounds.replace(SILENT_E, 'E') : sounds
}

// French names whose last consonants are silent, so that other scripts do not write them: Charles, Laurent, Robert,
// Gérard, Arnaud, Benoît, Louis, Olivier. Not -et and -at, as in Ahmet and Hayat.
const SILENT_END =
  /(?:(?<=[qg]ue|^charle|^jule|gille|orge|yve|oi|ai|oui|en[iy]|col?a|[lt]uca|toma|thoma)s|(?<=...er|en|an|on|oi|gno|mo)t|(?<=.ar|.an|.on)d|(?<=au)(?:l?[dt]|x)|(?<=eu|ou)x|(?<=.i|..ch|..g)er|(?<=nn|qu|ll|ch)et)$/

/** A Latin word without the consonants at its end that French does not speak, or undefined. */
export function withoutSilentEnd(word: string): string | undefined {
  return 'stdxr'.includes(word[word.length - 1]!) && SILENT_END.test(word) ? word.replace(SILENT_END, '') : undefined
}

/**
 * The consonant skeletons of a word: its coarse consonant classes in order, one skeleton for each way to read it
 * (four, or up to twice `most`). A word without consonants is `~`.
 */
export function skeletonsOf(sounds: Sounds, most = 4, classesIn = CLASSES): string[] {
  let skeletons = ['']
  for (const sound of sounds) {
    const classes = classesIn[sound]
    if (classes === undefined) continue
    const readings = skeletons.length >= most ? classes.slice(0, 1) : classes
    skeletons =
      readings.length === 1
        ? skeletons.map((skeleton) => skeleton + readings[0]!)
        : readings.flatMap((reading) => skeletons.map((skeleton) => skeleton + reading))
  }
  return skeletons.length === 1 ? [skeletons[0] || '~'] : [...new Set(skeletons.map((skeleton) => skeleton || '~'))]
}
