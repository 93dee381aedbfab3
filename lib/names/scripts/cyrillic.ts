// Letters of the Cyrillic script (Slavic, Central Asian and Caucasian languages) as sounds of ../sounds.ts.
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  ӑ: 'a',
  б: 'b',
  в: 'v',
  г: 'G',
  ґ: 'g',
  ғ: 'G',
  ѓ: 'g',
  д: 'd',
  ђ: 'J',
  е: 'e',
  ё: 'o',
  є: 'e',
  ж: 'V',
  җ: 'J',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'y',
  ј: 'y',
  к: 'k',
  қ: 'q',
  ќ: 'k',
  л: 'l',
  љ: 'l',
  м: 'm',
  н: 'n',
  њ: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'C',
  у: 'u',
  ў: 'w',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'K',
  ҳ: 'h',
  һ: 'h',
  ц: 's',
  ч: 'C',
  џ: 'J',
  ҷ: 'J',
  ш: 'x',
  щ: 'x',
  ы: 'i',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ѕ: 'z',
}

// French by its sound, and silent letters of English; most specific first.
const FRENCH: readonly [RegExp, string][] = [
  [/^w(?=r)|gh(?=t)/g, ''],
  [/(?:eaux?|aul?[dt]?)$|eau/g, 'o'],
  [/(?<=.i|..ch|..g)er$/g, 'e'],
  [/(?<=..)(?:[dtsx]|es)$/g, ''],
  [/oi|oy(?=$)/g, 'ua'],
  [/au/g, 'o'],
  [/ge(?=[aou])|g(?=[eiy])/g, 'j'],
  [/j/g, 'zh'],
  [/c?qu/g, 'k'],
  [/ch/g, 'sh'],
  [/th/g, 't'],
  [/eu/g, 'e'],
  [/[ae]([nm])(?![aeiouyhnm])/g, 'a$1'],
  [/i[nm](?![aeiouyhnm])/g, 'en'],
]

const PERHAPS_FRENCH = /(?<=..)(?:[dtsx]|es|[hgi]er)$|[ae]u|oi|oy$|g[eiy]|^wr|ght/

/** A Latin word as Cyrillic would write it if it is French: Boucher, Rousseau, Dubois. */
export function frenchSpelling(word: string): string {
  return !PERHAPS_FRENCH.test(word)
    ? word
    : FRENCH.reduce((left, [spelling, sound]) => left.replace(spelling, sound), word)
}

/** The sounds of a lower-case word in the Cyrillic script. */
export function cyrillicSounds(word: string): string {
  const plain = word.replace(/дж/g, 'џ').replace(/кх/g, 'х').replace(/(.)\1/gu, '$1')
  const sounds = [...plain].map((letter) => LETTERS[letter] ?? '').join('')
  return /[бвгджзклмнпрстфхцчшщ]ь?ю/.test(plain) ? sounds.replace(/(?<=[bvGdVzklmnprstfKsCx])yu/g, 'Eu') : sounds
}
