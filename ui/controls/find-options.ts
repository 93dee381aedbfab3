import type { Option } from './choice.tsx'

const SHOWN = 60

/**
 * Options whose label, hint or other name contains the typed text, ignoring case, accents and Arabic vowel signs. Those
 * that begin with it come first.
 */
export function findOptions(options: readonly Option[], typed: string, language: string): Option[] {
  const wanted = plain(typed, language)
  if (!wanted) return options.slice(0, SHOWN)
  const begin: Option[] = []
  const within: Option[] = []
  for (const option of options) {
    const label = plain(option.label, language)
    if (label.startsWith(wanted)) begin.push(option)
    else if (
      label.includes(wanted) ||
      [option.hint ?? '', ...(option.also ?? [])].some((name) => plain(name, language).includes(wanted))
    )
      within.push(option)
  }
  return [...begin, ...within].slice(0, SHOWN)
}

/** Removes marks above letters and the Arabic stretch (ـ), and unifies the seats of the hamza. */
function plain(text: string, language: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}|ـ/gu, '')
    .replaceAll(/[أإآ]/g, 'ا')
    .toLocaleLowerCase(language)
    .trim()
}
