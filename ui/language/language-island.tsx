import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { setupI18n } from '@lingui/core'
import type { I18n } from '@lingui/core'
import { I18nProvider as AriaLocale } from 'react-aria-components/I18nProvider'
import { LanguageContext, useLanguage } from './language.tsx'
import { directionOf, formatLocale } from './text.ts'

/**
 * A part of a page in another language and its direction. Our own texts use the catalogue of that language, or the
 * page's if there is none. Words that come with the data are in that language in any case.
 */
export function LanguageIsland({ language, children }: { language: string; children: ReactNode }) {
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
      const messages = await load(tag)
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
  }, [needed, spoken, load])
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
