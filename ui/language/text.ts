export type { Text } from '#lib/forms'

export type Values = Record<string, string | number | boolean | Date | null | undefined>

/** ISO 15924 codes of right-to-left scripts. A language counts with the script most of its readers use. */
const RIGHT_TO_LEFT = /^(Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$/

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(scriptOf(language)) ? 'rtl' : 'ltr'
}

/** ISO 15924 code of the script a language is written in. */
export function scriptOf(language: string): string {
  return new Intl.Locale(language).maximize().script ?? 'Latn'
}

/** The language's own name, as its readers write it. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** Digits stay 0–9 in every language, because people compare dates and numbers across screens, phones and paper. */
export function formatLocale(language: string): string {
  return `${language}-u-nu-latn`
}
