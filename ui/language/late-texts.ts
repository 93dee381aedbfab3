import { useEffect, useState } from 'react'
import { useUnderWay } from '../under-way.ts'
import { useLanguage } from './language.tsx'

/** Loads the texts of an area that is not in the first download. False until they are loaded. */
export function useLateTexts(area: string): boolean {
  const { language, load, says } = useLanguage()
  const [ready, setReady] = useState<string>()
  useUnderWay(ready !== language)
  useEffect(() => {
    let current = true
    async function fetchTexts() {
      const messages = await load(language, area)
      says.load(language, messages)
      if (current) setReady(language)
    }
    void fetchTexts()
    return () => {
      current = false
    }
  }, [language, load, says, area])
  return ready === language
}
