import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import type { I18n, Messages } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { I18nProvider as AriaLocale } from 'react-aria-components/I18nProvider'
import { isMessageId, wordsIn } from '#lib/forms'
import type { Text } from '#lib/forms'
import { firstLanguage, readRemembered, remember } from './first-language.ts'
import { directionOf, formatLocale } from './text.ts'
import type { Values } from './text.ts'

/** Loads the first texts of a language, or those of one late part (app/web/build/catalogues.ts). */
export type LoadCatalogue = (language: string, part?: string) => Promise<Messages>

export interface LanguageState {
  language: string
  direction: 'ltr' | 'rtl'
  languages: string[]
  /** `keep: false` does not store the choice on this device, because the next person may need another language. */
  setLanguage(language: string, options?: { keep?: boolean }): Promise<void>
  /** True if nobody has chosen on this device yet. The account's language may then be used. */
  open: boolean
  load: LoadCatalogue
  /** Loads the texts of a late part. From then on they change with the language. */
  wantTexts(part: string): Promise<void>
  /** The catalogue: the page's, or that of a LanguageIsland. */
  says: I18n
}

/** Set by LanguageProvider, and by LanguageIsland for a part of a page. */
export const LanguageContext = createContext<LanguageState | undefined>(undefined)

async function activate(language: string, load: LoadCatalogue, late: Iterable<string>): Promise<void> {
  const parts = await Promise.all([load(language), ...[...late].map((part) => load(language, part))])
  for (const messages of parts) i18n.load(language, messages)
  i18n.activate(language, [formatLocale(language)])
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

interface LanguageProviderProps {
  languages: string[]
  load: LoadCatalogue
  children: ReactNode
}

/** Loads the catalogue, sets `lang` and `dir` on <html>, and provides the texts to all components below. */
export function LanguageProvider({ languages, load, children }: LanguageProviderProps) {
  const [language, setCurrent] = useState<string>()
  const late = useRef(new Set<string>())
  const inTurn = useTurns()
  const setLanguage = useCallback(
    (next: string, { keep = true }: { keep?: boolean } = {}) =>
      inTurn(async () => {
        await activate(next, load, late.current)
        if (keep) remember(next)
        setCurrent(next)
      }),
    [inTurn, load],
  )
  const wantTexts = useCallback(
    (part: string) =>
      inTurn(async () => {
        if (late.current.has(part)) return
        i18n.load(i18n.locale, await load(i18n.locale, part))
        late.current.add(part)
      }),
    [inTurn, load],
  )
  useEffect(() => {
    const first = firstLanguage(languages)
    void activate(first, load, late.current).then(() => setCurrent(first))
    // Only the first choice is automatic. Later the person chooses.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const state = useMemo(
    () =>
      language && {
        language,
        direction: directionOf(language),
        languages,
        setLanguage,
        open: readRemembered() === null,
        load,
        wantTexts,
        says: i18n,
      },
    [language, languages, setLanguage, load, wantTexts],
  )
  if (!state) return null
  return (
    <LanguageContext value={state}>
      <I18nProvider i18n={i18n}>
        <AriaLocale locale={state.language}>{children}</AriaLocale>
      </I18nProvider>
    </LanguageContext>
  )
}

/** One after the other: texts that load while the language changes would be those of the last language. */
function useTurns(): (work: () => Promise<void>) => Promise<void> {
  const last = useRef(Promise.resolve())
  return useCallback((work) => {
    const done = last.current.then(work)
    last.current = done.catch(() => undefined)
    return done
  }, [])
}

/** The current language, its direction, the languages on offer, and a function to change it. */
export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext)
  if (!state) throw new Error('useLanguage needs a LanguageProvider above it')
  return state
}

export type SayText = (text: Text | string, values?: Values) => string

/** `t('area.id', values)` or `t(text)`: the text in the reader's language. */
export function useText(): SayText {
  const { language, says } = useLanguage()
  return useCallback((text, values) => sayIn(language, says, text, values), [language, says])
}

function sayIn(language: string, says: I18n, text: Text | string, values?: Values): string {
  if (typeof text === 'string') return says._(text, values)
  if (isMessageId(text)) return says._(text.id, values)
  return fill(wordsIn(text, language), values)
}

function fill(text: string, values?: Values): string {
  if (!values) return text
  return text.replaceAll(/\{(\w+)\}/g, (whole, key: string) =>
    values[key] === undefined ? whole : String(values[key]),
  )
}
