import { useCallback } from 'react'
import { RouterProvider } from '@tanstack/react-router'
import { loaders } from 'virtual:tenfold-languages'
import { LanguageProvider } from '#ui'
import { request, SessionProvider } from '#ui/data'
import { router } from './router.tsx'

const languages = Object.keys(loaders)

async function loadCatalogue(language: string) {
  const load = loaders[language] ?? loaders['en']
  if (!load) throw new Error(`no texts for ${language}`)
  return (await load()).messages
}

/** The whole app: its language, who is signed in, and the screen that is open. */
export function App() {
  const rememberLanguage = useCallback((language: string) => {
    // The account remembers it for other devices; this device does so itself. Signed out or offline: nothing to do.
    request('/api/session/language', { method: 'POST', body: { language }, headers: { 'idempotency-key': crypto.randomUUID() } }).catch(() => undefined)
  }, [])
  return (
    <LanguageProvider languages={languages} load={loadCatalogue} onChange={rememberLanguage}>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </LanguageProvider>
  )
}
