import { useEffect, useState } from 'react'
import { useUnderWay } from '../under-way.ts'
import { useLanguage } from './language.tsx'

/** Loads the texts of a part that is not in the first download. False until they are loaded. */
export function useLateTexts(part: string): boolean {
  const { wantTexts } = useLanguage()
  const [ready, setReady] = useState(false)
  useUnderWay(!ready)
  useEffect(() => {
    let current = true
    void wantTexts(part).then(() => current && setReady(true))
    return () => {
      current = false
    }
  }, [wantTexts, part])
  return ready
}
