import type { Option } from './choice.tsx'

const SHOWN = 60

/** Options whose label, hint or other name holds what was typed, without regard to case, accents or Arabic vowel signs; those that begin with it first. */
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

/** Marks above letters and the Arabic stretch (ـ) carry no meaning in a search; the hamza seats are written alike. */
function plain(text: string, language: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}|ـ/gu, '')
    .replaceAll(/[أإآ]/g, 'ا')
    .toLocaleLowerCase(language)
    .trim()
}
