import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { setupI18n } from '@lingui/core'
import type { I18n } from '@lingui/core'
import { I18nProvider as AriaLocale } from 'react-aria-components/I18nProvider'
import { LanguageContext, useLanguage } from './language.tsx'
import { directionOf, formatLocale } from './text.ts'

/**
 * A part of a page in another language and its direction. Our own texts use the catalogue of that language, or the
 * page's if there is none. Words that come with the data are in that language in any case. `part` is the late part of
 * the catalogue that it needs besides the first texts.
 */
export function LanguageIsland({ language, part, children }: { language: string; part?: string; children: ReactNode }) {
  const outer = useLanguage()
  const spoken = [language, language.split('-')[0] ?? language].find((one) => outer.languages.includes(one))
  const [own, setOwn] = useState<{ spoken: string; says: I18n }>()
  const { load } = outer
  const needed = spoken !== undefined && spoken !== outer.language
  useEffect(() => {
    if (!needed) return undefined
    let current = true
    const tag = spoken
    async function fetchTexts() {
      const texts = await Promise.all([load(tag), part === undefined ? {} : load(tag, part)])
      const messages = { ...texts[0], ...texts[1] }
      if (current)
        setOwn({
          spoken: tag,
          says: setupI18n({ locale: tag, locales: [formatLocale(tag)], messages: { [tag]: messages } }),
        })
    }
    void fetchTexts()
    return () => {
      current = false
    }
  }, [needed, spoken, part, load])
  const says = needed && own?.spoken === spoken ? own.says : outer.says
  const direction = directionOf(language)
  const inner = useMemo(() => ({ ...outer, language, direction, says }), [outer, language, direction, says])
  return (
    <LanguageContext value={inner}>
      <AriaLocale locale={spoken ?? outer.language}>
        <div lang={language} dir={direction}>
          {children}
        </div>
      </AriaLocale>
    </LanguageContext>
  )
}
