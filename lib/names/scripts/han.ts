import anyAscii from 'any-ascii'

// Chinese characters as sounds of ../sounds.ts, by their Mandarin reading. Pinyin and Wade-Giles write the same initial
// differently (Deng and Teng, Guo and Kuo, Jiang and Chiang, Xu and Hsu), so these have two readings.
const INITIALS: readonly [RegExp, string][] = [
  [/^[zs]h/, 'x'],
  [/^ch/, 'C'],
  [/^d/, '2'],
  [/^g/, 'q'],
  [/^j/, 'Y'],
  [/^q/, 'c'],
  [/^c/, '9'],
]

/** Characters that are read differently as a family name. */
const FAMILY: Readonly<Record<string, string>> = {
  曾: 'zeng',
  单: 'shan',
  單: 'shan',
  解: 'xie',
  仇: 'qiu',
  区: 'ou',
  區: 'ou',
  朴: 'piao',
  查: 'zha',
  翟: 'zhai',
  缪: 'miao',
  繆: 'miao',
  覃: 'qin',
  盖: 'ge',
  薄: 'bo',
  尉: 'yu',
  长: 'zhang',
  長: 'zhang',
}

// Wade-Giles and pinyin in one spelling, which also tells an x inside a word from ks.
const ROMANISED: readonly [RegExp, string][] = [
  [/hs|x(?=[iu])/g, 'ŝ'],
  [/tzu/g, 'zi'],
  [/s[sz]u/g, 'si'],
  [/tz|ts/g, 's'],
  [/(?<=[aeiu])h(?![aeiou])/g, ''],
  [/^(h|k)o$/, '$1e'],
  [/uei/g, 'ui'],
  [/ien/g, 'ian'],
  [/yen/g, 'yan'],
  [/uo/g, 'o'],
  [/^([ln])(?:yu|v)/, '$1u'],
]

/** A Latin word in the spelling of `hanSounds`: Hsueh and Xue are one syllable. */
export function mandarinSpelling(word: string): string {
  return ROMANISED.reduce((left, [spelling, sound]) => left.replace(spelling, sound), word)
}

/** The sounds of a word in Chinese characters. */
export function hanSounds(word: string): string {
  const letters = [...word]
  const readings = letters.map((letter, place) => {
    const family = place === 0 && letters.length < 3 ? FAMILY[letter] : undefined
    return family ?? anyAscii(letter).toLowerCase()
  })
  return readings.map((reading, place) => syllableSounds(reading, place, readings[place + 1])).join('')
}

function syllableSounds(reading: string, place: number, next: string | undefined): string {
  const initial = INITIALS.find(([spelling]) => spelling.test(reading))
  const spoken = initial ? reading.replace(initial[0], initial[1]) : reading
  // Latin spelling reads an x inside a word as ks, and the g of ng before a vowel as its own sound.
  return (reading.startsWith('x') ? (place === 0 ? 'S' : '0') + reading.slice(1) : spoken)
    .replace(/ou/, 'u')
    .replace(/uo/, 'o')
    .replace(/n$/, next?.startsWith('n') ? '' : 'n')
    .replace(/ng$/, next && /^[aeiouyhlrw]/.test(next) ? 'nG' : 'n')
    .replace(/[^a-zSCYG0-9]/g, '')
}
