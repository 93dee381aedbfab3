// Hangul syllables as sounds of ../sounds.ts. A syllable is an initial, a vowel and perhaps a final consonant (Unicode
// 16.0, chapter 3.12). Romanisations differ in the initials (Gang and Kang, Dong and Tong, Jung and Chung) and in the
// family names, so these have several readings.
const INITIALS: readonly string[] = 'q,k,n,2,t,L,m,b,p,s,s,,Y,Y,C,k,t,p,h'.split(',')
const VOWELS: readonly string[] = 'a,e,ya,ye,o,e,yo,ye,o,wa,we,we,yo,u,wo,we,wi,yu,u,i,i'.split(',')
const FINALS: readonly string[] = ',k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,n,t,t,k,t,p,t'.split(',')

const FIRST = 0xac00
const LAST = 0xd7a3
const NO_INITIAL = 11
const SIBILANTS: ReadonlySet<number> = new Set([9, 10])
/** Vowels before which s is heard as sh: ya, yeo, yo, wi, yu, i. */
const PALATAL: ReadonlySet<number> = new Set([2, 6, 12, 16, 17, 20])
const FINAL_NG = 21
/** Latin letters write a doubled consonant once or twice (Yeonna). */
const DOUBLED = /^(?:lL|nn|mm)$/
/** The final ng keeps its g in Latin spelling before these initials: r, none, h. */
const KEEPS_G: ReadonlySet<number> = new Set([5, NO_INITIAL, 18])

/** Family names whose romanisations in use do not follow the syllable: Lee, Yi, Rhee; Park, Pak; Noh, Roh; Hur, Heo. */
const FAMILY: Readonly<Record<string, string>> = {
  이: '8i',
  리: '8i',
  임: '8im',
  림: '8im',
  유: '8yu',
  류: '8yu',
  양: '8yan',
  량: '8yan',
  여: '8yo',
  려: '8yo',
  용: '8yon',
  육: '8yuk',
  나: 'Na',
  라: 'Na',
  노: 'No',
  로: 'No',
  김: 'kim',
  박: 'ba:k',
  허: 'ho:',
}

/** The sounds of a word in Hangul. */
export function hangulSounds(word: string): string {
  const family = FAMILY[word]
  if (family) return family
  const syllables = [...word].map((letter) => letter.charCodeAt(0)).filter((code) => code >= FIRST && code <= LAST)
  const spelled = syllables.map((code) => code - FIRST)
  let sounds = ''
  let before = 0
  for (const [place, code] of spelled.entries()) {
    const [initial, vowel, final] = [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28]
    const next = spelled[place + 1]
    const isDoubled = DOUBLED.test(`${sounds.at(-1)}${INITIALS[initial]}`) && before !== FINAL_NG
    const spoken = SIBILANTS.has(initial) && PALATAL.has(vowel) ? 'S' : INITIALS[initial]!
    sounds += (isDoubled ? '' : spoken) + VOWELS[vowel]! + FINALS[final]!
    before = final
    if (final === FINAL_NG && next !== undefined && KEEPS_G.has(Math.floor(next / 588))) sounds += 'G'
  }
  return sounds.replace(/([aeiou])\1/g, '$1')
}

// The vowels and silent letters of romanised Korean, most specific first.
const ROMANISED: readonly [RegExp, string][] = [
  [/(?<=[aeou])h(?![aeiouyw])|(?<=r)h|(?<=a)r(?=[kg]$)/g, ''],
  [/^w(?:oo|u)/g, 'u'],
  [/(?<=u)w(?:oo|u)/g, ''],
  // The apostrophe keeps the vowels of two syllables apart.
  [/w(?:oo|u)/g, "'u"],
  [/ae/g, 'é'],
  [/eui|ui|ee/g, 'i'],
  [/eo/g, 'o'],
  [/eu|oo/g, 'u'],
  [/o[ei]/g, 'we'],
]

/** A Latin word as a Korean would say it: Seo-yeon and Suh Yun have two vowels, not four. */
export function koreanSpelling(word: string): string {
  return ROMANISED.reduce((left, [spelling, sound]) => left.replace(spelling, sound), word)
}

/** Hangul with one spelling for vowels that Koreans today speak the same: ae and e, wae, we and oe. */
export function heardInKorean(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\u1162/g, '\u1166')
    .replace(/\u1164/g, '\u1168')
    .replace(/[\u116B\u1170]/g, '\u116C')
}
