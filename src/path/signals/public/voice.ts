import { isMessageId, wordsIn } from '#lib/forms'
import type { Text } from '#lib/forms'
import { directionOf } from '../../../../ui/language/text.ts'
import type { PublicWords } from './pages.ts'

type Values = Record<string, string | number>

/** One language of the public pages. */
export interface Voice {
  language: string
  direction: 'ltr' | 'rtl'
  say(id: string, values?: Values): string
  words(text: Text, values?: Values): string
  /** `?lang=` if the person chose the language on the page, so that the next page has it too. */
  query: string
}

/** The language in the address, else the browser's. Ignores the app's cookie. */
export function chooseVoice(catalogue: PublicWords, wished: unknown, accepted: string | undefined): Voice {
  const chosen = typeof wished === 'string' && catalogue.languages.includes(wished) ? wished : undefined
  const language = chosen ?? catalogue.choose(accepted)
  const say = (id: string, values?: Values): string => catalogue.say(language, id, values)
  return {
    language,
    direction: directionOf(language),
    say,
    words: (text, values) => (isMessageId(text) ? say(text.id, values) : wordsIn(text, language)),
    query: chosen ? `?lang=${chosen}` : '',
  }
}
