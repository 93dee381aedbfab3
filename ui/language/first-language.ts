const REMEMBERED = 'tenfold.language'

/** The language to start with: what this device chose before, else the browser's, else the first one offered. */
export function firstLanguage(languages: string[]): string {
  const remembered = readRemembered()
  const wanted = [...(remembered ? [remembered] : []), ...navigator.languages]
  for (const tag of wanted) {
    const base = tag.split('-')[0] ?? tag
    if (languages.includes(tag)) return tag
    if (languages.includes(base)) return base
  }
  return languages[0] ?? 'en'
}

/** The language somebody chose on this device. */
export function readRemembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED)
  } catch {
    return null // storage can be forbidden by the browser; the language is then chosen each visit
  }
}

export function remember(language: string): void {
  // The server speaks it too, in refusals and on pages it renders itself.
  document.cookie = `language=${encodeURIComponent(language)}; path=/; max-age=31536000; samesite=strict${location.protocol === 'https:' ? '; secure' : ''}`
  try {
    localStorage.setItem(REMEMBERED, language)
  } catch {
    /* see readRemembered */
  }
}
