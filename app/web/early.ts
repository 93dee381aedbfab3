import { loaders } from 'virtual:tenfold-languages'
import { askEarly } from '../../ui/data/early-answers.ts'
import { firstLanguage } from '../../ui/language/first-language.ts'
import { moduleScreens } from './module-screens.ts'

// Small, so that it is there long before the app: what the app will ask for is then under way beside it, not after it.
const language = firstLanguage(Object.keys(loaders))
askEarly('/api/session', language)
// What does not come now is asked for again, and missed, by whoever needs it.
for (const part of [loaders[language], moduleScreens.find(({ path }) => path === location.pathname)?.load])
  part?.().catch(() => undefined)
