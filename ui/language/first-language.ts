const REMEMBERED = 'tenfold.language'

/** The first language: the one chosen before on this device, else the browser's, else the first on offer. */
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

/** The language a person chose on this device. */
export function readRemembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED)
  } catch {
    return null // the browser may forbid storage; the person then chooses at each visit
  }
}

export function remember(language: string): void {
  // The server uses it too, for refusals and the pages it renders.
  document.cookie = `language=${encodeURIComponent(language)}; path=/; max-age=31536000; samesite=strict${location.protocol === 'https:' ? '; secure' : ''}`
  try {
    localStorage.setItem(REMEMBERED, language)
  } catch {
    /* see readRemembered */
  }
}
