export type { Text } from '#lib/forms'

export type Values = Record<string, string | number | boolean | Date | null | undefined>

/** Right-to-left languages by ISO 639 code: the direction follows the script people write them in. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'ur', 'ps', 'he', 'dv', 'ckb', 'ug', 'sd', 'yi'])

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? language) ? 'rtl' : 'ltr'
}

/** The language's own name, as its readers write it. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}
