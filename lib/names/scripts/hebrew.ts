// Letters of the Hebrew script as sounds of ../sounds.ts. Without points bet, pe, shin and vav have two readings each.
const LETTERS: Readonly<Record<string, string>> = {
  א: "'",
  ב: 'B',
  ג: 'g',
  ד: 'd',
  ה: 'h',
  ו: 'v',
  ז: 'z',
  ח: 'K',
  ט: 't',
  י: 'y',
  כ: 'k',
  ך: 'K',
  ל: 'l',
  מ: 'm',
  ם: 'm',
  נ: 'n',
  ן: 'n',
  ס: 's',
  ע: "'",
  פ: 'F',
  ף: 'f',
  צ: 's',
  ץ: 's',
  ק: 'k',
  ר: 'r',
  ש: 'S',
  ת: 'T',
  װ: 'v',
  ױ: 'oy',
  ײ: 'y',
  // A geresh makes the sounds of foreign names: j, ch, zh.
  'ג׳': 'J',
  'צ׳': 'C',
  'ץ׳': 'C',
  'ז׳': 'V',
  // Points: the vowels, and the dots that tell the readings apart.
  בּ: 'b',
  פּ: 'p',
  כּ: 'k',
  שׁ: 'x',
  שׂ: 's',
  וּ: 'u',
  וֹ: 'o',
  '\u05B4': 'i',
  '\u05B5': 'e',
  '\u05B6': 'e',
  '\u05B7': 'a',
  '\u05B8': 'a',
  '\u05B9': 'o',
  '\u05BB': 'u',
}

const POINTS = /[\u0591-\u05BB\u05BD\u05BF\u05C4-\u05C7]/u
const SPOKEN = /[\u05D0-\u05F2](?:[׳'\u05BC\u05C1\u05C2])?|[\u05B4-\u05BB]/gu

/** The sounds of a word in the Hebrew script. Vowels are mostly unwritten; a double vav is a consonant. */
export function hebrewSounds(word: string): string {
  const spelled = word.normalize('NFD').replace(/’/g, '׳').replace(/'/g, '׳').replace(/וו/g, 'װ')
  // A dot of shin comes before or after the vowel point, and the dot of a doubled shin after its own.
  const dotted = POINTS.test(spelled) ? spelled.replace(/([\u05B0-\u05BB])([\u05BC\u05C1\u05C2]+)/gu, '$2$1') : spelled
  // At the beginning alef and vav are o or u, and a he at the end is only a vowel.
  let sounds = dotted.startsWith('או') ? 'u' : ''
  const rest = (sounds ? dotted.slice(2) : dotted).replace(/(?<=..)ה$/u, '')
  for (const [letter] of rest.matchAll(SPOKEN))
    sounds += letter === 'ו' && sounds !== '' ? 'U' : (LETTERS[letter] ?? LETTERS[letter[0]!] ?? '')
  return dotted.endsWith('ה') ? `${sounds}E` : sounds
}

/** A Latin word without the h at its end, which Hebrew does not write beside the vowel (Sarah). */
export function hebrewSpelling(word: string): string {
  return word.replace(/(?<=[aeo])h$/, '')
}
