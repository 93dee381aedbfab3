// Letters of the Burmese script by their spoken sound: transliteration by spelling differs too much from names as used.
const LETTERS: Readonly<Record<string, string>> = {
  က: 'k', ခ: 'k', ဂ: 'g', ဃ: 'g', င: 'n', စ: 's', ဆ: 's', ဇ: 'z', ဈ: 'z', ဉ: 'n', ည: 'ny', ဋ: 't', ဌ: 't', ဍ: 'd', ဎ: 'd', ဏ: 'n',
  တ: 't', ထ: 't', ဒ: 'd', ဓ: 'd', န: 'n', ပ: 'p', ဖ: 'F', ဗ: 'b', ဘ: 'b', မ: 'm', ယ: 'y', ရ: 'R', လ: 'l', ဝ: 'w', သ: 'T', ဟ: 'h',
  ဠ: 'l', အ: '', ဣ: 'i', ဤ: 'i', ဥ: 'u', ဦ: 'u', ဧ: 'e', ဩ: 'o', ဪ: 'o',
  'ါ': 'a', 'ာ': 'a', 'ိ': 'i', 'ီ': 'i', 'ု': 'u', 'ူ': 'u', 'ေ': 'e', 'ဲ': 'e', 'ံ': 'n', 'ျ': 'y', 'ြ': 'y', 'ွ': 'w', 'ှ': 'h',
}

const SILENT_FINAL = /[ကစတပည]်/gu

/** The sounds of a word in the Burmese script; stopped finals (k, t, p and ny before asat) are not spoken. */
export function myanmarSounds(word: string): string {
  const spoken = word.replace(SILENT_FINAL, '').replace(/ော်?/gu, 'ူ')
  return [...spoken].map((letter) => LETTERS[letter] ?? '').join('')
}
