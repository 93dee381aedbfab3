import { lateLoaders, loaders } from 'virtual:tenfold-languages'
import { askEarly } from '../../ui/data/early-answers.ts'
import { viewSession } from '../../ui/data/server-routes.ts'
import { firstLanguage } from '../../ui/language/first-language.ts'
import { moduleScreens } from './module-screens.ts'

// This script is small, so it runs long before the app and starts the app's first requests while the app is loading.
const language = firstLanguage(Object.keys(loaders))
askEarly(viewSession.path, language)
// If a part fails to load here, the code that needs it loads it again and handles the error.
const screen = moduleScreens.find(({ path }) => path === location.pathname)
const texts = screen?.firstTextsOnly ? undefined : lateLoaders['desk']?.[language]
for (const part of [loaders[language], screen?.load, texts]) part?.().catch(() => undefined)
