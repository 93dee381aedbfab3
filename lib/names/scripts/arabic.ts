// Letters of the Arabic script (Arabic, Persian, Urdu, Kurdish, Pashto, Uyghur) as sounds of ../sounds.ts.
const LETTERS: Readonly<Record<string, string>> = {
  ا: 'a', آ: 'a', أ: "'", إ: "'", ٱ: "'", ء: "'", ؤ: 'w', ئ: 'y', ى: 'a', ة: 'a',
  ب: 'b', پ: 'p', ت: 't', ث: 'T', ج: 'J', چ: 'C', ح: 'h', خ: 'K', د: 'd', ذ: 'D', ر: 'r', ز: 'z', ژ: 'x',
  س: 's', ش: 'x', ص: 's', ض: 'D', ط: 't', ظ: 'D', ع: "'", غ: 'G', ف: 'f', ڤ: 'v', ق: 'q', ك: 'k', ک: 'k',
  گ: 'g', ڭ: 'n', ل: 'l', م: 'm', ن: 'n', ه: 'h', ھ: 'h', ہ: 'h', ۃ: 'a', ە: 'a', و: 'w', ۇ: 'u', ۆ: 'o', ۈ: 'u', ۋ: 'v',
  ي: 'y', ی: 'y', ێ: 'e', ې: 'e', ے: 'e', ں: 'n', ٹ: 't', ڈ: 'd', ڑ: 'r', ڵ: 'l', ڕ: 'r', ټ: 't', ډ: 'd', ړ: 'r', ښ: 'x', ڼ: 'n',
  '\u064E': 'a', '\u064F': 'u', '\u0650': 'i',
}

/** The sounds of a word in the Arabic script; unwritten vowels stay unwritten, an opening alif is only a breath. */
export function arabicSounds(word: string): string {
  const sounds = [...word].map((letter) => LETTERS[letter] ?? '').join('')
  return word.startsWith('ا') ? `'${sounds.slice(1)}` : sounds
}
