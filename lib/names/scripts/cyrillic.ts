// Letters of the Cyrillic script (Slavic, Central Asian and Caucasian languages) as sounds of ../sounds.ts.
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', ә: 'a', ӑ: 'a', б: 'b', в: 'v', г: 'G', ґ: 'g', ғ: 'G', ѓ: 'g', д: 'd', ђ: 'J', е: 'e', ё: 'o', є: 'e', ж: 'x', җ: 'J',
  з: 'z', и: 'i', і: 'i', ї: 'i', й: 'y', ј: 'y', к: 'k', қ: 'q', ќ: 'k', л: 'l', љ: 'l', м: 'm', н: 'n', њ: 'n', ң: 'n',
  о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'C', у: 'u', ў: 'w', ұ: 'u', ү: 'u', ф: 'f', х: 'K', ҳ: 'h', һ: 'h',
  ц: 's', ч: 'C', џ: 'J', ҷ: 'J', ш: 'x', щ: 'x', ы: 'i', э: 'e', ю: 'yu', я: 'ya', ѕ: 'z',
}

/** The sounds of a lower-case word in the Cyrillic script. */
export function cyrillicSounds(word: string): string {
  const plain = word.replace(/дж/g, 'џ').replace(/кх/g, 'х').replace(/(.)\1/gu, '$1')
  return [...plain].map((letter) => LETTERS[letter] ?? '').join('')
}
