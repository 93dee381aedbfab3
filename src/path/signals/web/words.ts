import { wordsOfDate } from '#lib/forms'
import { sayAge, useFormat, useLanguage, useText } from '#ui'
import { usePlaceName } from '#ui/data'
import type { ConcernView } from '../view.ts'

/** The parts of a concern in words. Undefined if nothing was said: an unknown is never invented. */
export function useConcernWords() {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const placeName = usePlaceName()
  return {
    where({ placeCode, placeText, raisedAt }: ConcernView): string | undefined {
      return (
        format.list(
          [placeCode && placeName(placeCode, raisedAt), placeText].filter((part): part is string => !!part),
        ) || undefined
      )
    },
    when(answer: ConcernView['happened']): string | undefined {
      if (!answer) return undefined
      const date = wordsOfDate(answer, language)
      return answer.about ? t('ui.date.about-said', { date }) : date
    },
    age(answer: ConcernView['persons'][number]['age']): string | undefined {
      return answer ? sayAge(answer, t) : undefined
    },
    language: (code: string | null): string | undefined => (code ? format.languageName(code) : undefined),
  }
}
