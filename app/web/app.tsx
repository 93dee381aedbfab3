import { RouterProvider } from '@tanstack/react-router'
import { lateLoaders, loaders } from 'virtual:tenfold-languages'
import { KindsProvider, LanguageProvider } from '#ui'
import { SessionProvider } from '#ui/data'
import { kinds } from '../rooms.ts'
import { router } from './router.tsx'

const languages = Object.keys(loaders)

/** The first texts of a language, or those of one late part. */
async function loadCatalogue(language: string, part?: string) {
  const from = part === undefined ? loaders : (lateLoaders[part] ?? {})
  const load = from[language] ?? from['en']
  if (!load) throw new Error(`no texts for ${language}`)
  return (await load()).messages
}

/** The whole app: its language, who is signed in, and the screen that is open. */
export function App() {
  return (
    <LanguageProvider languages={languages} load={loadCatalogue}>
      <SessionProvider>
        <KindsProvider value={kinds}>
          <RouterProvider router={router} />
        </KindsProvider>
      </SessionProvider>
    </LanguageProvider>
  )
}
