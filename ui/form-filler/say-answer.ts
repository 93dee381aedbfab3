import { isAgeAnswer, isBlank, isDateAnswer, isPlaceAnswer, isUnknown, wordsOfDate } from '#lib/forms'
import type { FormAnswer, Choice, Question } from '#lib/forms'
import type { PlaceSource } from '../controls/place-picker.tsx'
import type { Format } from '../language/format.ts'
import type { SayText } from '../language/language.tsx'
import { sayAge } from '../records/age-words.ts'

interface SayContext {
  t: SayText
  format: Format
  places: PlaceSource
}

export function sayAnswer(
  question: Question,
  answer: FormAnswer,
  choices: readonly Choice[] | undefined,
  { t, format, places }: SayContext,
): string {
  if (isBlank(answer) || answer === null || answer === undefined) return t('ui.form.no-answer')
  if (isUnknown(answer))
    return answer.reason ? t('ui.form.unknown-because', { reason: answer.reason }) : t('ui.unknown')
  if (typeof answer === 'boolean') return answer ? t('ui.yes') : t('ui.no')
  const labelOf = (value: string) => {
    const choice = choices?.find((each) => each.value === value)
    return choice ? t(choice.label) : value
  }
  if (Array.isArray(answer)) return format.list(answer.filter((each) => typeof each === 'string').map(labelOf))
  if (isDateAnswer(answer)) {
    const said = wordsOfDate(answer, format.language)
    return answer.about ? t('ui.date.about-said', { date: said }) : said
  }
  if (isAgeAnswer(answer)) return sayAge(answer, t)
  if (isPlaceAnswer(answer)) {
    const place = places.known.find((each) => each.code === answer.code)
    return place ? t(place.name) : (answer.text ?? answer.code ?? '')
  }
  const text = String(answer)
  if (question.type === 'language') return format.languageName(text)
  if (question.type === 'country') return format.countryName(text)
  if (question.type === 'datetime') return format.dateTime(text)
  return labelOf(text)
}
